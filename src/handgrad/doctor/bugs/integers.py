"""Integers: arrays that cannot hold the fractions written into them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from handgrad.doctor.anatomy.slices import ancestors
from handgrad.doctor.bugs import Kind
from handgrad.doctor.case import Case
from handgrad.doctor.edits.spelling import function_of
from handgrad.doctor.edits.syntax import Splice, Tree
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op, Ref, Site

integer_dtype = Kind(
    name="integer-dtype",
    code="D030",
    title="integers cut off the fractions",
    explain="""\
An array made of whole numbers has an integer dtype, and what is written into
it loses its fraction, towards zero:

    w = np.array([2, -1])                   # int64
    w[0] = w[0] - 0.1                       # 1.9 is stored as 1
    w[1] = w[1] + 0.1                       # -0.9 is stored as 0

The bug: parameters, a store for gradients, or the array that central
differences perturb are integers. A step smaller than 1 then does nothing, or
does a whole 1; x[i] + 1e-5 is x[i], and every numeric gradient is 0.

    dW = np.zeros_like(x)                   # x is an integer array, so dW is one too
    out = np.zeros(n, dtype=int)

Write instead:

    w = np.array([2.0, -1.0])               # or np.array([2, -1], dtype=float)
    dW = np.zeros_like(x, dtype=float)

W -= lr * dW on an integer W raises an error; assignment to single elements
does not.

A small example: w = np.array([0, 0]), then w[0] += 0.5 a hundred times: w[0]
is still 0.
""",
)


SOONER = 0.9
"""The rank of an edit of all arrays; that of one is 1."""
MUCH = 0.2
"""The share of data that is lost by cutting fractions off, from which on it matters."""


def repairs(case: Case) -> Iterator[Repair]:
    """The array made one of floats, and all of them at once: none alone makes the gradients right."""
    each = [list(floats(case, op, made)) for op, made in by_array(case)]
    for found in each:
        yield from found
    yield from all_at_once(each)


def by_array(case: Case) -> list[tuple[Op, Op]]:
    """The first of the truncations in each array, in the order in which the arrays are made."""
    first: dict[Site | None, tuple[Op, Op]] = {}
    for op, made in truncations(case):
        first.setdefault(made.site, (op, made))
    return sorted(first.values(), key=lambda found: found[1].index)


def all_at_once(each: list[list[Repair]]) -> Iterator[Repair]:
    """The first edit of every array together."""
    firsts = [found[0] for found in each if found]
    if len(firsts) > 1:
        splices = tuple(dict.fromkeys(splice for repair in firsts for splice in repair.splices))
        yield replace(firsts[0], splices=splices, rank=SOONER)


def signs(case: Case) -> Iterator[Sign]:
    """Integer arrays in which fractions were lost, or into which NumPy refused to write them."""
    arrays = by_array(case)
    if arrays:  # what comes after an array of integers was mostly made from it
        op, made = arrays[0]
        each = [list(floats(case, *array)) for array in arrays]
        yield Sign(case.find("integer-dtype", made, message_of(case, op)), (*each[0], *all_at_once(each)), by="recheck")
    yield from refused(case)


def truncations(case: Case) -> Iterator[tuple[Op, Op]]:
    """(the write that cut a fraction off, the operation that made the array), on the way into a parameter.

    An array that stays as it was for all fractions are cut off is no parameter that could be seen: what is written
    into it is computed from what it held.
    """
    if not case.anatomy.parameters:
        first = {op.site: op for op in reversed(case.program.ops) if is_cut_short(case, op)}  # once for each place
        yield from ((op, maker(case, op)) for op in first.values())
        return
    feeding = set(ancestors(case.program, case.flow.versions))
    for op in case.program.ops:
        given = cut_off(case, op) if op.index in feeding else None
        if given is not None and (given in case.flow.moving or not case.patients or is_mostly_lost(case, op, given)):
            yield op, maker(case, op)


def is_mostly_lost(case: Case, op: Op, given: int) -> bool:
    """Whether what is written into an array of integers, and not made integer on purpose, loses much of its size."""
    value = np.asarray(case.program[given].value, dtype=float)
    lost = float(np.linalg.norm(value - np.trunc(value)))
    return op.name != "astype" and np.size(value) > 1 and lost > MUCH * float(np.linalg.norm(value))


def is_cut_short(case: Case, op: Op) -> bool:
    """Whether a part of an array of integers, and a fraction, are written back as if nothing had been added."""
    given = cut_off(case, op) if op.name == "setitem" else None
    return given is not None and op.refs()[0] in ancestors(case.program, [given], since=op.refs()[0])


def cut_off(case: Case, op: Op) -> int | None:
    """The operation whose fractions were lost in a write into an integer array."""
    if op.name not in ("setitem", "astype", "setwindow") or np.asarray(op.value).dtype.kind not in "iu":
        return None
    part = op.args[0] if op.name == "astype" else op.args[2] if op.name == "setitem" else op.args[1]
    if not isinstance(part, Ref):
        return None
    value = np.asarray(case.program[part.index].value)
    lost = value.dtype.kind == "f" and bool(np.any(np.isfinite(value) & (value != np.trunc(value))))
    return part.index if lost else None


def maker(case: Case, op: Op) -> Op:
    """The operation that made the array an integer one: the first of those that its contents followed."""
    program, now = case.program, op
    while True:
        first = now.args[0] if now.args and isinstance(now.args[0], Ref) else None
        before = program[first.index] if first is not None else None
        if before is None or np.asarray(before.value).dtype.kind not in "iu":
            return now
        if now.name in ("zeros_like", "ones_like", "empty_like", "full_like") and before.index not in case.flow.moving:
            return now
        if now.name not in FOLLOWED or (now.name == "copy" and is_near(now, op)):
            return now
        now = before


def is_near(one: Op, other: Op) -> bool:
    """Whether two operations stand in one function, which is not the file itself."""
    return bool(one.stack) and one.stack == other.stack


FOLLOWED = {"setitem", "setwindow", "astype", "copy", "zeros_like", "ones_like", "empty_like", "full_like", "reshape",
            "add", "subtract", "multiply", "broadcast_to", "transpose"}  # fmt: skip


def message_of(case: Case, op: Op) -> str:
    """What was lost, with an example."""
    part = op.args[0] if op.name == "astype" else op.args[2] if op.name == "setitem" else op.args[1]
    given = np.ravel(np.asarray(case.program[part.index].value, dtype=float))
    example = given[np.argmax(np.abs(given - np.trunc(given)))]
    line = f" on line {op.site.line}" if op.site else ""
    return f"this array holds integers, and what is written into it{line} is cut: {example:.6g} is now {int(example)}"


def floats(case: Case, op: Op, made: Op) -> Iterator[Repair]:
    """The creation of the array with a float dtype."""
    tree, node = case.written(made)
    if tree is not None and made.site is not None and isinstance(node, ast.Call):
        for splice in as_floats(tree, node):
            yield Repair("integer-dtype", made.site, (splice,), message_of(case, op), 1, forward=True)


def as_floats(tree: Tree, call: ast.Call) -> Iterator[Splice]:
    """A call that makes an array, with floats in it."""
    given = next((keyword.value for keyword in call.keywords if keyword.arg == "dtype"), None)
    if given is None and function_of(call) in ("zeros", "ones", "empty", "array", "asarray") and len(call.args) > 1:
        given = call.args[1]
    if given is not None:
        yield tree.replace(given, "float")
    elif function_of(call) in TAKES_DTYPE:
        yield Splice(
            tree.file, end_of_arguments(tree, call), ", dtype=float" if call.args or call.keywords else "dtype=float"
        )
    else:
        yield tree.insert_after(call, ".astype(float)")


TAKES_DTYPE = {
    "array",
    "asarray",
    "zeros_like",
    "ones_like",
    "empty_like",
    "full_like",
    "full",
    "arange",
    "eye",
    "identity",
}


def end_of_arguments(tree: Tree, call: ast.Call) -> tuple[int, int, int, int]:
    """The place behind the last argument of a call."""
    parts = [*call.args, *(keyword.value for keyword in call.keywords)]
    last = max(parts, key=lambda part: (part.end_lineno or 0, part.end_col_offset or 0)) if parts else call.func
    line, column = last.end_lineno or last.lineno, last.end_col_offset or 0
    return line, column, line, column


def refused(case: Case) -> Iterator[Sign]:
    """An update in place of an integer array, which NumPy does not allow."""
    error = case.recording.error
    if error is None or not type(error).__name__.lstrip("_").startswith("UFunc"):
        return
    for tree, statement in places_of(case, error):
        if not isinstance(statement, ast.AugAssign):
            continue
        name = ast.unparse(statement.target)
        for made in creations(tree, name):
            message = f"this array holds integers, and line {statement.lineno} cannot write fractions into {name}"
            site = case.site_of(made, tree.file)
            found = tuple(Repair("integer-dtype", site, (splice,), message, 1) for splice in as_floats(tree, made))
            yield Sign(case.find("integer-dtype", site, message), found, by="recheck")
            return


def places_of(case: Case, error: BaseException) -> Iterator[tuple[Tree, ast.stmt | None]]:
    """The statements on the way to an error, innermost first."""
    trace, found = error.__traceback__, []
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file in case.trees:
            found.append((case.trees[file], case.statement(Site(file, trace.tb_lineno, trace.tb_lineno, 1, 1, ""))))
        trace = trace.tb_next
    yield from reversed(found)


def creations(tree: Tree, name: str) -> Iterator[ast.Call]:
    """Calls whose value is given a name and which make integers, as far as their text tells."""
    for node in ast.walk(tree.root):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and name in map(ast.unparse, node.targets):
            floats_in_it = any(isinstance(n, ast.Constant) and isinstance(n.value, float) for n in ast.walk(node.value))
            if not floats_in_it:
                yield node.value
