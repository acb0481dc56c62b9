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


class Memory:
    """The array that owns some memory, and the operation that gave its present contents."""

    __slots__ = ("kept", "node", "root", "version")

    def __init__(self, root: Plain, node: int | None) -> None:
        self.root = root
        self.node = node
        self.version = 0
        self.kept: list[Op] = []

    def let_go(self, copied: int) -> int:
        """Copy what operations still share with this memory, and return how many bytes have been `copied` with it.

        Of large data that are filled item by item not every state is kept: nobody reads them before they are complete.
        """
        copied += sum(op.value.nbytes for op in self.kept)
        for op in self.kept:
            if copied < MOST_COPIED or op.name != "setitem" or self.version < FILLED:
                op.value = op.value.copy()
            else:
                op.name, op.args, op.origin = "leaf", (), "filled"
        self.kept.clear()
        return copied


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
