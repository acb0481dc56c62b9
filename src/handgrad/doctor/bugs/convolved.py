"""Edits of the way back through a convolution: turned kernels, exchanged operands, windows, borders."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np

from handgrad.doctor.case import Case
from handgrad.doctor.edits.aims import value_of
from handgrad.doctor.edits.expressions import last_name
from handgrad.doctor.edits.spelling import function_of
from handgrad.doctor.edits.statements import loops_around
from handgrad.doctor.edits.suspects import Suspect
from handgrad.doctor.edits.syntax import Tree, names_in
from handgrad.doctor.proof.repair import Repair
from handgrad.doctor.truth.patient import Patient
from handgrad.program.program import Op, Ref

SLIDING = ("correlate", "convolve", "correlate1d", "convolve1d", "correlate2d", "convolve2d")
EXCHANGED = "here the operands of this are in the wrong order, or slide the wrong way"
MIRRORED = "this is turned round here, and was not in the forward pass"
WINDOW = "this is not the window of the input that the forward pass multiplied by the kernel"
SHAPED = {"reshape", "ravel", "flatten", "transpose", "copy", "astype"}
NEAR = (0.0, 0.3, 0.6)


def repairs(case: Case) -> Iterator[Repair]:
    """Turn a kernel, take the other function or the other order, another window or another border."""
    case = case.sharpened
    if case.patient is None or not slides(case.patient):
        return
    done: set[ast.AST] = set()
    for suspect in case.suspects:
        if (suspect.tree.file, suspect.node) in case.scope.performed and not case.blame.aims_well(suspect):
            statement = suspect.statement or suspect.node
            for node in ast.walk(next(loops_around(suspect.tree, statement), statement)):
                if node not in done:
                    done.add(node)
                    yield from edits(case, suspect, node)


def slides(patient: Patient) -> bool:
    """Whether the forward pass has a kernel that is applied to one window of its input after the other."""
    used: dict[tuple[object, ...], set[int]] = {}
    for index in patient.forward:
        op = patient.program[index]
        if op.name in SLIDING or "window" in op.name or op.name in ("as_strided", "im2col"):
            return True
        for ref in op.refs():
            parts = [other for other in op.refs() if other != ref and is_part(patient, other)]
            if ref in patient.direct and op.site is not None and parts:
                used.setdefault((patient.depends.get(ref), op.site), set()).update(parts)
    return any(len(indices) > 1 for indices in used.values()) or has_fancy_windows(patient)


def is_part(patient: Patient, index: int) -> bool:
    """Whether a value is a stretch cut out of another, or that in another shape."""
    op = patient.anatomy.program[index]
    while op.name in SHAPED and op.refs():
        op = patient.anatomy.program[op.refs()[0]]
    return op.name == "getitem" and any(isinstance(place, slice) for place in places_in(op))


def has_fancy_windows(patient: Patient) -> bool:
    """Whether windows are gathered by tables of indices, more numbers coming out than go in."""
    for op in (patient.program[i] for i in patient.forward):
        tables = op.name in ("getitem", "take") and any(map(partial(is_table, patient), places_in(op)))
        if tables and np.size(value_of(patient, op.index)) > np.size(value_of(patient, op.refs()[0])):
            return True
    return False


def places_in(op: Op) -> tuple[Any, ...]:
    """What an array is read at, axis by axis."""
    given = op.args[1] if len(op.args) > 1 else ()
    return given if isinstance(given, tuple) else (given,)


def is_table(patient: Patient, place: Any) -> bool:
    """Whether a place is an array of indices of several axes."""
    return np.ndim(value_of(patient, place.index) if isinstance(place, Ref) else place) > 1


def edits(case: Case, suspect: Suspect, node: ast.AST) -> Iterator[Repair]:
    """What may be wrong with one node."""
    tree, near = suspect.tree, nearness(case, suspect)
    site = case.site_of(node, tree.file) if isinstance(node, ast.expr) else suspect.site
    if isinstance(node, ast.Call):
        for text in other_calls(tree, node):
            yield Repair("conv-backward", site, (tree.replace(node, text),), EXCHANGED, 1.4 + near)
    if isinstance(node, ast.expr) and (whole := mirrored(node)) is not None:
        yield Repair("conv-backward", site, (tree.replace(node, tree.source(whole)),), MIRRORED, 1.5 + near)
    if isinstance(node, ast.Slice):
        for text in other_windows(tree, node):
            yield Repair("conv-backward", site, (tree.replace(node, text),), WINDOW, 1.6 + near)
    if isinstance(node, ast.Subscript) and is_window(node):
        for value, text in dict.fromkeys(other_starts(tree, node)):
            place = case.site_of(value, tree.file)
            yield Repair("conv-backward", place, (tree.replace(value, text),), WINDOW, 1.5 + near)
        for text in other_cuts(tree, node):
            yield Repair("conv-backward", site, (tree.replace(node.slice, text),), WINDOW, 1.7 + near)


def mirrored(node: ast.expr) -> ast.expr | None:
    """What an expression turns round."""
    if isinstance(node, ast.Subscript) and "::-1" in ast.unparse(node.slice):
        return node.value
    turns = isinstance(node, ast.Call) and last_name(node.func) in ("flip", "flipud", "fliplr", "rot90")
    return node.args[0] if isinstance(node, ast.Call) and turns and node.args else None


def nearness(case: Case, suspect: Suspect) -> float:
    """How far from the likely place a suspect is: what goes into some of the wrong gradients may mend only these."""
    reached = frozenset[int]().union(*(case.blame.reach.get(op.index, ()) for op in suspect.ops))
    return NEAR[suspect.score] + 0.2 * (not case.blame.judged <= reached)


def other_calls(tree: Tree, node: ast.Call) -> Iterator[str]:
    """`convolve` for `correlate`, another mode, the operands exchanged."""
    name = function_of(node)
    if name not in SLIDING or len(node.args) < 2:
        return
    function = tree.source(node.func)
    rest = [tree.source(part) for part in node.args] + [keyword_text(tree, part) for part in node.keywords]
    other = name.replace("correlate", "convolve") if "correlate" in name else name.replace("convolve", "correlate")
    for called in (function[: -len(name)] + other, function):
        for first in (rest, [rest[1], rest[0], *rest[2:]]):
            for mode in ("", "full", "valid", "same"):
                parts = [
                    part if not mode or ("'" not in part and '"' not in part) else moded(part, mode) for part in first
                ]
                yield f"{called}({', '.join(parts)})"


def moded(part: str, mode: str) -> str:
    """An argument with another mode in it."""
    for old in ("full", "valid", "same"):
        part = part.replace(f"'{old}'", f"'{mode}'").replace(f'"{old}"', f'"{mode}"')
    return part


def keyword_text(tree: Tree, part: ast.keyword) -> str:
    """A keyword argument as it is written."""
    return f"{part.arg}={tree.source(part.value)}"


def other_windows(tree: Tree, node: ast.Slice) -> list[str]:
    """The windows that stand elsewhere in the program, and the same one cut at another border."""
    found = {
        tree.source(part): None
        for part in ast.walk(tree.root)
        if isinstance(part, ast.Slice) and part.lower and part.upper and can_stand(tree, part, node)
    }
    return list(found)[:6] if node.lower is not None or node.upper is not None else []


def other_cuts(tree: Tree, node: ast.Subscript) -> list[str]:
    """All windows of an index at once, as they stand in another index of as many axes."""
    found = {
        tree.source(part.slice): None
        for part in ast.walk(tree.root)
        if isinstance(part, ast.Subscript)
        and is_window(part)
        and len(axes_of(part)) == len(axes_of(node))
        and can_stand(tree, part.slice, node.slice)
    }
    return list(found)[:4]


def other_starts(tree: Tree, node: ast.Subscript) -> Iterator[tuple[ast.expr, str]]:
    """Where a window begins or ends: what the same names are given in other loops, instead of what is given here."""
    for here in assigned(tree.function(node) or tree.root):
        target = tree.source(here.targets[0]) if names_in(here.targets[0]) & names_in(node.slice) else None
        for other in assigned(tree.root):
            if tree.source(other.targets[0]) == target and can_stand(tree, other.value, here.value):
                yield here.value, tree.source(other.value)
        for lowers in windows(tree) if target is not None else ():
            alone = [lower for lower in lowers if not isinstance(here.value, ast.Tuple)]
            whole = [lowers] if isinstance(here.value, ast.Tuple) and len(here.value.elts) == len(lowers) else []
            for found in (*([lower] for lower in alone), *whole):
                if all(can_stand(tree, lower, here.value) for lower in found):
                    yield here.value, ", ".join(map(tree.source, found))


def windows(tree: Tree) -> list[list[ast.expr]]:
    """Where the windows of each index that cuts some out begin, as far as that is computed there."""
    indices = [node for node in ast.walk(tree.root) if isinstance(node, ast.Subscript) and is_window(node)]
    found = ([axis.lower for axis in axes_of(node) if isinstance(axis, ast.Slice) and axis.lower] for node in indices)
    return [lowers for lowers in found if any(isinstance(lower, ast.BinOp) for lower in lowers)]


def assigned(area: ast.AST) -> Iterator[ast.Assign]:
    """The statements that give a value to one target."""
    return (node for node in ast.walk(area) if isinstance(node, ast.Assign) and len(node.targets) == 1)


def axes_of(node: ast.Subscript) -> list[ast.expr]:
    """What an index says of each axis."""
    return node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]


def is_window(node: ast.Subscript) -> bool:
    """Whether an index cuts a stretch out that has both a beginning and an end."""
    return any(isinstance(axis, ast.Slice) and axis.lower and axis.upper for axis in axes_of(node))


def can_stand(tree: Tree, part: ast.expr | ast.Slice, node: ast.AST) -> bool:
    """Whether an expression differs from another, and every name in it is known there."""
    around = tree.function(node) or tree.root
    known = names_in(around) | {arg.arg for arg in ast.walk(around) if isinstance(arg, ast.arg)}
    return bool(names_in(part)) and names_in(part) <= known and tree.source(part) != tree.source(node)
