"""Labels: whether every sample keeps its own."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.provenance import Provenance, Source
from handgrad.doctor.anatomy.slices import ancestors, is_drawn
from handgrad.doctor.bugs import Kind
from handgrad.doctor.case import Case
from handgrad.doctor.edits.permuted import in_one_order
from handgrad.doctor.edits.spelling import function_of
from handgrad.doctor.edits.syntax import Splice, Tree
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.doctor.truth.patient import Patient
from handgrad.program.program import Op, Ref
from handgrad.program.spans import span_of

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


@dataclass(frozen=True)
class Pairing:
    """Where the inputs and the targets of one step were taken from."""

    inputs: list[tuple[Source, int, Any]]
    """(source, rows of its root in all, row of each sample) for each way to read it."""
    targets: list[tuple[Source, int, Any]]
    shared: set[int]
    """What both the inputs and the targets were computed from."""


def signs(case: Case) -> Iterator[Sign]:
    """Steps whose inputs were taken in another order than their targets."""
    for patient in case.patients:
        pairing = pairing_of(case, patient)
        if pairing is None or not apart(case, pairing):
            continue
        found = movers(case, pairing)
        if found:
            yield mismatch_sign(case, found, pairing)
            return


def pairing_of(case: Case, patient: Patient) -> Pairing | None:
    """The sources of what a step is given."""
    chosen = [target for _, target, _ in patient.step.targets if target is not None and target not in patient.moving]
    if not chosen or np.ndim(case.program[chosen[0]].value) == 0:
        return None
    shape = np.shape(case.program[chosen[0]].value)
    many = max(shape)
    inside = (ref for i in patient.forward if i in patient.moving for ref in patient.program[i].refs())
    data = sorted({ref for ref in inside if ref not in patient.moving})
    shared = set(ancestors(case.program, data)) & set(ancestors(case.program, chosen[:1]))
    provenance = Provenance(case.program, shared)
    inputs = [read for ref in data for read in readings(case, provenance, ref, many)]
    targets = readings(case, provenance, chosen[0], many)
    return Pairing(inputs, targets, shared) if inputs and targets else None


def readings(case: Case, provenance: Provenance, index: int, many: int) -> list[tuple[Source, int, Any]]:
    """Every way to read a value as `many` samples out of an array."""
    shape = np.shape(case.program[index].value)
    found: list[tuple[Source, int, Any]] = []
    for axis in [axis for axis, length in enumerate(shape) if length == many > 1]:
        for source in provenance.sources(index):
            found.extend((source, total, rows) for total, rows in provenance.rows(source, axis))
    return found


def apart(case: Case, pairing: Pairing) -> bool:
    """Whether no reading of the inputs fits any of the targets', though some are of equally many rows in all."""
    comparable = False
    for source, total, rows in pairing.inputs:
        for other, other_total, other_rows in pairing.targets:
            if total == other_total and len(rows) == len(other_rows):
                comparable = True
                if len(set((rows - other_rows).tolist())) == 1 or made_in_order(case, source, other):
                    return False
    return comparable


def made_in_order(case: Case, *pair: Source) -> bool:
    """Whether one was made of what had the other's new order, as one-hot rows are of class numbers."""
    for mine, theirs in (pair, pair[::-1]):
        orders = {order.index for index in theirs.path if (order := order_of(case, case.program[index])) is not None}
        if orders and not orders.isdisjoint(ancestors(case.program, [mine.root])):
            return True
    return False


def movers(case: Case, pairing: Pairing) -> list[Op]:
    """Operations that put one of the two in an order drawn at random, and not the other; the latest first."""
    common = {total for _, total, _ in pairing.inputs} & {total for _, total, _ in pairing.targets}
    totals = {max(common)} if common else set()
    mine, theirs = (
        {index for source, total, _ in side if total in totals for index in source.path}
        for side in (pairing.inputs, pairing.targets)
    )
    drawn = (case.program[index] for index in sorted((mine ^ theirs) - pairing.shared, reverse=True))
    return [op for op in drawn if (order := order_of(case, op)) is not None and from_all(case, op, order, totals)]


def from_all(case: Case, op: Op, order: Op, totals: set[int]) -> bool:
    """Whether rows are taken out of an array of all samples, or all rows of a part of them in another order."""
    return not {*totals, np.size(order.value)}.isdisjoint(np.shape(case.program[op.refs()[0]].value))


def order_of(case: Case, op: Op) -> Op | None:
    """The order drawn at random by which an operation takes rows."""
    if op.name != "getitem":
        return None
    for part in op.args[1] if isinstance(op.args[1], tuple) else op.args[1:]:
        order = case.program[part.index] if isinstance(part, Ref) else None
        several = order is not None and np.ndim(order.value) == 1 and np.size(order.value) > 1
        if order is not None and several and is_drawn(case.program, [order.index]):
            return order
    return None


def mismatch_sign(case: Case, found: list[Op], pairing: Pairing) -> Sign:
    """The sign at the operation that moves one of the two."""
    _, total, rows = next(each for each in pairing.inputs if any(each[1] == other[1] for other in pairing.targets))
    others = next(other for _, other_total, other in pairing.targets if other_total == total)
    off = int(np.sum(rows != others[: len(rows)]))
    message = (
        "this puts the rows of one array in another order and leaves the other as it is: "
        f"{off} of the {len(rows)} samples of a step come with another sample's label"
    )
    finding = case.find("label-mismatch", found[0], message)
    ways = (together(case, found[0], pairing, message), permuted(case, found, pairing, message))
    repairs = [*chain(*ways), *one_order(case, found, pairing, message)]
    return Sign(finding, tuple(repairs), by="recheck")


def permuted(case: Case, found: list[Op], pairing: Pairing, message: str) -> Iterator[Repair]:
    """One order for arrays that `permutation` gave each an order of its own, or for one of them alone."""
    tree, node = case.written(found[0])
    if tree is not None and node is not None and found[0].site is not None:
        others = bases(case, tree, pairing, node)
        for edits in in_one_order(tree, [case.node(op) for op in found], others):
            yield Repair("label-mismatch", found[0].site, edits, message, 1, forward=True)


def one_order(case: Case, found: list[Op], pairing: Pairing, message: str) -> Iterator[Repair]:
    """The order of the first for the second: `X = X[draw()]`, `y = y[draw()]` with one draw; or `y[order]` for y."""
    site = found[0].site
    tree = case.trees.get(site.file) if site else None
    nodes = [node for node in map(case.node, found) if isinstance(node, ast.Subscript)]
    if tree is None or site is None or not nodes:
        return
    first = tree.statement(nodes[-1])
    draws = [node.slice for node in nodes if isinstance(node.slice, ast.Call)]
    if (
        first is not None
        and len(draws) == len(nodes) == 2
        and tree.block(first) is tree.block(tree.statement(nodes[0]) or first)
    ):
        text = f"order = {tree.source(draws[-1])}\n{' ' * span_of(first)[1]}"
        splices = (tree.insert_before(first, text), *(tree.replace(draw, "order") for draw in draws))
        yield Repair("label-mismatch", site, splices, message, 1, forward=True)
    named = next((node.slice for node in nodes if not isinstance(node.slice, ast.Call)), None)
    if named is not None and len(draws) == 1 and len(nodes) == 2:
        edit = tree.replace(draws[0], tree.source(named))
        yield Repair("label-mismatch", site, (edit,), message, 1, forward=True)
    if len(nodes) == 1 and not draws:
        yield from beside(case, tree, pairing, nodes[0], message)
        for node in taken(case, tree, pairing, nodes[0]):
            text = f"{tree.source(node.value)}[{tree.source(nodes[0].slice)}]"
            for part in (node.value, node):  # `y[order][i:j]`, and `y[order[i:j]]` where the order is cut itself
                yield Repair("label-mismatch", site, (tree.replace(part, text),), message, 2, forward=True)


def beside(case: Case, tree: Tree, pairing: Pairing, mover: ast.Subscript, message: str) -> Iterator[Repair]:
    """`y = y[order]` behind `x = x[order]`."""
    statement = tree.statement(mover)
    if not isinstance(statement, ast.Assign) or tree.source(statement.targets[0]) != tree.source(mover.value):
        return
    for other in bases(case, tree, pairing, mover):
        if other != tree.source(mover.value):
            line = f"\n{' ' * statement.col_offset}{other} = {other}[{tree.source(mover.slice)}]"
            edit = tree.insert_after(statement, line)
            yield Repair("label-mismatch", case.site_of(mover, tree.file), (edit,), message, 1.5, forward=True)


def taken(case: Case, tree: Tree, pairing: Pairing, mover: ast.Subscript) -> Iterator[ast.Subscript]:
    """Where rows of the other array are taken in the same function."""
    paths = (index for side in (pairing.targets, pairing.inputs) for source, _, _ in side for index in source.path)
    for node in dict.fromkeys(case.node(case.program[index]) for index in paths):
        near = isinstance(node, ast.Subscript) and tree.function(node) is tree.function(mover)
        if isinstance(node, ast.Subscript) and near and tree.source(node.value) != tree.source(mover.value):
            yield node


def together(case: Case, mover: Op, pairing: Pairing, message: str) -> Iterator[Repair]:
    """One order for both, where a statement `shuffle(X)` stands alone."""
    tree, node = case.written(mover)
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
    for other in bases(case, tree, pairing, node):
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
        shuffles = isinstance(call, ast.Call) and function_of(call) == "shuffle" and each is not statement
        if isinstance(call, ast.Call) and shuffles and call.args and tree.source(call.args[0]) == other:
            yield Splice(tree.file, span_of(each), "pass")


def bases(case: Case, tree: Tree, pairing: Pairing, near: ast.AST) -> dict[str, None]:
    """Names in the same function under which the targets and the inputs are indexed, each once."""
    sources = [source for side in (pairing.targets, pairing.inputs) for source, _, _ in side]
    return dict.fromkeys(base for source in sources for base in bases_of(case, tree, source, near))


def bases_of(case: Case, tree: Tree, source: Source, near: ast.AST) -> Iterator[str]:
    """Names in the same function under which an array is indexed."""
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
