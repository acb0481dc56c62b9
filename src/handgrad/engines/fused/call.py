"""A function: the Program of any traced function as machine code that is called with arrays."""

from __future__ import annotations

from typing import Any

import numpy as np

from handgrad.engines.fused.expressions import whole
from handgrad.engines.fused.llvm import array_type
from handgrad.engines.fused.lowering import Lowering, kind_of
from handgrad.engines.fused.machine import function
from handgrad.engines.fused.module import Module, assembled
from handgrad.engines.fused.nests import Buffer
from handgrad.engines.fused.tensors import Place, Tensor, contiguous, dimension, standing
from handgrad.program.trace import Traced, shared


class Call:
    """`outputs = call(*inputs)`; arrays have the shapes and types that they had when the function was traced."""

    def __init__(self, traced: Traced) -> None:
        self.traced = shared(traced)
        self.inputs: list[Buffer] = []
        self.outputs: list[Buffer] = []
        self.module = self.build()
        self.arena = self.module.memory()
        self.run = function(self.module.text, 1 + len(self.module.fixed), self.module.blas)

    @property
    def listing(self) -> str:
        """What runs, to be read: x0, x1, ... are the inputs and y0, y1, ... the outputs."""
        return self.module.listing

    def build(self) -> Module:
        """Lower everything."""
        traced = self.traced
        lowering = Lowering(traced, 1)
        for number, index in enumerate(traced.inputs):
            lowering.tensors[index] = self.entered(f"x{number}", index)
        lowering.lower(traced.outputs)
        for number, index in enumerate(traced.outputs):
            tensor = lowering.tensors[index]
            buffer = Buffer(f"y{number}", tensor.type, 0, "data")
            self.outputs.append(buffer)
            lowering.assign(standing(Place(buffer, whole(0), contiguous(tensor.dims)), tensor.dims), tensor)
        return assembled(lowering.buffers, lowering.statements, [*self.inputs, *self.outputs], 1, None)

    def entered(self, name: str, index: int) -> Tensor:
        """An input as a tensor in the caller's memory."""
        value = self.traced.program.ops[index].value
        buffer = Buffer(name, kind_of(value), 0, "data")
        self.inputs.append(buffer)
        dims = tuple(map(dimension, self.traced.shapes[index]))
        return standing(Place(buffer, whole(0), contiguous(dims)), dims, weak=type(value) in (float, int))

    def __call__(self, *inputs: Any) -> list[Any]:
        """The outputs, new arrays and numbers of the types that the function itself returns."""
        given = [np.ascontiguousarray(x, array_type(b.type)) for x, b in zip(inputs, self.inputs, strict=True)]
        values = [self.traced.program.ops[index].value for index in self.traced.outputs]
        results = [np.empty(np.shape(v), array_type(b.type)) for v, b in zip(values, self.outputs, strict=True)]
        arrays = [self.arena, *given, *results]
        self.run(*(array.ctypes.data for array in arrays), 1)
        return [as_returned(result, value) for result, value in zip(results, values, strict=True)]


def as_returned(result: Any, value: Any) -> Any:
    """A result of the type that the value has."""
    if isinstance(value, np.ndarray):
        return result.astype(value.dtype, copy=False)
    return value.dtype.type(result) if isinstance(value, np.generic) else type(value)(result)
