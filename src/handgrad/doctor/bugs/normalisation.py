"""Normalisation: whether test data go through the same scaling as training data."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from handgrad.doctor.anatomy.flow import Application
from handgrad.doctor.anatomy.inputs import assignments
from handgrad.doctor.anatomy.slices import ancestors
from handgrad.doctor.bugs import Kind
from handgrad.doctor.case import Case
from handgrad.doctor.edits.rescaled import rescaled
from handgrad.doctor.edits.softmaxes import axes_of
from handgrad.doctor.edits.spelling import function_of
from handgrad.doctor.edits.syntax import Splice, Tree
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op
from handgrad.program.spans import span_of

test_normalisation = Kind(
    name="test-normalisation",
    code="D065",
    title="test data scaled differently",
    explain="""\
A network learns a function of its scaled inputs. The same raw number has to
become the same scaled number always:

    x'  =  (x - mean_train) / std_train     for training, test and every later sample

The bug: test data go through another scaling, their own, or none.

    X_train = (X_train - X_train.mean(axis=0)) / X_train.std(axis=0)
    X_test = (X_test - X_test.mean(axis=0)) / X_test.std(axis=0)        # another mean, another std
    predict(X_test / 255)                                               # trained on 0 ... 255

Write instead:

    mean, std = X_train.mean(axis=0), X_train.std(axis=0)
    X_train, X_test = (X_train - mean) / std, (X_test - mean) / std

The order matters too: after X_train has been scaled its mean is 0 and its std
1, so take both first. Targets that were scaled need the way back, out * std_y
+ mean_y, before they are compared.

A small example: heights 150 ... 190 in training, a test set with the single
row 180: its own mean is 180, its own std 0, and the scaled value is 0 / 0.
""",
)

STATISTICS = {"mean", "std", "max", "min", "var", "ptp", "median", "sum", "amax", "amin", "average", "percentile",
              "nanmean", "nanstd"}  # fmt: skip


def signs(case: Case) -> Iterator[Sign]:
    """Parameters applied to data that were scaled by their own statistics, or not at all, where training's were."""
    flow, seen = case.flow, set()
    inputs = [each for each in flow.applications if each.value not in flow.moving]
    trained = [each for each in inputs if each.op.index in flow.trained]
    for each in inputs:
        mine = [other for other in trained if other.number == each.number]
        if not mine or not flow.outside(each) or each.key in seen:
            continue
        seen.add(each.key)
        theirs = {index for other in mine[:1] for index in statistics(case, other.value) if mixes(case, index)}
        own = statistics(case, each.value)
        other = {index for index in own if not any(same_value(case, index, known) for known in theirs)}
        if theirs and other and not theirs & own and not of_each_batch(case, theirs):
            yield own_sign(case, min(other), theirs)
            return
        if not own and unscaled(case, mine[0], each):
            yield missing_sign(case, mine[0], each)
            return


def statistics(case: Case, index: int) -> set[int]:
    """The reductions whose results took part in scaling a value."""
    inside = ancestors(case.program, [index])
    scaled = {
        ref
        for i in inside
        if case.program[i].name in ("subtract", "divide", "multiply")
        for ref in case.program[i].refs()
    }
    behind = set(ancestors(case.program, [ref for ref in scaled if is_statistic(case, ref)]))
    return {i for i in inside if i in behind and case.program[i].name in STATISTICS and is_statistic(case, i)}


def of_each_batch(case: Case, theirs: set[int]) -> bool:
    """Whether the training data are scaled by other statistics in another step, as batch normalisation does."""
    sites = {case.program[i].site for i in theirs}
    again = (i for patient in case.patients for i in patient.step.slice if case.program[i].site in sites)
    return any(case.program[i].name in STATISTICS and not any(same_value(case, i, j) for j in theirs) for i in again)


def same_value(case: Case, one: int, other: int) -> bool:
    """Whether two reductions gave the same: those of the same data, computed once more."""
    return bool(np.array_equal(case.program[one].value, case.program[other].value))


def is_statistic(case: Case, index: int) -> bool:
    """Whether a value was computed by a reduction of data, and by little else."""
    op = case.program[index]
    for _ in range(DEEPEST):
        if op.name in STATISTICS:
            return bool(op.refs()) and np.ndim(case.program[op.refs()[0]].value) > 0
        arrays = [ref for ref in op.refs() if case.program[ref].origin != "literal"]
        if len(arrays) != 1:
            return False
        op = case.program[arrays[0]]
    return False


DEEPEST = 6
"""How many operations may lie between a statistic and its use (a small number added, a new axis)."""


def mixes(case: Case, index: int) -> bool:
    """Whether a reduction runs over rows, and not along each row."""
    op = case.program[index]
    ndim = np.ndim(case.program[op.refs()[0]].value)
    if ndim == 2 and axes_of(op, ndim) == (1,):
        return columns(case)
    return ndim > 0 and 0 in axes_of(op, ndim)


def columns(case: Case) -> bool:
    """Whether samples are columns, as the predictions' axis tells."""
    ends = [index for patient in case.patients[:1] for index in patient.step.predictions]
    return any(case.flow.sample_axis(index) == 1 for index in ends)


def own_sign(case: Case, own: int, theirs: set[int]) -> Sign:
    """The sign at the statistic of the other data."""
    op, other = case.program[own], case.program[min(theirs)]
    mine, training = (np.ravel(np.asarray(each.value, dtype=float)) for each in (op, other))
    line = f" (line {other.site.line})" if other.site else ""
    message = (
        f"these data are scaled by their own {op.name}, {mine[0]:.4g} ..., "
        f"and not by that of the training data{line}, {training[0]:.4g} ..."
    )
    finding = case.find("test-normalisation", op, message)
    return Sign(finding, tuple(shared(case, op, theirs, message)), by="recheck")


def shared(case: Case, own: Op, theirs: set[int], message: str) -> Iterator[Repair]:
    """The training data's statistics kept under names and used for both."""
    tree, node = case.written(own)
    if tree is None or own.site is None or node is None:
        return
    nodes = dict.fromkeys(case.node(case.program[i]) for i in sorted(theirs))
    training = [n for n in nodes if isinstance(n, ast.Call) and n in tree.parents]
    splices = once(tree, node) if node in training else named(tree, node, training)
    splices = splices or (of_all(case, tree, node, case.program[min(theirs)]) if node in training else [])
    if splices:
        yield Repair("test-normalisation", own.site, tuple(splices), message, 1, forward=True)


def once(tree: Tree, node: ast.AST) -> list[Splice]:
    """A method that computes the statistics when it is first called, and keeps them in its object."""
    statement, owner = tree.statement(node), owner_of(tree, node)
    if owner is None or not isinstance(statement, ast.Assign) or len(statement.targets) != 1:
        return []
    target = statement.targets[0]
    names = target.elts if isinstance(target, ast.Tuple) else [target]
    if not all(isinstance(name, ast.Name) for name in names):
        return []
    indent = " " * span_of(statement)[1]
    plain = tree.source(target)
    kept = ", ".join(f"{owner}.{tree.source(name)}" for name in names)
    text = (
        f'if not hasattr({owner}, "{tree.source(names[0])}"):\n'
        f"{indent}    {kept} = {tree.source(statement.value)}\n{indent}{plain} = {kept}"
    )
    return [tree.replace(statement, text)]


def of_all(case: Case, tree: Tree, node: ast.AST, training: Op) -> list[Splice]:
    """The statistics of what a function was given in training, where that has a name outside of functions."""
    function = tree.function(node)
    sites = [site for site in training.stack if site.file == tree.file]
    call = tree.at(sites[0]) if sites else None
    if not isinstance(function, ast.FunctionDef) or not isinstance(call, ast.Call):
        return []
    given = dict(zip((argument.arg for argument in function.args.args), call.args, strict=False))
    parts = [part for part in ast.walk(node) if isinstance(part, ast.Name) and part.id in given]
    name = given[parts[0].id] if len(parts) == 1 else None
    if not isinstance(name, ast.Name) or next(assignments(tree, name.id), None) is None:
        return []
    alike = [each for each in ast.walk(function) if isinstance(each, ast.Call) and function_of(each) in STATISTICS]
    reads = {part for each in alike for part in ast.walk(each) if isinstance(part, ast.Name) and part.id == parts[0].id}
    return [tree.replace(part, name.id) for part in sorted(reads, key=lambda part: (part.lineno, part.col_offset))]


def named(tree: Tree, node: ast.AST, training: list[ast.Call]) -> list[Splice]:
    """The statistics of the training data under names of their own, in a function, or in an object for its methods."""
    statement, first = tree.statement(node), tree.statement(training[0]) if training else None
    if statement is None or first is None or first is statement:
        return []
    owner = owner_of(tree, node)
    together = tree.function(node) is tree.function(training[0])
    if not together and (owner is None or owner_of(tree, training[0]) != owner):
        return []
    splices, lines, indent = [], "", " " * span_of(first)[1]
    for call in training:
        name = f"train_{function_of(call)}" if together else f"{owner}.train_{function_of(call)}"
        lines += f"{name} = {tree.source(call)}\n{indent}"
        same = (n for n in ast.walk(statement) if isinstance(n, ast.Call) and function_of(n) == function_of(call))
        splices += [tree.replace(call, name), *(tree.replace(n, name) for n in same)]
    return [tree.insert_before(first, lines), *splices]


def owner_of(tree: Tree, node: ast.AST) -> str | None:
    """The name of the object (`self`) in a method."""
    function = tree.function(node)
    if function is None or not isinstance(tree.parents.get(function), ast.ClassDef) or not function.args.args:
        return None
    return function.args.args[0].arg


def unscaled(case: Case, training: Application, other: Application) -> bool:
    """Whether data that were not scaled look like the training data before their scaling, not like those after."""
    after = rows_of(case, training.value)
    raw = rows_of(case, raw_of(case, training.value))
    test = rows_of(case, other.value)
    if after is None or raw is None or test is None or not raw.shape[1] == after.shape[1] == test.shape[1]:
        return False
    if any(np.allclose(raw.mean(axis=0), turn * after.mean(axis=0), rtol=0.5) for turn in (1, -1)):
        return False
    middle, spread = raw.mean(axis=0), raw.std(axis=0) + 1e-12
    like_raw = np.all(np.abs(test.mean(axis=0) - middle) < 4 * spread)
    far = np.abs(test.mean(axis=0) - after.mean(axis=0)) > 20 * (after.std(axis=0) + 1e-12)
    return bool(like_raw and np.any(far))


def raw_of(case: Case, index: int) -> int:
    """What a value was before it was scaled: the operand of the same shape, step by step."""
    op = case.program[index]
    while True:
        refs = [r for r in op.refs() if np.shape(case.program[r].value) == np.shape(op.value)]
        if not refs or op.index in case.flow.moving:
            return op.index
        op = case.program[refs[0]]


def rows_of(case: Case, index: int) -> np.ndarray | None:
    """A value as rows of features, if it is two-dimensional or one row."""
    value = np.asarray(case.program[index].value, dtype=float)
    return np.atleast_2d(value) if 0 < value.ndim <= 2 else None


def missing_sign(case: Case, training: Application, other: Application) -> Sign:
    """The sign at the call by which unscaled data go in; where it can be mended, at the scaling of the others."""
    raw, after = (float(np.mean(case.program[i].value)) for i in (other.value, training.value))
    entered = case.flow.entered(other)
    line = f" on line {entered.line}" if entered is not None else ""
    message = (
        f"the data that go in{line} are not scaled, their mean is {raw:.4g}; "
        f"those of the training are, to a mean of {after:.4g}"
    )
    edits = rescaled(case, training.value, other.value)
    repairs = [Repair("test-normalisation", site, splices, message, 1, forward=True) for site, splices in edits]
    finding = case.find("test-normalisation", entered, message)
    return Sign(finding, tuple(repairs), by="recheck", follow=bool(repairs))
