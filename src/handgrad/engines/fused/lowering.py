"""Lowering: the operations of a Program as loops; what is cheap or used once is computed where it is needed."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np

from handgrad.engines.engine import Unfit
from handgrad.engines.fused.expressions import KINDS, Expr, cast, variable, whole
from handgrad.engines.fused.nests import Assign, Buffer, Loop, Statement
from handgrad.engines.fused.tensors import (
    Place,
    Tensor,
    contiguous,
    dimension,
    equal,
    product_of,
    scalar,
    standing,
)
from handgrad.program.program import Op, Ref
from handgrad.program.trace import Traced, place

Rule = Callable[..., Any]
_rules: dict[str, Rule] = {}
DEAR = 6
"""What an expression may cost, in additions, to be computed at each of several uses rather than once into memory."""


OWNERS = ("setitem", "setwindow", "add.at", "pad", "concatenate", "stack")
"""Operations that fill memory of their own."""


def rule(*names: str) -> Callable[[Rule], Rule]:
    """Enter how operations of these names are lowered: `rule(lowering, op, *args, **kwargs) -> Tensor`."""

    def enter(function: Rule) -> Rule:
        _rules.update(dict.fromkeys(names, function))
        return function

    return enter


@cache
def known_rules() -> dict[str, Rule]:
    """The rule of every operation that has one, from all families."""
    package = importlib.import_module("handgrad.engines.fused.rules")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
    return _rules


@dataclass
class Lowering:
    """One Program being lowered, for batches of `most` rows or, where it is the only size, of exactly as many."""

    traced: Traced
    most: int
    statements: list[Statement] = field(default_factory=list)
    buffers: list[Buffer] = field(default_factory=list)
    tensors: dict[int, Any] = field(default_factory=dict)
    uses: dict[int, int] = field(default_factory=dict)
    count: int = 0

    def lower(self, wanted: Sequence[int]) -> None:
        """Lower all operations that the wanted ones depend on, in their order."""
        program = self.traced.program
        needed = program.needed(wanted, self.tensors)
        for index in needed:
            for ref in program.ops[index].refs():
                self.uses[ref] = self.uses.get(ref, 0) + 1
        for index in needed:
            self.tensors[index] = self.kept(self.operation(program.ops[index]), self.uses.get(index, 0))

    def operation(self, op: Op) -> Any:
        """What one operation gives: a tensor, or a list of tensors."""
        if op.name == "leaf":
            return self.constant(op.value)
        rules = known_rules()
        if op.name not in rules:
            raise Unfit(f"it does not know the operation {op.name}{place(op)}")
        try:
            return rules[op.name](
                self, op, *map(self.operand, op.args), **{k: self.operand(v) for k, v in op.kwargs.items()}
            )
        except (TypeError, NotImplementedError, KeyError) as error:
            raise Unfit(f"it does not know this form of the operation {op.name}{place(op)}: {error}") from error

    def operand(self, value: Any) -> Any:
        """An operand as a rule takes it: tensors for references, also inside lists and tuples."""
        if isinstance(value, Ref):
            return self.tensors[value.index]
        if isinstance(value, (list, tuple)):
            return type(value)(self.operand(part) for part in value)
        if isinstance(value, slice):
            return slice(*map(self.operand, (value.start, value.stop, value.step)))
        return value

    def kept(self, result: Any, uses: int) -> Any:
        """The result itself, or in memory where it is used several times and dear."""
        if isinstance(result, Tensor) and uses > 1 and result.place is None and result.cost > DEAR:
            return self.stored(result)
        return result

    def shape(self, op: Op) -> tuple[Expr, ...]:
        """The dimensions of an operation's value."""
        return tuple(map(dimension, self.traced.shapes[op.index]))

    def type(self, op: Op) -> str:
        """The type of an operation's value."""
        return kind_of(op.value)

    def fresh(self, prefix: str) -> str:
        """A name of its own."""
        self.count += 1
        return f"{prefix}{self.count}"

    def constant(self, value: Any) -> Tensor:
        """A number or an array that is the same in every step."""
        if not np.ndim(value):
            return scalar(value, kind_of(value))
        buffer = self.buffer("c", kind_of(value), whole(value.size), "constant")
        buffer.value = np.ascontiguousarray(value)
        dims = tuple(map(whole, value.shape))
        return standing(Place(buffer, whole(0), contiguous(dims)), dims)

    def buffer(self, prefix: str, kind: str, size: Expr, role: str = "scratch") -> Buffer:
        """New memory, large enough for the largest batch."""
        found = Buffer(self.fresh(prefix), kind, evaluated(size, self.most), role)
        self.buffers.append(found)
        return found

    def room(self, prefix: str, kind: str, dims: Sequence[Expr]) -> Tensor:
        """A tensor in new memory, in C order, which nothing has been written to yet."""
        return standing(Place(self.buffer(prefix, kind, product_of(dims)), whole(0), contiguous(dims)), dims)

    def owned(self, index: int) -> bool:
        """Whether the memory of an operation's value was made by it and nothing else stands there."""
        return self.traced.program.ops[index].name in OWNERS

    def stored(self, tensor: Tensor) -> Tensor:
        """The tensor in memory, in C order; a statement is added where it is not there yet."""
        if tensor.place is not None and gapless(tensor):
            return tensor
        result = self.room("b", tensor.type, tensor.dims)
        self.assign(result, tensor)
        tensor.place, tensor.element, tensor.cost = result.place, result.element, 0  # nobody computes it again
        return result

    def assign(self, target: Tensor, source: Tensor) -> None:
        """Every element of the target takes the source's."""
        to, kind = target.stand, target.type

        def body(index: tuple[Expr, ...]) -> list[Statement]:
            return [Assign([(to.buffer, to.at(index), cast(source.element(index), kind))])]

        self.nest(target.dims, body)

    def nest(self, dims: Sequence[Expr], body: Callable[[tuple[Expr, ...]], list[Statement]]) -> None:
        """Loops over all indices below `dims` around what `body(index)` gives; dimensions of 1 need none."""
        self.statements += self.loops(dims, body)

    def loops(
        self,
        dims: Sequence[Expr],
        body: Callable[[tuple[Expr, ...]], list[Statement]],
        order: Sequence[int] | None = None,
    ) -> list[Statement]:
        """The same as statements, the axes in this order from the outside."""
        index: list[Expr] = [whole(0)] * len(dims)
        axes = [axis for axis in order or range(len(dims)) if dims[axis].value != 1]
        if any(dim.value == 0 for dim in dims):
            raise Unfit("an array has no elements")
        for axis in axes:
            index[axis] = variable(self.fresh("i"))
        statements = body(tuple(index))
        for axis in reversed(axes):
            statements = [Loop(index[axis].args[0], dims[axis], statements)]
        return statements


def kind_of(value: Any) -> str:
    """The type of the elements of a value."""
    dtype = np.asarray(value).dtype
    if dtype.kind in "iu":
        return "i8"
    if dtype.name not in KINDS:
        raise Unfit(f"it does not know the type {dtype.name}")
    return KINDS[dtype.name]


def evaluated(expr: Expr, n: int) -> int:
    """A whole expression of nothing but the batch size, at n rows."""
    if expr.op == "const":
        return int(expr.value)
    if expr.op == "size":
        return n
    a, b = (evaluated(arg, n) for arg in expr.args)
    return {"add": a + b, "sub": a - b, "mul": a * b}[expr.op]


def gapless(tensor: Tensor) -> bool:
    """Whether the elements stand in C order one after the other."""
    wanted = contiguous(tensor.dims)
    pairs = zip(tensor.dims, tensor.stand.strides, wanted, strict=True)
    return all(dim.value == 1 or equal(stride, needed) for dim, stride, needed in pairs)
