"""A module: statements with the loop over all steps around them, in LLVM's language, and the same to be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from handgrad.engines.fused.expressions import Expr, variable
from handgrad.engines.fused.llvm import BYTES, Emitter, array_type, scope_metadata
from handgrad.engines.fused.nests import Buffer, Printer, Statement
from handgrad.engines.fused.passes import ALIGNMENT, collapsed, placed
from handgrad.pair import Array

STEP = variable("step")
"""The number of the step, from 0 in each call."""


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
    emitter = Emitter(slots + len(fixed))
    for buffer in buffers:
        if buffer.slot >= 0:
            emitter.names[buffer.name] = f"%{buffer.name}"
            emitter.entry.append(f"  %{buffer.name} = getelementptr inbounds i8, ptr %arena, i64 {buffer.offset}")
    emitter.names.update({buffer.name: f"%{buffer.name}" for buffer in fixed}, step="%step")
    emitter.start("body")
    emitter.size = str(size) if isinstance(size, int) else emitter.value(size)
    emitter.statements(statements)
    emitter.do("br i1 " + finite(emitter, losses) + ", label %next, label %stopped")
    printer = Printer()
    printer.block(statements, 1)
    constants = [buffer for buffer in buffers if buffer.role == "constant"]
    blas = any("gemm" in each for each in emitter.declared)
    return Module(text_of(emitter, fixed), "\n".join(printer.lines), arena, constants, list(fixed), blas)


def finite(emitter: Emitter, losses: Buffer | None) -> str:
    """Whether the loss of this step is a number."""
    if losses is None:
        return "true"
    loss = emitter.load(losses, STEP)
    rest = emitter.put(f"fsub double {loss}, {loss}")
    return emitter.put(f"fcmp oeq double {rest}, 0.0")


def text_of(emitter: Emitter, fixed: Sequence[Buffer]) -> str:
    """The whole function."""
    addresses = ["ptr noalias align 64 %arena", *(f"ptr noalias %{buffer.name}" for buffer in fixed)]
    lines = [
        f"define i64 @run({', '.join(addresses)}, i64 %steps) {{",
        "entry:",
        *emitter.entry,
        "  br label %body",
        "body:",
        "  %step = phi i64 [ 0, %entry ], [ %following, %next ]",
        *emitter.lines[1:],
        "next:",
        "  %following = add nuw nsw i64 %step, 1",
        "  %more = icmp slt i64 %following, %steps",
        "  br i1 %more, label %body, label %finished",
        "finished:",
        "  ret i64 -1",
        "stopped:",
        "  ret i64 %step",
        "}",
        *sorted(emitter.declared),
        *scope_metadata(emitter.slots),
        *emitter.metadata,
    ]
    return "\n".join(lines)
