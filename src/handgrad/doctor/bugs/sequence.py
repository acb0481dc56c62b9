"""The sequence of a step: no parameter may change before the error has been passed down through it."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from handgrad.doctor.anatomy.sorts import MOVES
from handgrad.doctor.bugs import Kind
from handgrad.doctor.case import Case
from handgrad.doctor.edits.suspects import places
from handgrad.doctor.edits.syntax import Splice, Tree
from handgrad.doctor.edits.visible import turned
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op, Site

update_before_backprop = Kind(
    name="update-before-backprop",
    code="D024",
    title="weights changed before their use",
    explain="""\
All gradients of a step are taken at one point: the weights with which the
forward pass was made. To pass the error down through a layer, the old weights
are needed:

    da1  =  delta2 W2^T                     W2 as it was in the forward pass

The bug: W2 is updated first, and the error goes down through the new ones.

    W2 -= lr * a1.T @ delta2
    delta1 = (delta2 @ W2.T) * slope1       # W2 is another matrix by now
    W1 -= lr * x.T @ delta1

Write instead all gradients first, then all updates:

    delta1 = (delta2 @ W2.T) * slope1       # forward: a1 @ W2
    W2 -= lr * a1.T @ delta2
    W1 -= lr * x.T @ delta1

In a layer class this means: let backward() compute what goes down before it
changes its own weights.

How wrong it is grows with the learning rate: the difference is lr * delta2
(a1^T delta2)^T. At a small rate it trains nearly as well, which is why it
lives so long; at a large one the lower layers get noise. The top layer is
always exact.

A small example: W2 = 1, a1 = 1, delta2 = 1, lr = 0.5. W2 becomes 0.5, and da1
comes out as 0.5 where 1 is right.
""",
)

MOST = 6
"""How many pairs of a change and a later use are looked at."""


def repairs(case: Case) -> Iterator[Repair]:
    """Put the update behind the last use, the use in front of the update, or keep a copy of the old value."""
    if case.patient is None:
        return
    pairs = pairs_of(case)
    yield from moved_down(case, pairs)
    for pair in pairs[:MOST]:
        if pair.before:
            yield from taken_out(case, pair)
            yield from copied(case, pair, 2.6)
        else:
            yield from hoisted(case, pair)
            yield from copied(case, pair, 3.0)


@dataclass(frozen=True)
class Pair:
    """The statement that changes a parameter and the one that uses it, in one block, one after the other."""

    tree: Tree
    change: ast.stmt
    use: ast.stmt
    place: ast.expr
    """The expression that uses the parameter."""
    before: bool
    """Whether the use stands before the change, or is the same statement: it comes later in the next turn of a loop."""
    site: Site
    """Where the parameter is used."""


def pairs_of(case: Case) -> list[Pair]:
    """The statements that change and use a parameter, each two of them once."""
    return list({(pair.change, pair.use, pair.place): pair for pair in uses(case)}.values())


def uses(case: Case) -> Iterator[Pair]:
    """Every use of a parameter's new value on the way to another one's gradient."""
    patient, blame = case.patient, case.blame
    assert patient is not None
    numbers = {write: n for n in patient.step.after for write in writes_of(case, n)}
    origins = dict[int, int]()
    for index in patient.step.slice:
        origins[index] = index if index in numbers else origin_of(patient.program[index], origins)
        for ref in patient.program[index].refs():
            first = origins.get(ref, ref)
            if first in numbers and index not in numbers and blame.reach[index] - {numbers[first]}:
                yield from common_blocks(case, patient.program[first], patient.program[index])


def writes_of(case: Case, number: int) -> list[int]:
    """The operations by which a parameter changes in the step."""
    assert case.patient is not None
    step, state = case.patient.step, case.anatomy.states[number]
    turn = state.versions.index(step.after[number]) - 1
    return [*(state.writes[turn] if 0 <= turn < len(state.writes) else ()), step.after[number]]


def origin_of(op: Op, origins: Mapping[int, int]) -> int:
    """What an operation is a rearrangement of, with that of earlier ones known."""
    moved = op.refs()[:1] if op.name in MOVES else []
    return origins.get(moved[0], moved[0]) if moved else op.index


def common_blocks(case: Case, change: Op, use: Op) -> Iterator[Pair]:
    """Statements of one block: the first changes the parameter, the second uses it, however deep inside."""
    for one in places(change):
        for other in places(use):
            tree = case.trees.get(one.file)
            if tree is None or one.file != other.file:
                continue
            first, second = tree.at(one), tree.at(other)
            if first is None or not isinstance(second, ast.expr) or tree.function(first) is not tree.function(second):
                continue
            for a in statements(tree, first):
                for b in statements(tree, second):
                    if (a is b and a is tree.statement(second)) or (a is not b and tree.block(a) is tree.block(b)):
                        block = tree.block(a)
                        yield Pair(tree, a, b, second, block.index(b) <= block.index(a), other)
                        return


def statements(tree: Tree, node: ast.AST) -> Iterator[ast.stmt]:
    """The statements around a node, innermost first, within its function."""
    statement = tree.statement(node)
    while isinstance(statement, ast.stmt) and not isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
        yield statement
        parent = tree.parents.get(statement)
        statement = tree.statement(parent) if parent is not None and not isinstance(parent, ast.Module) else None


MESSAGE = "this uses the weights as they are after their update; the error belongs to those of the forward pass"


def moved_down(case: Case, pairs: list[Pair]) -> Iterator[Repair]:
    """All the early updates of one block, put behind the last statement that uses one of them."""
    blocks: dict[int, list[Pair]] = {}
    for pair in pairs:
        if not pair.before and alone(pair.tree, pair.change):
            blocks.setdefault(id(pair.tree.block(pair.change)), []).append(pair)
    for found in blocks.values():
        tree, block = found[0].tree, found[0].tree.block(found[0].change)
        changes = sorted({pair.change for pair in found}, key=block.index)
        last = max((pair.use for pair in found), key=block.index)
        if isinstance(last, ast.Return) or any(block.index(change) >= block.index(last) for change in changes):
            continue
        text = "\n".join(tree.rows(tree.whole_lines([change])) for change in changes)
        edits = (*(removed(tree, change) for change in changes), tree.behind(last, "\n" + text))
        yield Repair(update_before_backprop.name, found[0].site, edits, MESSAGE, 1.0)


def alone(tree: Tree, statement: ast.stmt) -> bool:
    """Whether a statement has its lines to itself."""
    others = [each for each in ast.walk(tree.root) if isinstance(each, ast.stmt) and each is not statement]
    lines = range(statement.lineno, (statement.end_lineno or statement.lineno) + 1)
    inside = set(ast.walk(statement))
    return not any(each.lineno in lines for each in others if each not in inside)


def removed(tree: Tree, statement: ast.stmt) -> Splice:
    """A statement's lines taken out."""
    return Splice(tree.file, (statement.lineno, 0, (statement.end_lineno or statement.lineno) + 1, 0), "")


def hoisted(case: Case, pair: Pair) -> Iterator[Repair]:
    """The expression that uses the parameter computed in front of the update, and kept."""
    tree, value = pair.tree, getattr(pair.use, "value", None)
    for node, rank in ((value, 1.2), (pair.place, 1.4)):
        if (
            isinstance(node, ast.expr)
            and pair.place in ast.walk(node)
            and isinstance(pair.use, (ast.Return, ast.Assign))
        ):
            yield kept_before(tree, pair, node, pair.change, rank)


def kept_before(tree: Tree, pair: Pair, node: ast.expr, statement: ast.stmt, rank: float) -> Repair:
    """A new name in front of a statement for an expression, and the name in its place."""
    name = unused(tree, "passed_down")
    edits = tree.line_before(statement, f"{name} = {tree.source(node)}"), tree.replace(node, name)
    return Repair(update_before_backprop.name, pair.site, edits, MESSAGE, rank)


def unused(tree: Tree, name: str) -> str:
    """A name that the file does not have yet."""
    while name in tree.text:
        name += "_"
    return name


def taken_out(case: Case, pair: Pair) -> Iterator[Repair]:
    """An expression that uses the parameter, taken out of the loop that changes it."""
    tree = pair.tree
    node: ast.AST = pair.place
    loops = [each for each in statements(tree, pair.place) if isinstance(each, ast.For)]
    for loop in loops[:2]:
        turning = {part.id for each in ast.walk(loop) for part in ast.walk(each)
                   if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)}  # fmt: skip
        if not turning & {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}:
            assert isinstance(node, ast.expr)
            yield kept_before(tree, pair, node, loop, 1.3)


def copied(case: Case, pair: Pair, rank: float) -> Iterator[Repair]:
    """The parameter, or the list of all of them, copied before its update, and the copy used."""
    tree = pair.tree
    start: ast.stmt = pair.change
    if pair.before:
        start = next((each for each in statements(tree, pair.change) if isinstance(each, (ast.For, ast.While))), start)
    for part in parameters_in(case, tree, pair.place):
        for base, copy, more in copies(part, pair.before):
            text, name = tree.source(base), unused(tree, "before_update")
            edits = tree.line_before(start, f"{name} = {copy.format(text)}"), tree.replace(base, name)
            yield Repair(update_before_backprop.name, pair.site, edits, MESSAGE, rank + more)


def copies(part: ast.expr, before: bool) -> Iterator[tuple[ast.expr, str, float]]:
    """What to copy and how: the one array or number, or the list that it stands in."""
    if not before:
        yield part, "{}.copy()", -1.0
        yield part, "{}", -0.9
    if isinstance(part, ast.Subscript):
        for copy in ("{}.copy()", "[each.copy() for each in {}]", "[list(each) for each in {}]"):
            yield part.value, copy, 0.0
    elif before:
        yield part, "{}.copy()", 0.0


def parameters_in(case: Case, tree: Tree, place: ast.expr) -> Iterator[ast.expr]:
    """The names in an expression that hold a parameter, or a list of parameters."""
    versions = {version for number in case.anatomy.parameters for version in case.anatomy.states[number].versions}
    for part in ast.walk(place):
        named = isinstance(part, (ast.Name, ast.Attribute, ast.Subscript)) and not turned(part)
        if named and case.scope.held.get(case.scope.key(tree, part), set()) & versions:
            assert isinstance(part, ast.expr)
            yield part
            return
