"""Listing: a traced Program as the lines of a function, to be read."""

from __future__ import annotations

from typing import Any

import numpy as np

from handgrad.program.program import Op, Ref
from handgrad.program.trace import Traced, shape_of

SIGNS = {
    "add": "+", "subtract": "-", "multiply": "*", "divide": "/", "power": "**", "matmul": "@", "less": "<",
    "less_equal": "<=", "greater": ">", "greater_equal": ">=", "equal": "==", "not_equal": "!=",
}  # fmt: skip


def listing(traced: Traced, module: str = "np") -> str:
    """One line for each operation that counts, with the shape of its value; functions are those of `module`."""
    names = {index: f"x{i}" for i, index in enumerate(traced.inputs)}
    lines = [f"def step({', '.join(names.values())}):"]
    for index in traced.program.needed(traced.outputs, dict.fromkeys(traced.inputs)):
        op = traced.program.ops[index]
        names[index] = f"v{len(names) - len(traced.inputs)}"
        text = constant(op.value, module) if op.name == "leaf" else spelled(op, names, module)
        lines.append(f"    {f'{names[index]} = {text}':<60}  # {shape_of(op.value)}")
    lines.append(f"    return {', '.join(names[index] for index in traced.outputs)}")
    return "\n".join(lines)


def constant(value: Any, module: str) -> str:
    """A value that nothing was computed from."""
    if not isinstance(value, (np.ndarray, np.generic)):
        return repr(value)
    held = repr(value.tolist()) if value.size <= 8 else "..."
    return f"{module}.asarray({held}, {module}.{value.dtype})"


def spelled(op: Op, names: dict[int, str], module: str) -> str:
    """An operation as Python would have it."""
    args = [operand(part, names) for part in op.args]
    if op.name in SIGNS and len(args) == 2 and not op.kwargs:
        return f"{args[0]} {SIGNS[op.name]} {args[1]}"
    if op.name in ("getitem", "item"):
        index = op.args[1] if len(op.args) == 2 else op.args[1:]
        return (
            f"{args[0]}[{', '.join(operand(part, names) for part in index) if isinstance(index, tuple) else args[1]}]"
        )
    named = [f"{key}={operand(value, names)}" for key, value in op.kwargs.items()]
    return f"{module}.{op.name}({', '.join([*args, *named])})"


def operand(part: Any, names: dict[int, str]) -> str:
    """An operand: the name of a value, or the value itself."""
    if isinstance(part, Ref):
        return names[part.index]
    if isinstance(part, slice):
        ends = ["" if end is None else operand(end, names) for end in (part.start, part.stop, part.step)]
        return ":".join(ends[:2] if part.step is None else ends)
    if isinstance(part, (tuple, list)):
        inside = ", ".join(operand(each, names) for each in part)
        return f"[{inside}]" if isinstance(part, list) else f"({inside}{',' * (len(part) == 1)})"
    return "..." if part is Ellipsis else str(part) if isinstance(part, np.dtype) else repr(part)
