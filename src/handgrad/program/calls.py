"""Calls of NumPy: each ufunc and function that is given something recorded is performed and written down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from handgrad.program import recorder
from handgrad.program.memory import Plain
from handgrad.program.numbers import RecordedNumber
from handgrad.program.operations import with_rules
from handgrad.program.recorder import plain, quietly, recorded, ref_or_value

asarray = np.asarray
"""NumPy's own: while a program runs, `np.asarray` records."""


def record(name: str, args: tuple[Any, ...], kwargs: dict[str, Any], raw: Any) -> Any:
    """Write down that `name(*args, **kwargs)` gave `raw`, and return it recorded."""
    current = recorder.current
    if current is None:
        return raw
    if current.active:
        operands, named = ref_or_value(args), ref_or_value(kwargs) if kwargs else kwargs
        raw = recorded(raw, current.emit(name, operands, named, raw))
    return raw if current.kinds is None else current.kinds(args, raw)


def function_name(func: Any) -> str:
    """The canonical name of a NumPy function: its path below `numpy`."""
    module = (getattr(func, "__module__", "") or "").removeprefix("numpy").removeprefix(".")
    name = str(getattr(func, "__name__", func))
    return f"{module}.{name}" if module and not module.startswith(("_core", "core")) and module != "lib" else name


WRITES = {"copyto": 0, "put": 0, "place": 0, "putmask": 0, "fill_diagonal": 0, "put_along_axis": 0}
"""Functions that write into one of their arguments, and which."""


def apply_ufunc(ufunc: np.ufunc, method: str, inputs: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Perform and record one ufunc call, `out=` and `at` included; when recording is over what comes back is plain."""
    if not recorder.recording():
        return getattr(ufunc, method)(*plain(inputs), **plain(kwargs))
    name = ufunc.__name__ if method == "__call__" else f"{ufunc.__name__}.{method}"
    if method == "at":
        return write_into(
            inputs[0], name, inputs, kwargs, lambda: getattr(ufunc, method)(*plain(inputs), **plain(kwargs))
        )
    outs = kwargs.pop("out", None)
    if outs is not None and outs[0] is not None:
        call = lambda: getattr(ufunc, method)(*plain(inputs), **plain(kwargs), out=plain(outs))  # noqa: E731
        return write_into(outs[0], name, inputs, kwargs, call)
    for value in inputs:
        if not isinstance(value, USABLE):
            return NotImplemented
    inputs = tuple([np.array(value) if isinstance(value, (list, tuple)) else value for value in inputs])
    call = ufunc if method == "__call__" else getattr(ufunc, method)
    return record(name, inputs, kwargs, call(*plain(inputs), **plain(kwargs)) if kwargs else call(*plain(inputs)))


USABLE = (np.ndarray, np.generic, int, float, complex, list, tuple, RecordedNumber, type(None))
"""Operands that NumPy should handle, and not the operand's own class."""


def apply_function(func: Any, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Perform and record one call of a NumPy function."""
    out = kwargs.pop("out", None)
    if out is not None:
        return write_into(out, name, args, kwargs, lambda: func(*plain(args), **plain(kwargs), out=plain(out)))
    if name in WRITES:
        return write_into(args[WRITES[name]], name, args, kwargs, lambda: func(*plain(args), **plain(kwargs)))
    if name in SILENT:
        return quietly(func, *args, **kwargs)
    if name not in with_rules and hasattr(func, "_implementation") and recorder.recording():
        return in_parts(func, name, args, kwargs)
    return record(name, args, kwargs, quietly(func, *args, **kwargs))


SILENT = {"shape", "ndim", "size", "shares_memory", "may_share_memory", "array2string", "array_repr", "array_str",
          "save", "savez", "savez_compressed", "savetxt"}  # fmt: skip
"""Functions that tell about an array, or write it out, and compute nothing."""


def in_parts(func: Any, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """What a function without a rule does, recorded step by step; as one operation where NumPy hides it in C."""
    from handgrad.program.arrays import RecordedArray

    raw = func._implementation(*args, **kwargs)
    return raw if isinstance(raw, (RecordedNumber, RecordedArray)) else record(name, args, kwargs, raw)


def overwrite(current: recorder.Recorder, operand: Any, raw: Plain) -> int | None:
    """Operations for an array that takes a value whole: spread over its shape, and cast where it holds integers."""
    given = current.program.ops[operand.index].value if isinstance(operand, recorder.Ref) else operand
    node = current.emit("broadcast_to", (operand, raw.shape), {}, raw)
    if node is not None and raw.dtype.kind in "iub" and asarray(given).dtype.kind == "f":
        node = current.emit("astype", (recorder.Ref(node), raw.dtype), {}, raw)
    return node


def write_into(target: Any, name: str, args: tuple[Any, ...], kwargs: dict[str, Any], call: Callable[[], Any]) -> Any:
    """Perform and record an operation that writes its result into `target`."""
    from handgrad.program.arrays import RecordedArray

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


ELEMENTWISE = {name for name, value in vars(np).items() if isinstance(value, np.ufunc) and value.signature is None}
