"""Recorded arrays: ndarrays that write down what is done with them, in-place writes and views included."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from handgrad.program import recorder
from handgrad.program.calls import apply_function, apply_ufunc, function_name, overwrite, record
from handgrad.program.memory import Memory, Plain, covers, is_same_memory, layout, order_of, read_memory, root_node
from handgrad.program.recorder import plain, quietly, ref_or_value

SHAPE: Any = vars(np.ndarray)["shape"]
"""NumPy's own description of how an array's shape is read and changed."""


class RecordedArray(np.ndarray[Any, Any]):
    """An ndarray whose every use is recorded.

    Its contents are the value of operation `_node` as long as nobody has written to its memory since (`_version`).
    """

    _memory: Memory | None
    _node: int | None
    _version: int

    def __array_finalize__(self, parent: Any) -> None:
        """Views made by NumPy itself start unknown; `node` looks their memory up when they are read."""
        self._memory = None
        self._node = None
        self._version = -1

    @classmethod
    def of(cls, raw: Plain, node: int) -> RecordedArray:
        """`raw` as a recorded array whose contents are the value of operation `node`."""
        assert recorder.current is not None
        array = np.ndarray.view(raw, cls)
        memory = recorder.current.memory_of(raw)
        if memory.node is None and covers(raw, memory.root):
            memory.node = node
        array._memory, array._node, array._version = memory, node, memory.version
        return array

    def node(self) -> int | None:
        """The operation that gave the present contents; a "window" on the memory if they were written elsewhere."""
        current = recorder.current
        if current is None or not current.active:
            return None
        memory = self._memory
        if memory is None:
            memory = self._memory = current.memory_of(np.ndarray.view(self, np.ndarray))
        if self._version != memory.version or self._node is None:
            self._node = read_memory(current, memory, np.ndarray.view(self, np.ndarray))
            self._version = memory.version
        return self._node

    def operand(self) -> Any:
        """What an operation that reads this array keeps of it."""
        node = self.node()
        return recorder.Ref(node) if node is not None else np.ndarray.view(self, np.ndarray).copy()

    def unrecorded(self) -> Plain:
        """The same memory as a plain array."""
        return np.ndarray.view(self, np.ndarray)

    def wrote(self, node: int | None) -> None:
        """The memory of this array has been written: its contents are now the value of `node`."""
        current = recorder.current
        if current is None or node is None:
            return
        raw = np.ndarray.view(self, np.ndarray)
        memory = self._memory = self._memory or current.memory_of(raw)
        if raw.shape == memory.root.shape and covers(raw, memory.root):
            memory.node = node
        else:
            root = root_node(current, memory)
            window = layout(raw, memory.root)
            memory.node = current.emit(
                "setwindow", (recorder.Ref(root), recorder.Ref(node), *window), order_of(memory), memory.root
            )
        memory.version += 1
        self._node, self._version = node, memory.version

    def before_write(self) -> int | None:
        """The present contents' operation, asked for before they are overwritten."""
        node = self.node()
        if recorder.current is not None and self._memory is not None:
            recorder.current.before_write(self._memory)
        return node

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **kwargs: Any) -> Any:
        return apply_ufunc(ufunc, method, inputs, kwargs)

    def __array_function__(self, func: Any, types: Any, args: Any, kwargs: Any) -> Any:
        return apply_function(func, function_name(func), args, kwargs)

    def __getitem__(self, index: Any) -> Any:
        raw = np.ndarray.view(self, np.ndarray)[plain(index)]
        return record("getitem", (self, index), {}, raw)

    def __setitem__(self, index: Any, value: Any) -> None:
        raw = np.ndarray.view(self, np.ndarray)
        if isinstance(value, RecordedArray) and is_same_memory(raw[plain(index)], np.ndarray.view(value, np.ndarray)):
            return  # the second half of `a[i] += b`: already written through the view `a[i]`
        before = self.before_write()
        operand = ref_or_value(value) if recorder.recording() else None
        where = ref_or_value(index) if recorder.recording() else None
        raw[plain(index)] = plain(value)
        if before is None or recorder.current is None:
            return
        if is_everything(index):
            self.wrote(overwrite(recorder.current, operand, raw))
        else:
            self.wrote(recorder.current.emit("setitem", (recorder.Ref(before), where, operand), {}, raw))

    def __iter__(self) -> Iterator[Any]:
        if self.ndim == 0:
            raise TypeError("iteration over a 0-d array")
        return (self[i] for i in range(len(self)))

    def _reshape_in_place(self, shape: Any) -> None:
        """`x.shape = ...`: the same memory, from now on seen in another shape."""
        node = self.node()
        SHAPE.__set__(self, shape)
        if node is not None and recorder.current is not None:
            raw = np.ndarray.view(self, np.ndarray)
            self._node = recorder.current.emit("reshape", (recorder.Ref(node), raw.shape), {}, raw)

    shape = property(SHAPE.__get__, _reshape_in_place)

    @property
    def T(self) -> Any:
        """The transpose."""
        return record("transpose", (self,), {}, np.ndarray.view(self, np.ndarray).T)

    @property
    def flat(self) -> Any:
        """The elements in C order."""
        return Flat(self)

    def fill(self, value: Any) -> None:
        """Set every element."""
        self[...] = value

    def sort(self, axis: Any = -1, **kwargs: Any) -> None:  # type: ignore[override]
        """Sort in place."""
        self[...] = np.sort(self, axis=axis)

    def tolist(self) -> Any:
        """Nested lists of recorded numbers, or plain ones where there are very many."""
        raw = np.ndarray.view(self, np.ndarray)
        if self.size > 2000 or not recorder.recording():
            return raw.tolist()
        if self.ndim == 0:
            return self.item()
        return [part.tolist() if isinstance(part, RecordedArray) else python_number(part) for part in self]

    def item(self, *args: Any) -> Any:
        """One element as a Python number."""
        return record("item", (self, *args), {}, np.ndarray.view(self, np.ndarray).item(*args))

    def astype(self, dtype: Any, *args: Any, **kwargs: Any) -> Any:
        """A copy with another dtype."""
        raw = np.ndarray.view(self, np.ndarray).astype(dtype, *args, **kwargs)
        return record("astype", (self, np.dtype(dtype)), {}, raw)

    def view(self, *args: Any, **kwargs: Any) -> Any:
        """Plain for `view(np.ndarray)`; otherwise the same memory, seen as recorded."""
        return np.ndarray.view(self, *args, **kwargs)

    def __deepcopy__(self, memo: Any) -> Any:
        return self.copy()

    def __copy__(self) -> Any:
        return self.copy()

    def __reduce__(self) -> Any:
        return np.ndarray.view(self, np.ndarray).__reduce__()

    def __float__(self) -> float:
        return float(np.ndarray.view(self, np.ndarray))

    def __format__(self, spec: str) -> str:
        return format(np.ndarray.view(self, np.ndarray), spec)

    def __repr__(self) -> str:
        return repr(np.ndarray.view(self, np.ndarray))

    def __str__(self) -> str:
        return str(np.ndarray.view(self, np.ndarray))


class Flat:
    """`array.flat`: the elements in C order, for reading, counting and writing; `index` is that of the next one."""

    def __init__(self, array: RecordedArray) -> None:
        self.base = array
        self.index = 0

    def __iter__(self) -> Flat:
        return Flat(self.base)

    def __next__(self) -> Any:
        if self.index >= self.base.size:
            raise StopIteration
        element = self.base[self.coords]
        self.index += 1
        return element

    def __len__(self) -> int:
        return self.base.size

    @property
    def coords(self) -> tuple[int, ...]:
        """Where the next element stands."""
        last = max(self.base.size - 1, 0)
        return tuple(int(i) for i in np.unravel_index(min(self.index, last), self.base.shape))

    def __getitem__(self, index: Any) -> Any:
        return self.base.ravel()[index]

    def __setitem__(self, index: Any, value: Any) -> None:
        chosen = quietly(np.arange, self.base.size)[plain(index)]
        self.base[quietly(np.unravel_index, chosen, self.base.shape)] = value


def is_everything(index: Any) -> bool:
    """Whether an index selects a whole array: `x[:] = ...`, `x[...] = ...`."""
    parts = index if isinstance(index, tuple) else (index,)
    return all(part is Ellipsis or (isinstance(part, slice) and part == slice(None)) for part in parts)


def python_number(value: Any) -> Any:
    """A recorded NumPy scalar as a recorded Python number."""
    return value.item() if hasattr(value, "item") else value


def method(name: str, spread: bool = False) -> Callable[..., Any]:
    """An ndarray method that records itself under its function's name; `spread` takes `f(1, 2)` as `f((1, 2))`."""

    def call(self: RecordedArray, *args: Any, **kwargs: Any) -> Any:
        if spread and len(args) != 1:
            args = (args,) if args else ()
        if kwargs.get("out") is not None:
            return apply_function(getattr(np, name), name, (self, *args), kwargs)
        raw = getattr(np.ndarray.view(self, np.ndarray), name)(*plain(args), **plain(kwargs))
        return record(name, (self, *args), kwargs, raw)

    call.__name__ = name
    return call


for _name in [
    "sum",
    "mean",
    "prod",
    "max",
    "min",
    "var",
    "std",
    "cumsum",
    "cumprod",
    "argmax",
    "argmin",
    "argsort",
    "clip",
    "round",
    "dot",
    "trace",
    "diagonal",
    "any",
    "all",
    "ravel",
    "flatten",
    "copy",
    "squeeze",
    "swapaxes",
    "repeat",
    "take",
    "nonzero",
    "conj",
    "conjugate",
    "searchsorted",
    "compress",
    "choose",
    "ptp",
]:
    if hasattr(np.ndarray, _name):
        setattr(RecordedArray, _name, method(_name))
for _name in ("reshape", "transpose"):
    setattr(RecordedArray, _name, method(_name, spread=True))
