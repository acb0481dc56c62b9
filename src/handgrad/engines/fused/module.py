"""A module: statements with the loop over all steps around them, in LLVM's language, and the same to be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from handgrad.engines.fused.expressions import Expr
from handgrad.engines.fused.llvm import BYTES, ROOM, Emitter, array_type, scope_metadata
from handgrad.engines.fused.nests import Buffer, Local, Printer, Statement, names, read, written
from handgrad.engines.fused.passes import ALIGNMENT, collapsed, placed
from handgrad.pair import Array

LONGEST = 40
"""Statements of one function."""


@dataclass
class Module:
    """The function `run(arena, *fixed, steps)`: it gives the step whose loss is no number, or -1."""

    text: str
    listing: str
    arena: int
    """Bytes of the arena, where everything stands that is not the caller's."""
    constants: list[Buffer]
    fixed: list[Buffer]
    blas: bool

    def memory(self) -> Array:
        """An arena, its constants in their places."""
        memory = np.zeros(self.arena + ALIGNMENT, np.uint8)
        start = -memory.ctypes.data % ALIGNMENT
        arena = memory[start : start + self.arena]
        for buffer in self.constants:
            elements(arena, buffer)[...] = np.ravel(buffer.value)
        return arena


def elements(arena: Array, buffer: Buffer) -> Array:
    """The elements of a buffer of an arena."""
    stretch = arena[buffer.offset : buffer.offset + buffer.size * BYTES[buffer.type]]
    return stretch.view(array_type(buffer.type))


def assembled(
    buffers: Sequence[Buffer],
    statements: Sequence[Statement],
    fixed: Sequence[Buffer],
    size: int | Expr,
    losses: Buffer | None,
) -> Module:
    """The module of these statements; steps end where the number they leave in `losses` is none."""
    statements = [collapsed(each) for each in statements]
    arena = placed(buffers, statements, BYTES)
    slots = 1 + max((buffer.slot for buffer in buffers), default=-1)
    for i, buffer in enumerate(fixed):
        buffer.slot = slots + i
    parts = [Part(i, part, fixed, size) for i, part in enumerate(divided(statements), 1)]
    declared = sorted(set().union(*(part.emitter.declared for part in parts)))
    lines = [*whole_text(parts, fixed, losses), *(line for part in parts for line in part.text()), *declared]
    printer = Printer()
    printer.block(statements, 1)
    constants = [buffer for buffer in buffers if buffer.role == "constant"]
    blas = any("gemm" in each for each in declared)
    return Module("\n".join(lines), "\n".join(printer.lines), arena, constants, list(fixed), blas)


def divided(statements: Sequence[Statement]) -> list[list[Statement]]:
    """The statements in stretches of a bounded length: compiling one function of all would take the square of it.

    A local is used in the stretch in which it begins.
    """
    parts: list[list[Statement]] = [[]]
    begun: set[str] = set()
    for statement in statements:
        if len(parts[-1]) >= LONGEST and not begun & set(names(statement)):
            parts.append([])
            begun = set()
        if isinstance(statement, Local):
            begun.add(statement.name)
        parts[-1].append(statement)
    return parts


class Part:
    """One of the functions that a step calls one after the other."""

    def __init__(self, number: int, statements: Sequence[Statement], fixed: Sequence[Buffer], size: int | Expr) -> None:
        self.number, self.fixed = number, fixed
        emitter = self.emitter = Emitter(number * ROOM)
        emitter.names.update({buffer.name: f"%{buffer.name}" for buffer in fixed}, step="%step")
        for buffer in dict.fromkeys(each for one in statements for each in (*read(one), *written(one))):
            if buffer not in fixed:
                emitter.names[buffer.name] = f"%{buffer.name}"
                emitter.entry.append(f"  %{buffer.name} = getelementptr inbounds i8, ptr %arena, i64 {buffer.offset}")
        emitter.start("body")
        emitter.size = str(size) if isinstance(size, int) else emitter.value(size)
        emitter.statements(statements)

    def text(self) -> list[str]:
        """The function."""
        emitter = self.emitter
        head = f"define internal void @part{self.number}({parameters(self.fixed)}, i64 %step) noinline nounwind {{"
        body = ["entry:", *emitter.entry, "  br label %body", *emitter.lines, "  ret void", "}"]
        return [head, *body, *scope_metadata(emitter), *emitter.metadata]


def parameters(fixed: Sequence[Buffer]) -> str:
    """The arena and the caller's arrays: none of them overlap."""
    return ", ".join(["ptr noalias align 64 %arena", *(f"ptr noalias %{buffer.name}" for buffer in fixed)])


def whole_text(parts: Sequence[Part], fixed: Sequence[Buffer], losses: Buffer | None) -> list[str]:
    """The function `run`: the loop over the steps."""
    given = ", ".join(["ptr %arena", *(f"ptr %{buffer.name}" for buffer in fixed), "i64 %step"])
    finite = ["  br label %next"]
    if losses is not None:
        finite = [
            f"  %at = getelementptr inbounds double, ptr %{losses.name}, i64 %step",
            "  %loss = load double, ptr %at",
            "  %rest = fsub double %loss, %loss",
            "  %finite = fcmp oeq double %rest, 0.0",
            "  br i1 %finite, label %next, label %stopped",
        ]
    return [
        f"define i64 @run({parameters(fixed)}, i64 %steps) {{",
        "entry:",
        "  br label %body",
        "body:",
        "  %step = phi i64 [ 0, %entry ], [ %following, %next ]",
        *(f"  call void @part{part.number}({given})" for part in parts),
        *finite,
        "next:",
        "  %following = add nuw nsw i64 %step, 1",
        "  %more = icmp slt i64 %following, %steps",
        "  br i1 %more, label %body, label %finished",
        "finished:",
        "  ret i64 -1",
        "stopped:",
        "  ret i64 %step",
        "}",
    ]
