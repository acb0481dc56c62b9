"""Small Programs made by hand: each operation is performed and written down as a recording would."""

from __future__ import annotations

from typing import Any

import numpy as np

from handgrad.program.operations import perform
from handgrad.program.program import Op, Program, Ref, substitute


class Builder:
    def __init__(self) -> None:
        self.program = Program()

    def leaf(self, value: Any) -> Ref:
        return self.enter("leaf", (), {}, value)

    def __call__(self, name: str, *args: Any, **kwargs: Any) -> Ref:
        value = perform(name, substitute(args, self.value), substitute(kwargs, self.value), precise=False)
        return self.enter(name, args, kwargs, value)

    def value(self, ref: Ref) -> Any:
        return self.program[ref.index].value

    def enter(self, name: str, args: Any, kwargs: Any, value: Any) -> Ref:
        self.program.ops.append(Op(len(self.program), name, args, kwargs, value))
        return Ref(len(self.program) - 1)

    def leaves(self, structure: Any, found: list[Ref]) -> Any:
        """The same arguments with a leaf for every float array and float; the leaves are added to `found`."""
        if isinstance(structure, (tuple, list)):
            return type(structure)(self.leaves(part, found) for part in structure)
        if isinstance(structure, dict):
            return {key: self.leaves(part, found) for key, part in structure.items()}
        if (isinstance(structure, (float, np.floating)) and np.isfinite(structure)) or (
            isinstance(structure, np.ndarray) and structure.dtype.kind == "f"
        ):
            found.append(self.leaf(structure))
            return found[-1]
        return structure

    def weighed(self, ref: Ref, rng: np.random.Generator) -> Ref:
        """One number that every element of a value goes into, each with a weight of its own."""
        value = self.value(ref)
        if isinstance(value, (tuple, list)):
            parts = [self.weighed(self("item", ref, i), rng) for i in range(len(value))]
            return self("python_sum", parts)
        return self("sum", self("multiply", ref, self.leaf(rng.uniform(0.5, 1.5, np.shape(value)))))
