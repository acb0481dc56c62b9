"""The kernel: a training step lowered, with the loop over all steps around it, as text to compile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from handgrad.engines.fused.expressions import STEP, Expr, cast, load, variable, whole
from handgrad.engines.fused.lowering import Lowering, kind_of
from handgrad.engines.fused.module import Module, assembled
from handgrad.engines.fused.nests import Assign, Buffer, Statement
from handgrad.engines.fused.tensors import (
    Index,
    Place,
    Tensor,
    alike,
    contiguous,
    dimension,
    equal,
    product_of,
    standing,
)
from handgrad.program.program import Program
from handgrad.program.trace import shared
from handgrad.step_program import StepProgram


@dataclass
class Kernel:
    """A training step as a module, and what its memory is for."""

    module: Module
    state: list[Buffer]
    scalars: list[int]
    """The operations whose values, one for each step, stand in the columns of the scalars."""
    data: list[Buffer]


@dataclass
class Builder:
    """Builds the kernel of a step for batches of at most `most` rows."""

    step: StepProgram
    most: int
    fixed: bool
    """Whether all batches have `most` rows."""
    outputs: bool = True
    """Whether the outputs of each batch are asked for."""
    in_order: bool = False
    """Whether the rows of a batch follow one another in the data: they are then read where they stand."""
    lowering: Lowering = field(init=False)
    state: list[Buffer] = field(default_factory=list)
    data: list[Buffer] = field(default_factory=list)
    scalars: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.step = replace(self.step, traced=shared(self.step.traced))
        self.lowering = Lowering(self.step.traced, self.most)
        self.order, self.begins, self.counts = (Buffer(name, "i8", 0, "data") for name in ("order", "begins", "counts"))
        self.table, self.losses = Buffer("scalars", "f8", 0, "data"), Buffer("losses", "f8", 0, "data")
        traced = self.step.traced
        self.y_rows = Buffer("outputs", kind_of(traced.program.ops[traced.outputs[-1]].value), 0, "data")

    def build(self) -> Kernel:
        """Lower everything, in the order in which it must happen."""
        lowering, traced = self.lowering, self.step.traced
        self.enter_inputs()
        lowering.lower(traced.outputs if self.outputs else traced.outputs[:-1])
        *after, value, y = traced.outputs
        self.keep(self.losses, lowering.tensors[value], STEP)
        if self.outputs:
            self.keep_rows(lowering.tensors[y], load(self.begins, STEP))
        self.advance(after)
        fixed = [self.order, self.begins, self.counts, self.table, self.losses, self.y_rows, *self.data]
        size = self.most if self.fixed else load(self.counts, STEP)
        module = assembled(lowering.buffers, lowering.statements, fixed, size, self.losses)
        return Kernel(module, self.state, self.scalars, self.data)

    def enter_inputs(self) -> None:
        """The inputs of the Program: state in the arena, numbers of the step in a table, rows of the data by order."""
        traced, step = self.step.traced, self.step
        inputs = traced.inputs
        for i in inputs[: step.state]:
            dims = tuple(map(dimension, traced.shapes[i]))
            value = traced.program.ops[i].value
            buffer = self.lowering.buffer("s", kind_of(value), whole(int(np.size(value))), "state")
            self.state.append(buffer)
            self.lowering.tensors[i] = standing(Place(buffer, whole(0), contiguous(dims)), dims)
        self.enter_scalars(inputs[step.state : step.state + 2])
        begin = load(self.begins, STEP)
        for number, i in enumerate(inputs[step.state + 2 :]):
            by_order = number < step.batch
            dims = tuple(map(dimension, traced.shapes[i]))
            buffer = Buffer(f"d{number}", kind_of(traced.program.ops[i].value), 0, "data")
            self.data.append(buffer)
            self.lowering.tensors[i] = self.rows(buffer, dims, begin, by_order)

    def rows(self, buffer: Buffer, dims: tuple[Expr, ...], begin: Expr, by_order: bool) -> Tensor:
        """The rows of a batch: row i is that which the order names, or the i-th from the batch's beginning."""
        first = load(self.order, begin) if by_order else begin
        if self.in_order or not by_order:
            return standing(Place(buffer, first * product_of(dims[1:]), contiguous(dims)), dims)
        place = Place(buffer, whole(0), contiguous(dims))

        def element(index: Index) -> Expr:
            return load(buffer, place.at((load(self.order, begin + index[0]), *index[1:])))

        return Tensor(dims, buffer.type, element, None, False, 3)

    def enter_scalars(self, given: Sequence[int]) -> None:
        """Numbers that follow from the step's number and its rate alone: computed beforehand, read from a table."""
        program = self.step.traced.program
        known = set(given)
        for op in program.ops:
            refs = op.refs()
            if refs and all(ref in known for ref in refs) and np.ndim(op.value) == 0:
                known.add(op.index)
        users = program.users()
        wanted = set(program.needed(self.step.traced.outputs))
        self.scalars = [i for i in sorted(known) if any(user not in known and user in wanted for user in users[i])]
        width = len(self.scalars)
        for column, i in enumerate(self.scalars):
            kind = kind_of(program.ops[i].value)
            value = cast(load(self.table, STEP * width + column), kind)
            weak = type(program.ops[i].value) in (float, int)
            self.lowering.tensors[i] = single(value, kind, weak)

    def keep(self, buffer: Buffer, tensor: Tensor, at: Expr) -> None:
        """One number of the step into an array of the caller's."""
        zeros = tuple(whole(0) for _ in tensor.dims)
        value = cast(tensor.element(zeros), buffer.type)
        self.lowering.statements.append(Assign([(buffer, at, value)]))

    def keep_rows(self, y: Tensor, begin: Expr) -> None:
        """The outputs of the batch, beside those of the other batches."""
        place = Place(self.y_rows, whole(0), contiguous(y.dims))

        def body(index: Index) -> list[Statement]:
            return [Assign([(self.y_rows, place.at((begin + index[0], *index[1:])), y.element(index))])]

        self.lowering.nest(y.dims, body)

    def advance(self, after: Sequence[int]) -> None:
        """The new state over the old: together what needs each other's old values, by way of scratch what must wait."""
        tensors = [self.lowering.tensors[i] for i in after]
        befores = [self.lowering.tensors[i] for i in self.step.traced.inputs[: self.step.state]]
        changed = [i for i in range(len(tensors)) if tensors[i] is not befores[i]]
        owner = {buffer: i for i, buffer in enumerate(self.state)}
        needs: dict[int, set[int]] = {}
        for i in changed:
            found = self.others(tensors[i], befores[i], owner, befores)
            if found is None:
                fresh = Tensor(tensors[i].dims, tensors[i].type, tensors[i].element, None, False, 0)
                tensors[i] = self.lowering.stored(fresh)
                found = set()
            needs[i] = found & set(changed)
        for group in connected(changed, needs):
            self.write(group, tensors)

    def others(
        self, tensor: Tensor, before: Tensor, owner: dict[Buffer, int], befores: Sequence[Tensor]
    ) -> set[int] | None:
        """The states whose old elements at the same index an element needs; None where it needs others too."""
        index = tuple(variable(f"q{i}") if dim.value != 1 else whole(0) for i, dim in enumerate(tensor.dims))
        found: set[int] = set()
        todo, seen = [tensor.element(index)], set()
        while todo:
            expr = todo.pop()
            if id(expr) in seen:
                continue
            seen.add(id(expr))
            if expr.op == "load" and expr.args[0] in owner:
                which = owner[expr.args[0]]
                place = befores[which].place
                if (
                    not alike(befores[which].dims, tensor.dims)
                    or place is None
                    or not equal(place.at(index), expr.args[1])
                ):
                    return None
                found.add(which)
            todo += [arg for arg in expr.args if isinstance(arg, Expr)]
        return found

    def write(self, group: Sequence[int], tensors: Sequence[Tensor]) -> None:
        """One nest for states of the same dimensions."""
        dims = tensors[group[0]].dims

        def body(index: Index) -> list[Statement]:
            targets = []
            for i in group:
                at = Place(self.state[i], whole(0), contiguous(dims)).at(index)
                targets.append((self.state[i], at, cast(tensors[i].element(index), self.state[i].type)))
            return [Assign(targets)]

        self.lowering.nest(dims, body)


def single(value: Expr, kind: str, weak: bool) -> Tensor:
    """A number as a tensor."""
    return Tensor((), kind, lambda index: value, None, weak, 1)


def connected(items: Sequence[int], needs: dict[int, set[int]]) -> list[list[int]]:
    """The items in groups: together whoever needs another."""
    group = {i: i for i in items}

    def root(i: int) -> int:
        while group[i] != i:
            i = group[i]
        return i

    for i in items:
        for other in needs[i]:
            group[root(other)] = root(i)
    found: dict[int, list[int]] = {}
    for i in items:
        found.setdefault(root(i), []).append(i)
    return list(found.values())


def scalars_of(program: Program, wanted: Sequence[int], given: Sequence[int], t: Any, rate: Any) -> Any:
    """The table of the scalars, a row for each step: the wanted operations for all steps at once."""
    values = program.replay(wanted, dict(zip(given, (t, rate), strict=True)), precise=False)
    columns = [np.broadcast_to(values[i], np.shape(t)) for i in wanted]
    return np.ascontiguousarray(np.stack(columns, axis=-1) if columns else np.zeros((len(t), 0)), dtype=np.float64)
