"""After the training: how predictions are read."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

import numpy as np

from handgrad.doctor.anatomy.sorts import MOVES
from handgrad.doctor.bugs import Kind
from handgrad.doctor.case import Case
from handgrad.doctor.edits.softmaxes import axes_of, softmax_at
from handgrad.doctor.edits.spelling import along, function_of, reduced
from handgrad.doctor.edits.syntax import Splice, Tree
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.doctor.running.plain_run import PlainRun
from handgrad.program.program import Op
from handgrad.program.spans import span_of

evaluation_argmax = Kind(
    name="evaluation-argmax",
    code="D064",
    title="prediction read along the wrong axis",
    explain="""\
The predicted class of a sample is the place of its largest output: one number
for each sample.

    rows are samples      out (n, k)        out.argmax(axis=1)      (n,)
    columns are samples   out (k, n)        out.argmax(axis=0)      (n,)

The bug: the axis is missing or the other one.

    out.argmax()                            # one place in the flattened array
    (out.argmax(axis=0) == labels).mean()   # the best row of each class, not the class of each row
    (out.argmax(1) == Y).mean()             # Y is one-hot: compares (n,) with (n, k)

Write instead:

    (out.argmax(axis=1) == labels).mean()
    (out.argmax(axis=1) == Y.argmax(axis=1)).mean()

With a single output there is nothing to take an argmax of, it is always 0: use
out > 0.5.

A small example: out = [[0.9, 0.1], [0.8, 0.2], [0.3, 0.7]]. The classes are
[0, 0, 1]; along axis 0 it is [0, 2]. Training is not touched by this bug, only
the number that is reported.
""",
)


CHOICES = {"argmax", "argmin", "nanargmax"}
COMPARISONS = {"equal", "not_equal"}


def signs(case: Case) -> Iterator[Sign]:
    """Choices of the largest output that are no class for each sample, and are compared with labels."""
    users = case.program.users()
    seen = set()
    for op in case.program.ops:
        if op.name in CHOICES and op.site not in seen and op.index in case.flow.moving and op.refs():
            judged = compared_with(case, users, op)
            if judged:
                seen.add(op.site)
                axis = wrong_axis(case, op, judged)
                if axis is not None:
                    yield choice_sign(case, op, axis, judged)
    yield from unrecorded(case)


def unrecorded(case: Case) -> Iterator[Sign]:
    """Choices without an axis in code that the recording did not come to, as a plain run shows them."""
    known = {op.site for op in case.program.ops if op.name in CHOICES}
    fresh = [
        (tree, node)
        for tree, node in calls(case)
        if function_of(node) in CHOICES and not any(site and tree.at(site) is node for site in known)
    ]
    pairs = [(tree, node.left, node.comparators[0]) for tree, node in equalities(case)]
    places = [(tree, part) for tree, *parts in pairs for part in parts if not isinstance(part, ast.Constant)]
    if fresh and places:
        inputs = [(tree, outputs_of(tree, node)) for tree, node in fresh]
        run = case.watched([(tree.file, span_of(node)) for tree, node in [*inputs, *fresh, *places]])
        for tree, node in fresh:
            yield from unrecorded_choice(case, tree, node, run, pairs)


def calls(case: Case) -> Iterator[tuple[Tree, ast.Call]]:
    """Every call in the program that has an argument or an object."""
    for tree in case.trees.values():
        for node in ast.walk(tree.root):
            if isinstance(node, ast.Call) and reduced(tree, node) is not None:
                yield tree, node


def equalities(case: Case) -> Iterator[tuple[Tree, ast.Compare]]:
    """Every `a == b` and `a != b` in the program."""
    for tree in case.trees.values():
        for node in ast.walk(tree.root):
            if isinstance(node, ast.Compare) and isinstance(node.ops[0], (ast.Eq, ast.NotEq)):
                yield tree, node


def outputs_of(tree: Tree, call: ast.Call) -> ast.expr:
    """What a choice chooses from."""
    return reduced(tree, call) or call


def unrecorded_choice(
    case: Case, tree: Tree, node: ast.Call, run: PlainRun, pairs: list[tuple[Tree, ast.expr, ast.expr]]
) -> Iterator[Sign]:
    """The sign at a choice of one place out of the outputs of many samples, compared with a label of each."""
    shapes = {each.shape for each in run.seen.get((tree.file, span_of(outputs_of(tree, node))), ())}
    chosen = run.seen.get((tree.file, span_of(node)), ())
    if len(shapes) != 1 or any(each.shape for each in chosen) or not chosen:
        return
    shape = shapes.pop()
    if len(shape) != 2 or min(shape) < 2:
        return
    values = {int(each.value) for each in chosen}
    lengths = {n for home, *sides in pairs for n in lengths_beside(run, home, sides, values)} & set(shape)
    if lengths:
        yield unrecorded_sign(case, tree, node, shape, 1 if shape[0] in lengths else 0)


def lengths_beside(run: PlainRun, tree: Tree, sides: Sequence[ast.expr], values: set[int]) -> Iterator[int]:
    """The lengths of flat arrays that one of the `values` was compared with."""
    one, other = (run.seen.get((tree.file, span_of(side)), ()) for side in sides)
    for mine, theirs in ((one, other), (other, one)):
        if any(not each.shape and each.value is not None and float(each.value) in values for each in mine):
            yield from (each.shape[0] for each in theirs if len(each.shape) == 1)


def unrecorded_sign(case: Case, tree: Tree, node: ast.Call, shape: tuple[int, ...], axis: int) -> Sign:
    """The sign, with the axis of the classes."""
    samples, classes = shape if axis else shape[::-1]
    message = f"of {samples} samples with {classes} outputs each this takes one place among all, not a class for each"
    site, splice = case.site_of(node, tree.file), along(tree, node, axis, keep=False)
    repairs = (Repair("evaluation-argmax", site, (splice,), message, 1),) if splice else ()
    return Sign(case.find("evaluation-argmax", site, message), repairs, by="recheck")


def compared_with(case: Case, users: list[list[int]], op: Op) -> list[Op]:
    """The comparisons of a choice with something that the network did not compute."""
    found, todo = [], [op.index]
    while todo:
        for user in users[todo.pop()]:
            other = case.program[user]
            if other.name in COMPARISONS and any(ref not in case.flow.moving for ref in other.refs()):
                found.append(other)
            elif other.name in MOVES:
                todo.append(user)
    return found


def wrong_axis(case: Case, op: Op, judged: list[Op]) -> int | None:
    """The axis along which the classes lie, where the choice does not run along it."""
    outputs = case.program[op.refs()[0]]
    if np.ndim(outputs.value) != 2 or min(np.shape(outputs.value)) < 2:
        return None
    samples = next(
        (axis for each in scores_of(case, outputs) if (axis := case.flow.sample_axis(each)) is not None), None
    )
    others = {ref for each in judged for ref in each.refs() if ref not in case.flow.moving}
    if samples is None and np.size(op.value) == 1:  # no row can be told from a column, but one place is none for each
        shape, flat = np.shape(outputs.value), {np.shape(case.program[ref].value) for ref in others}
        return next((1 - axis for axis in (0, 1) if (shape[axis],) in flat), None)
    if samples is None or samples not in axes_of(op, 2):
        return None
    many = np.shape(outputs.value)[samples]
    whole = others | {case.flow.origin(ref) for ref in others}  # labels may be read one by one
    sizes = [np.size(case.program[ref].value) for ref in whole]
    labelled = any(size >= many or 1 < size == np.size(op.value) for size in sizes)
    return 1 - samples if labelled else None


def scores_of(case: Case, outputs: Op) -> Iterator[int]:
    """The scores of a softmax, which may mix up samples; of other outputs they and what they are a part of."""
    softmax = softmax_at(case.program, outputs) if outputs.name == "divide" and len(outputs.refs()) == 2 else None
    yield outputs.index if softmax is None else softmax.scores.index
    whole = case.flow.origin(outputs.index)
    if np.ndim(case.program[whole].value) == 2:
        yield whole


def choice_sign(case: Case, op: Op, axis: int, judged: list[Op]) -> Sign:
    """The sign at a choice, with the other axis; so it is for the labels if they were chosen along the same one."""
    rows, columns = np.shape(case.program[op.refs()[0]].value)
    samples, classes = (rows, columns) if axis == 1 else (columns, rows)
    chosen = "one place among all of them" if np.size(op.value) == 1 else "the best sample of each class"
    message = f"of {samples} samples with {classes} outputs each this takes {chosen}, not the class of each sample"
    finding = case.find("evaluation-argmax", op, message)
    beside = (case.program[case.flow.origin(ref)] for each in judged for ref in each.refs() if ref != op.index)
    alike = [each for each in beside if each.name in CHOICES and np.shape(each.value) == np.shape(op.value)]
    places = {each.site: case.written(each) for each in (op, *alike)}
    splices = [along(tree, node, axis, keep=False) if tree else None for tree, node in places.values()]
    made = tuple(each for each in (*splices, whole_labels(*case.written(op))) if each)
    repairs = (Repair("evaluation-argmax", op.site, made, message, 1),) if splices[0] and op.site else ()
    return Sign(finding, repairs, by="recheck")


def whole_labels(tree: Tree | None, choice: ast.AST | None) -> Splice | None:
    """All labels, where so many were taken as a choice along the wrong axis gives (`p.argmax(axis=0) == y[:3]`)."""
    around = tree.parents.get(choice) if tree is not None and choice is not None else None
    if tree is None or not isinstance(around, ast.Compare) or len(around.comparators) != 1:
        return None
    other = around.left if around.comparators[0] is choice else around.comparators[0]
    first = isinstance(other, ast.Subscript) and isinstance(other.slice, ast.Slice) and other.slice.lower is None
    return tree.replace(other, tree.source(other.value)) if first and isinstance(other, ast.Subscript) else None
