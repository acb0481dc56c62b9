"""Memory: which operation gave the contents of an array's memory, and the windows that views are on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from handgrad.program.program import Op, Ref

if TYPE_CHECKING:
    from handgrad.program.recorder import Recorder

Plain = np.ndarray[Any, Any]
MOST_COPIED, FILLED = 64 * 2**20, 100
"""Bytes of large values that are copied, and how many writes there must be in one place to leave out any."""
SOON = 50
"""Operations from one item of an array that is filled to the next, at most."""


class Memory:
    """The array that owns some memory, and the operation that gave its present contents."""

    __slots__ = ("kept", "node", "root", "version")

    def __init__(self, root: Plain, node: int | None) -> None:
        self.root = root
        self.node = node
        self.version = 0
        self.kept: list[Op] = []

    def let_go(self, copied: int, ops: list[Op]) -> int:
        """Copy what operations still share with this memory, and return how many bytes have been `copied` with it.

        Of large arrays that are filled item by item not every state is kept: what none of the `ops` has read before the
        next item is written can be had again by writing the items.
        """
        copied += sum(op.value.nbytes for op in self.kept)
        for op in self.kept:
            is_needed = copied < MOST_COPIED or op.name != "setitem" or self.version < FILLED or was_read(op, ops)
            op.value = op.value.copy() if is_needed else unknown(op.value)
        self.kept.clear()
        return copied


def was_read(op: Op, ops: list[Op]) -> bool:
    """Whether a later operation has read more than an item of a value, or so many were performed that nobody looks."""
    if len(ops) - op.index > SOON:
        return True
    readers = (later for later in ops[op.index + 1 :] if op.index in later.refs())
    return any(later.name != "getitem" or np.size(later.value) == np.size(op.value) for later in readers)


def unknown(value: Plain) -> Plain:
    """An array of this shape without a number in it, which takes no room."""
    nothing = np.full((), np.nan if value.dtype.kind in "fc" else 0, dtype=value.dtype)
    return np.broadcast_to(nothing, value.shape)


def is_same_memory(one: Any, other: Plain) -> bool:
    """Whether two arrays are the same window on the same memory."""
    if not isinstance(one, np.ndarray) or one.shape != other.shape or one.strides != other.strides:
        return False
    return bool(one.__array_interface__["data"][0] == other.__array_interface__["data"][0])


def covers(raw: Plain, root: Plain) -> bool:
    """Whether `raw` is all of `root`'s memory in the same order."""
    if raw.size != root.size or raw.dtype != root.dtype:
        return False
    same_c = raw.flags.c_contiguous and root.flags.c_contiguous
    return bool(same_c or (raw.shape == root.shape and raw.strides == root.strides))


def layout(raw: Plain, root: Plain) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
    """Offset, shape and strides, in bytes, of `raw` within `root`."""
    offset = raw.__array_interface__["data"][0] - root.__array_interface__["data"][0]
    return offset, raw.shape, raw.strides


def order_of(memory: Memory) -> dict[str, Any]:
    """How the root lies in memory."""
    order = "F" if memory.root.flags.f_contiguous and not memory.root.flags.c_contiguous else "C"
    return {"itemsize": memory.root.itemsize, "order": order}


def root_node(current: Recorder, memory: Memory) -> int:
    """The operation that gave the root's contents; a leaf where nobody saw it."""
    if memory.node is None:
        node = current.emit("leaf", (), {}, memory.root, origin="external")
        memory.node = -1 if node is None else node
    return memory.node


def read_memory(current: Recorder, memory: Memory, raw: Plain) -> int | None:
    """The operation whose value `raw` is now, read from its memory."""
    root = root_node(current, memory)
    if raw.shape == memory.root.shape and covers(raw, memory.root):
        return root
    if raw.dtype != memory.root.dtype:
        return current.emit("leaf", (), {}, raw, origin="external")
    return current.emit("window", (Ref(root), *layout(raw, memory.root)), order_of(memory), raw)
