"""Recorded arrays: ndarrays that write down what is done with them, in-place writes and views included."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from handgrad.program import recorder
from handgrad.program.numbers import RecordedNumber
from handgrad.program.recorder import Memory, plain, recorded, ref_or_value

Plain = np.ndarray[Any, Any]
asarray = np.asarray
"""NumPy's own: while a program runs, `np.asarray` records."""


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
        """The operation that gave the present contents; a "window" on the memory if it was written through elsewhere."""
        current = recorder.current
        if current is None or not current.active:
            return None
        raw = np.ndarray.view(self, np.ndarray)
        if self._memory is None:
            self._memory = current.memory_of(raw)
        if self._version != self._memory.version or self._node is None:
            self._node = read_memory(current, self._memory, raw)
            self._version = self._memory.version
        return self._node

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
            memory.node = current.emit("setwindow", (recorder.Ref(root), recorder.Ref(node), *window), LAYOUT(memory), memory.root)
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

    @property
    def T(self) -> Any:  # type: ignore[override]  # noqa: N802
        """The transpose."""
        return record("transpose", (self,), {}, np.ndarray.view(self, np.ndarray).T)

    @property
    def flat(self) -> Any:  # type: ignore[override]
        """The elements in C order, for reading."""
        return iter(self.ravel())

    def fill(self, value: Any) -> None:
        """Set every element."""
        self[...] = value

    def sort(self, axis: Any = -1, **kwargs: Any) -> None:
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


def is_same_memory(one: Any, other: Plain) -> bool:
    """Whether two arrays are the same window on the same memory."""
    if not isinstance(one, np.ndarray) or one.shape != other.shape or one.strides != other.strides:
        return False
    return bool(one.__array_interface__["data"][0] == other.__array_interface__["data"][0])


def is_everything(index: Any) -> bool:
    """Whether an index selects a whole array: `x[:] = ...`, `x[...] = ...`."""
    parts = index if isinstance(index, tuple) else (index,)
    return all(part is Ellipsis or (isinstance(part, slice) and part == slice(None)) for part in parts)


def overwrite(current: recorder.Recorder, operand: Any, raw: Plain) -> int | None:
    """Operations for an array that takes a value whole: spread over its shape, and cast where it holds integers."""
    given = current.program.ops[operand.index].value if isinstance(operand, recorder.Ref) else operand
    node = current.emit("broadcast_to", (operand, raw.shape), {}, raw)
    if node is not None and raw.dtype.kind in "iub" and asarray(given).dtype.kind == "f":
        node = current.emit("astype", (recorder.Ref(node), raw.dtype), {}, raw)
    return node


def python_number(value: Any) -> Any:
    """A recorded NumPy scalar as a recorded Python number."""
    return value.item() if hasattr(value, "item") else value


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


def LAYOUT(memory: Memory) -> dict[str, Any]:
    """How the root lies in memory."""
    order = "F" if memory.root.flags.f_contiguous and not memory.root.flags.c_contiguous else "C"
    return {"itemsize": memory.root.itemsize, "order": order}


def root_node(current: recorder.Recorder, memory: Memory) -> int:
    """The operation that gave the root's contents; a leaf where nobody saw it."""
    if memory.node is None:
        node = current.emit("leaf", (), {}, memory.root, origin="external")
        memory.node = -1 if node is None else node
    return memory.node


def read_memory(current: recorder.Recorder, memory: Memory, raw: Plain) -> int | None:
    """The operation whose value `raw` is now, read from its memory."""
    root = root_node(current, memory)
    if raw.shape == memory.root.shape and covers(raw, memory.root):
        return root
    if raw.dtype != memory.root.dtype:
        return current.emit("leaf", (), {}, raw, origin="external")
    return current.emit("window", (recorder.Ref(root), *layout(raw, memory.root)), LAYOUT(memory), raw)


def record(name: str, args: tuple[Any, ...], kwargs: dict[str, Any], raw: Any) -> Any:
    """Write down that `name(*args, **kwargs)` gave `raw`, and return it recorded."""
    current = recorder.current
    if current is None or not current.active:
        return raw
    operands, named = ref_or_value(args), ref_or_value(kwargs)
    return recorded(raw, current.emit(name, operands, named, raw))


def function_name(func: Any) -> str:
    """The canonical name of a NumPy function: its path below `numpy`."""
    module = (getattr(func, "__module__", "") or "").removeprefix("numpy").removeprefix(".")
    name = str(getattr(func, "__name__", func))
    return f"{module}.{name}" if module and not module.startswith(("_core", "core")) and module != "lib" else name


WRITES = {"copyto": 0, "put": 0, "place": 0, "putmask": 0, "fill_diagonal": 0, "put_along_axis": 0}
"""Functions that write into one of their arguments, and which."""


def apply_ufunc(ufunc: np.ufunc, method: str, inputs: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Perform and record one ufunc call, `out=` and `at` included."""
    name = ufunc.__name__ if method == "__call__" else f"{ufunc.__name__}.{method}"
    if method == "at":
        return write_into(inputs[0], name, inputs, kwargs, lambda: getattr(ufunc, method)(*plain(inputs), **plain(kwargs)))
    outs = kwargs.pop("out", None)
    if outs is not None and outs[0] is not None:
        call = lambda: getattr(ufunc, method)(*plain(inputs), **plain(kwargs), out=plain(outs))  # noqa: E731
        return write_into(outs[0], name, inputs, kwargs, call)
    if not all(usable(value) for value in inputs):
        return NotImplemented
    raw = getattr(ufunc, method)(*plain(inputs), **plain(kwargs))
    return record(name, inputs, kwargs, raw)


def usable(value: Any) -> bool:
    """Whether NumPy should handle this operand, and not the operand's own class."""
    return isinstance(value, (np.ndarray, np.generic, int, float, complex, list, tuple, RecordedNumber)) or value is None


def apply_function(func: Any, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Perform and record one call of a NumPy function."""
    out = kwargs.pop("out", None)
    if out is not None:
        return write_into(out, name, args, kwargs, lambda: func(*plain(args), **plain(kwargs), out=plain(out)))
    if name in WRITES:
        return write_into(args[WRITES[name]], name, args, kwargs, lambda: func(*plain(args), **plain(kwargs)))
    raw = func(*plain(args), **plain(kwargs))
    if name in ("shape", "ndim", "size", "shares_memory", "may_share_memory", "array2string", "array_repr", "array_str", "save", "savez", "savetxt"):
        return raw
    return record(name, args, kwargs, raw)


def write_into(target: Any, name: str, args: tuple[Any, ...], kwargs: dict[str, Any], call: Callable[[], Any]) -> Any:
    """Perform and record an operation that writes its result into `target`."""
    if isinstance(target, tuple):
        target = target[0]
    current = recorder.current
    if not isinstance(target, RecordedArray) or current is None or not current.active:
        call()
        return target
    before = target.before_write()
    operands, named = ref_or_value(args), ref_or_value(kwargs)
    call()
    raw = np.ndarray.view(target, np.ndarray)
    node = current.emit(name, operands, named, raw)
    if node is not None and before is not None and not name.endswith(".at") and name not in WRITES:
        result = current.program.ops[node]
        if needs_cast(current, operands, result):
            node = overwrite(current, recorder.Ref(node), raw)
    target.wrote(node)
    return target


def needs_cast(current: recorder.Recorder, operands: Any, result: Any) -> bool:
    """Whether writing changed the result's dtype or shape: integers that swallow fractions, rows written to all."""
    values = [current.program.ops[ref.index].value for ref in recorder.operands(operands)]
    if asarray(result.value).dtype.kind in "iub":
        return any(asarray(value).dtype.kind == "f" for value in values) or result.name == "divide"
    shapes = [np.shape(value) for value in values]
    return bool(shapes) and result.name in ELEMENTWISE and np.shape(result.value) not in shapes


ELEMENTWISE = {name for name in dir(np) if isinstance(getattr(np, name), np.ufunc) and getattr(np, name).signature is None}


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


for _name in (
    "sum mean prod max min var std cumsum cumprod argmax argmin argsort clip round dot trace diagonal any all"
    " ravel flatten copy squeeze swapaxes repeat take nonzero conj conjugate searchsorted compress choose ptp"
).split():
    if hasattr(np.ndarray, _name):
        setattr(RecordedArray, _name, method(_name))
for _name in ("reshape", "transpose"):
    setattr(RecordedArray, _name, method(_name, spread=True))
