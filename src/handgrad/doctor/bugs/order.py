"""The order of the data: whether a shuffle keeps every sample, and every sample its label."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from handgrad.doctor.bugs import Kind
from handgrad.doctor.case import Case
from handgrad.doctor.patient import Patient
from handgrad.doctor.prove import Sign
from handgrad.doctor.provenance import Provenance, Source
from handgrad.doctor.repair import Repair
from handgrad.doctor.spelling import function_of, prefix
from handgrad.doctor.syntax import Splice, Tree, same, span_of
from handgrad.program.program import Op, Ref

shuffle_corrupts_data = Kind(
    name="shuffle-corrupts-data",
    code="D062",
    title="shuffling loses samples",
    explain="""\
A shuffle is a permutation: afterwards every sample is there exactly once.

    x'_i  =  x_perm(i)                      perm holds each of 0 ... n-1 once

The bug: rows are overwritten while they are exchanged, drawn with repetition,
or the wrong axis is mixed.

    X[i], X[j] = X[j], X[i]                 # numpy rows are views: both become one of the two
    order = rng.integers(0, n, n)           # draws with repetition: over a third never comes
    np.random.shuffle(X.T)                  # reorders the features, not the samples

Write instead:

    order = rng.permutation(n)
    X, y = X[order], y[order]

and to exchange two rows in place: X[[i, j]] = X[[j, i]].

A small example: X = [[1], [2]]; X[0], X[1] = X[1], X[0] leaves [[2], [2]], and
each epoch loses more. A sign of it: np.unique(X, axis=0) has fewer rows than
before.
""",
)

label_mismatch = Kind(
    name="label-mismatch",
    code="D063",
    title="inputs and labels out of step",
    explain="""\
Row i of the inputs belongs to row i of the labels; whatever reorders or cuts
one has to do the same to the other.

    L  =  mean over i of  loss(f(x_i), y_i)

The bug: only one of the two is shuffled, sorted, filtered, or cut at another
place.

    np.random.shuffle(X); np.random.shuffle(y)      # two different orders
    X = X[order]                                    # y stays
    xb, yb = X[i:i + 32], y[i + 1:i + 33]           # one off

Write instead:

    order = rng.permutation(len(X))
    X, y = X[order], y[order]
    xb, yb = X[i:i + 32], y[i:i + 32]

What it looks like: the gradients are right, the loss falls to that of the best
constant answer and no further, and a network large enough learns the noise by
heart and fails on everything else. np.random.shuffle may be used for both only
with the random state set to the same value before each.

A small example: x = [0, 1], y = [0, 1], so y = x. With y alone turned round
the network learns 1 - x; with y shuffled anew in each epoch it learns 0.5.
""",
)


def signs(case: Case) -> Iterator[Sign]:
    """What shuffles do to the data."""
    yield from swaps(case)
    yield from repetitions(case)
    yield from mismatches(case)
    yield from cycled_labels(case)


def swaps(case: Case) -> Iterator[Sign]:
    """`a[i], a[j] = a[j], a[i]` on rows of an array, which left both rows the same."""
    for tree in case.trees.values():
        for node in ast.walk(tree.root):
            if isinstance(node, ast.Assign) and (parts := exchanged(node)) is not None:
                one, other = parts
                lost = next(
                    filter(None, (copied(case, op) for op in case.program.ops if stands_in(op, tree, node))), None
                )
                if lost is not None:
                    yield swap_sign(case, tree, node, one, other, lost)


def exchanged(node: ast.Assign) -> tuple[ast.Subscript, ast.Subscript] | None:
    """The two places that an assignment exchanges."""
    target, value = node.targets[0], node.value
    if not (
        isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) and len(target.elts) == len(value.elts) == 2
    ):
        return None
    one, other = target.elts
    if not (isinstance(one, ast.Subscript) and isinstance(other, ast.Subscript) and same(one.value, other.value)):
        return None
    crossed = all(ast.unparse(a) == ast.unparse(b) for a, b in zip(target.elts, reversed(value.elts), strict=True))
    return (one, other) if crossed else None


def stands_in(op: Op, tree: Tree, node: ast.Assign) -> bool:
    """Whether an operation writes a row in a statement."""
    site = op.site
    if op.name != "setitem" or site is None or site.file != tree.file or np.ndim(op.value) < 2:
        return False
    return node.lineno <= site.line and site.end_line <= (node.end_lineno or node.lineno)


def copied(case: Case, op: Op) -> str | None:
    """What was lost: how many rows that stood in the array before the statement do not stand there any more."""
    first = op.args[0]
    before = case.program[first.index] if isinstance(first, Ref) else None
    if before is None or before.name != "setitem" or before.site is None or not isinstance(before.args[0], Ref):
        return None
    if (
        op.site is None
        or (before.site.file, before.site.line) != (op.site.file, op.site.line)
        or before.site == op.site
    ):
        return None
    start = case.program[before.args[0].index].value
    had, has = distinct_rows(start), distinct_rows(op.value)
    return f"{had} different rows became {has}" if has < had else None


def distinct_rows(array: Any) -> int:
    """How many different rows an array has."""
    return len(np.unique(np.reshape(array, (len(array), -1)), axis=0))


def swap_sign(case: Case, tree: Tree, node: ast.Assign, one: ast.Subscript, other: ast.Subscript, lost: str) -> Sign:
    """The sign at one exchange, with the edit that exchanges both rows at once."""
    base, i, j = tree.source(one.value), tree.source(one.slice), tree.source(other.slice)
    text = f"{base}[[{i}, {j}]] = {base}[[{j}, {i}]]"
    message = f"rows of an array are views: this exchange leaves the same row in both places, {lost}"
    finding = case.find("shuffle-corrupts-data", case.site_of(node, tree.file), message)
    repair = Repair(
        "shuffle-corrupts-data", case.site_of(node, tree.file), (tree.replace(node, text),), message, 1, forward=True
    )
    return Sign(finding, (repair,), by="recheck")


def repetitions(case: Case) -> Iterator[Sign]:
    """Data replaced again and again by rows of themselves that were drawn with repetition."""
    seen = set()
    for op in case.program.ops:
        if op.name == "getitem" and op.site not in seen and (drawn := redrawn(case, op)) is not None:
            seen.add(op.site)
            had, has = distinct_rows(case.program[op.args[0].index].value), distinct_rows(op.value)
            node = case.node(drawn)
            tree = case.trees.get(drawn.site.file) if drawn.site else None
            if has < had and tree is not None and isinstance(node, ast.Call):
                yield repetition_sign(case, tree, node, drawn, f"{had} different rows become {has}")


def redrawn(case: Case, op: Op) -> Op | None:
    """The draw by which an array was indexed that had itself come from the same indexing before."""
    base = case.program[op.args[0].index] if isinstance(op.args[0], Ref) else None
    index = case.program[op.args[1].index] if len(op.args) > 1 and isinstance(op.args[1], Ref) else None
    if base is None or index is None or not index.origin.startswith("random.") or np.ndim(index.value) != 1:
        return None
    if np.ndim(base.value) < 1 or len(index.value) != len(base.value) or base.index in case.flow.moving:
        return None
    return index if base.name == "getitem" and base.site == op.site else None


def repetition_sign(case: Case, tree: Tree, node: ast.Call, drawn: Op, lost: str) -> Sign:
    """The sign at the draw, with a permutation in its place."""
    message = f"these indices repeat, and the data are replaced by what they pick: {lost}, and each round loses more"
    module = tree.source(node.func)[: -len(function_of(node))]
    text = f"{module}permutation({len(drawn.value)})"
    for part in [*node.args, *(keyword.value for keyword in node.keywords)]:
        if isinstance(part, (ast.Call, ast.Name, ast.Attribute, ast.Subscript)):
            text = f"{module}permutation({tree.source(part)})"
    finding = case.find("shuffle-corrupts-data", drawn, message)
    assert drawn.site is not None
    repair = Repair("shuffle-corrupts-data", drawn.site, (tree.replace(node, text),), message, 2, forward=True)
    return Sign(finding, (repair,), by="recheck")


@dataclass(frozen=True)
class Pairing:
    """Where the inputs and the targets of one step were taken from."""

    inputs: list[tuple[Source, int, Any]]
    """(source, rows of its root in all, row of each sample) for each way to read it."""
    targets: list[tuple[Source, int, Any]]


def mismatches(case: Case) -> Iterator[Sign]:
    """Steps whose inputs were taken in another order than their targets."""
    provenance = Provenance(case.program)
    for patient in case.patients:
        pairing = pairing_of(case, patient, provenance)
        if pairing is None or not apart(pairing):
            continue
        mover = next((op for op in movers(case, pairing.inputs, pairing.targets)), None)
        if mover is not None:
            yield mismatch_sign(case, mover, pairing)
            return


def pairing_of(case: Case, patient: Patient, provenance: Provenance) -> Pairing | None:
    """The sources of what a step is given."""
    chosen = [target for _, target, _ in patient.step.targets if target is not None and target not in patient.moving]
    if not chosen or np.ndim(case.program[chosen[0]].value) == 0:
        return None
    shape = np.shape(case.program[chosen[0]].value)
    many = max(shape)
    data = {
        ref
        for i in patient.forward
        if i in patient.moving
        for ref in case.program[i].refs()
        if ref not in patient.moving
    }
    inputs = [read for ref in sorted(data) for read in readings(case, provenance, ref, many)]
    targets = readings(case, provenance, chosen[0], many)
    return Pairing(inputs, targets) if inputs and targets else None


def readings(case: Case, provenance: Provenance, index: int, many: int) -> list[tuple[Source, int, Any]]:
    """Every way to read a value as `many` samples out of an array."""
    shape, found = np.shape(case.program[index].value), []
    for axis in [axis for axis, length in enumerate(shape) if length == many > 1]:
        for source in provenance.sources(index):
            found.extend((source, total, rows) for total, rows in provenance.rows(source, axis))
    return found


def apart(pairing: Pairing) -> bool:
    """Whether no reading of the inputs fits any of the targets', though some are of equally many rows in all."""
    comparable = False
    for _, total, rows in pairing.inputs:
        for _, other_total, other_rows in pairing.targets:
            if total == other_total and len(rows) == len(other_rows):
                comparable = True
                if len(set((rows - other_rows).tolist())) == 1:
                    return False
    return comparable


def movers(case: Case, inputs: list[Any], targets: list[Any]) -> Iterator[Op]:
    """Operations that put one of the two in another order, and not the other: those by an array of indices."""
    theirs = {index for source, _, _ in targets for index in source.path}
    mine = {index for source, _, _ in inputs for index in source.path}
    for index in sorted(mine ^ theirs):
        op = case.program[index]
        order = case.program[op.args[1].index] if len(op.args) > 1 and isinstance(op.args[1], Ref) else None
        if op.name == "getitem" and order is not None and np.ndim(order.value) == 1 and np.size(order.value) > 1:
            shared = {i for i in mine & theirs if order.index in case.program[i].refs()}
            if not shared:
                yield op


def mismatch_sign(case: Case, mover: Op, pairing: Pairing) -> Sign:
    """The sign at the operation that moves one of the two."""
    _, total, rows = next(each for each in pairing.inputs if any(each[1] == other[1] for other in pairing.targets))
    others = next(other for _, other_total, other in pairing.targets if other_total == total)
    off = int(np.sum(rows != others[: len(rows)]))
    message = f"this puts the rows of one array in another order and leaves the other as it is: {off} of the {len(rows)} " \
        "samples of a step come with another sample's label"  # fmt: skip
    finding = case.find("label-mismatch", mover, message)
    return Sign(finding, tuple(together(case, mover, pairing, message)), by="recheck")


def together(case: Case, mover: Op, pairing: Pairing, message: str) -> Iterator[Repair]:
    """One order for both, where a statement `shuffle(X)` stands alone."""
    tree, node = case.trees.get(mover.site.file) if mover.site else None, case.node(mover)
    if (
        tree is None
        or not isinstance(node, ast.Call)
        or mover.site is None
        or function_of(node) != "shuffle"
        or not node.args
    ):
        return
    statement = tree.statement(node)
    one = tree.source(node.args[0])
    module = tree.source(node.func)[: -len("shuffle")]
    for other in dict.fromkeys(base for source, _, _ in pairing.targets for base in bases(case, tree, source, node)):
        if statement is None or other == one:
            continue
        indent = " " * span_of(statement)[1]
        text = f"order = {module}permutation(len({one}))\n{indent}{one}[:], {other}[:] = {one}[order], {other}[order]"
        yield Repair(
            "label-mismatch",
            mover.site,
            (tree.replace(statement, text), *other_shuffles(tree, statement, other)),
            message,
            1,
            forward=True,
        )


def other_shuffles(tree: Tree, statement: ast.stmt, other: str) -> Iterator[Splice]:
    """A second shuffle, of the other array alone, in the same block: it goes."""
    for each in tree.block(statement):
        call = each.value if isinstance(each, ast.Expr) else None
        if isinstance(call, ast.Call) and each is not statement and function_of(call) == "shuffle" and call.args:
            if tree.source(call.args[0]) == other:
                line, column, end, end_column = span_of(each)
                yield Splice(tree.file, (line, column, end, end_column), "pass")


def bases(case: Case, tree: Tree, source: Source, near: ast.AST) -> Iterator[str]:
    """Names in the same function under which the targets' array is indexed."""
    for index in source.path:
        node = case.node(case.program[index])
        if isinstance(node, ast.Subscript) and isinstance(node.value, (ast.Name, ast.Attribute)):
            if tree.function(node) is tree.function(near):
                yield tree.source(node.value)
        elif (
            isinstance(node, ast.Call)
            and function_of(node) == "shuffle"
            and node.args
            and tree.function(node) is tree.function(near)
        ):
            yield tree.source(node.args[0])


def cycled_labels(case: Case) -> Iterator[Sign]:
    """Labels that run round and round beside data stacked class by class; a matter for proof."""
    stacked = {len(op.refs()) for op in case.program.ops if op.name in ("concatenate", "vstack") and len(op.refs()) > 1}
    for tree in case.trees.values():
        for node in ast.walk(tree.root):
            if isinstance(node, ast.Call) and function_of(node) == "tile" and len(node.args) == 2:
                labels = node.args[0]
                if (
                    isinstance(labels, (ast.List, ast.Tuple))
                    and len(labels.elts) in stacked
                    or function_of(labels) in ("arange", "range")
                ):
                    text = f"{prefix(tree)}repeat({tree.source(node.args[0])}, {tree.source(node.args[1])})"
                    message = "these labels run round and round, and the data beside them are stacked class by class"
                    site = case.site_of(node, tree.file)
                    repair = Repair("label-mismatch", site, (tree.replace(node, text),), message, 2, forward=True)
                    yield Sign(case.find("label-mismatch", site, message), (repair,), needs_proof=True)
