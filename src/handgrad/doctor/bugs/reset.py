"""The store for gradients: emptied before every step."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from handgrad.doctor.anatomy.slices import ancestors
from handgrad.doctor.bugs import Kind
from handgrad.doctor.bugs.aliasing import last_part
from handgrad.doctor.case import Case
from handgrad.doctor.edits.expressions import numpy_prefix
from handgrad.doctor.edits.spelling import function_of
from handgrad.doctor.edits.statements import loops_around
from handgrad.doctor.edits.stores import is_store
from handgrad.doctor.edits.suspects import Suspect
from handgrad.doctor.edits.syntax import Splice, Tree, names_read
from handgrad.doctor.edits.uncalled import calls
from handgrad.doctor.proof.repair import Repair
from handgrad.doctor.truth.compare import gradient_node
from handgrad.doctor.truth.patient import Patient
from handgrad.program.program import Site

gradient_not_reset = Kind(
    name="gradient-not-reset",
    code="D025",
    title="old gradients still added in",
    explain="""\
A step uses the gradient of its own batch:

    W  <-  W - lr * g_t

Where gradients are collected with +=, over the rows of a batch or over time,
the store has to be empty when a step begins.

The bug: it is made once and never emptied, so step t moves along g_1 + g_2 +
... + g_t.

    dW = np.zeros_like(W)
    for epoch in range(epochs):
        for x, y in data:
            dW += gradient(x, y)            # still holds all earlier epochs
        W -= lr * dW

Write instead:

    for epoch in range(epochs):
        dW = np.zeros_like(W)
        for x, y in data:
            dW += gradient(x, y)
        W -= lr * dW

The sum acts like a momentum of 1: the first step is right, later ones grow,
overshoot and swing. Whoever wants momentum writes v = 0.9 * v + g, which
forgets (`handgrad explain D047`).

A small example: a gradient of 1 in every step and lr = 0.1. Three steps should
move W by 0.1 each; they move it by 0.1, 0.2 and 0.3.
""",
)

MESSAGE = "this adds to what earlier steps left here; nothing empties it in between"
LOOP = "each turn adds to the gradients that earlier turns left; nothing empties them in between"
BEHIND = 1.0
"""How much less likely it is that what an optimiser remembers should be emptied."""
SOONER = 0.3
"""How much likelier all stores are forgotten than one of several."""
NEARBY = 5
"""How many statements in front of a loop may be what empties the store."""


def repairs(case: Case) -> Iterator[Repair]:
    """Empty the store at the start of a step, or behind the update; move what empties it; or store anew."""
    if case.patient is None:
        return
    before = before_optimisers(case.patient)
    ways = (emptied_by_call, emptied_first, emptied_whole, emptied_behind, stored_anew, moved_in)
    found: dict[tuple[object, ...], list[Repair]] = {}
    for suspect in case.suspects:
        if is_store(case, suspect):
            behind = before is not None and before.isdisjoint(op.index for op in suspect.ops)
            for way, repair in ((each, repair) for each in ways for repair in each(case, suspect)):
                likely = replace(repair, rank=repair.rank + BEHIND) if behind else repair
                yield likely
                if len(repair.splices) == 1:
                    found.setdefault((way, repair.splices[0].file, repair.splices[0].span), []).append(likely)
    yield from all_at_once(found.values())


def all_at_once(groups: Iterable[list[Repair]]) -> Iterator[Repair]:
    """One edit for all stores that would be emptied at the same place: who forgets one forgets the others."""
    for group in groups:
        first, texts = group[0], dict[str, str]()
        for text in (repair.splices[0].text for repair in group):
            texts.setdefault(text.partition("=")[0], text)
        if len(texts) > 1:
            edit = replace(first.splices[0], text="".join(texts.values()))
            yield replace(first, splices=(edit,), rank=first.rank - SOONER)


def before_optimisers(patient: Patient) -> set[int] | None:
    """What the wrong gradients are made of; None where one of them is not told from what an optimiser makes of it."""
    nodes = [gradient_node(patient.anatomy, patient.step, match.number) for match in patient.comparison.wrong]
    known = [node for node in nodes if node is not None]
    return {*known, *ancestors(patient.step.program, known)} if len(known) == len(nodes) else None


def empty(tree: Tree, text: str, value: object) -> str:
    """A statement that empties a store."""
    return f"{text} = {numpy_prefix(tree)}zeros_like({text})" if np.ndim(value) else f"{text} = 0.0"  # type: ignore[arg-type]


def first_line(tree: Tree, loop: ast.For | ast.While, text: str) -> Splice:
    """A statement at the top of a loop's body."""
    first = loop.body[0]
    return Splice(tree.file, (first.lineno, first.col_offset, first.lineno, first.col_offset),
                  f"{text}\n{' ' * first.col_offset}")  # fmt: skip


def emptied_by_call(case: Case, suspect: Suspect) -> Iterator[Repair]:
    """A call of a method that empties it, where the program has one and never calls it."""
    target = whole_store(suspect.target)
    if isinstance(target, ast.Attribute):
        for call in calls(case.trees, target.attr):
            line, column, end_line, end_column = call.span
            site = Site(call.file, line, end_line, column + 1, end_column + 1, "")
            yield Repair(gradient_not_reset.name, site, (call,), LOOP, 0.9)


def whole_store(target: ast.expr | None) -> ast.expr | None:
    """What holds a store: of `self.grads["w"]`, `self.grads`."""
    while isinstance(target, ast.Subscript):
        target = target.value
    return target


def emptied_first(case: Case, suspect: Suspect) -> Iterator[Repair]:
    """Empty it at the top of each loop around; where it is made in front of the loop, make it inside."""
    tree, statement, target = suspect.tree, suspect.statement, suspect.target
    if statement is None or target is None:
        return
    text, value = tree.source(target), suspect.ops[-1].value
    for rank, loop in enumerate(loops_around(tree, statement)):
        kinds = [(empty(tree, text, value), 1.4)]
        kinds += [(tree.source(made), 1.0) for made in makers(tree, loop, target)]
        for line, base in kinds:
            site = case.site_of(statement, tree.file)
            yield Repair(gradient_not_reset.name, site, (first_line(tree, loop, line),), MESSAGE, base + 0.2 * rank)


def emptied_whole(case: Case, suspect: Suspect) -> Iterator[Repair]:
    """Where the store is a view, empty the array behind it, and with it all other views, at the top of each loop."""
    tree, statement, own = suspect.tree, suspect.statement, {op.index for op in suspect.ops}
    if statement is None or suspect.target is None:
        return
    for number, state in enumerate(case.anatomy.states):
        name = case.names.get(number, "")
        written = any(not own.isdisjoint(read_by(case, write)) for writes in state.writes for write in writes)
        if state.role == "optimizer" and written and name in case.scope.visible(tree, statement):
            for rank, loop in enumerate(loops_around(tree, statement)):
                edit = first_line(tree, loop, f"{name}[...] = 0")
                yield Repair(
                    gradient_not_reset.name, case.site_of(statement, tree.file), (edit,), MESSAGE, 1.3 + 0.2 * rank
                )


def read_by(case: Case, write: int) -> set[int]:
    """What is written into a part of an array."""
    op = case.program[write]
    return set(op.refs()[1:]) if op.name == "setwindow" else set()


def makers(tree: Tree, loop: ast.For | ast.While, target: ast.expr) -> Iterator[ast.Assign]:
    """The assignment in front of a loop that makes the store, or the list that it stands in."""
    roots = {ast.unparse(target), ast.unparse(target.value) if isinstance(target, ast.Subscript) else ""}
    for area in (tree.function(loop) or tree.root,):
        for node in ast.walk(area):
            if isinstance(node, ast.Assign) and node.lineno < loop.lineno and ast.unparse(node.targets[0]) in roots:
                yield node


def emptied_behind(case: Case, suspect: Suspect) -> Iterator[Repair]:
    """Empty it where the update has used it."""
    assert case.patient is not None
    keys = {case.scope.key(suspect.tree, t) for t in [suspect.target] if t is not None}
    updated = set(case.patient.step.after.values())
    for other in case.suspects:
        statement, tree = other.statement, other.tree
        if (
            statement is None
            or statement is suspect.statement
            or not isinstance(statement, (ast.AugAssign, ast.Assign))
        ):
            continue
        for part in names_read(statement.value):
            if case.scope.key(tree, part) in keys and not isinstance(part, ast.Name):
                line = empty(tree, tree.source(part), other.ops[-1].value)
                edit = tree.line_after(statement, line)
                site = case.site_of(suspect.statement, suspect.tree.file)  # type: ignore[arg-type]
                within = suspect.target is not None and tree.source(part) == suspect.tree.source(suspect.target)
                rank = 2.4 if updated.isdisjoint(op.index for op in other.ops) else 1.6 if within else 1.2
                yield Repair(gradient_not_reset.name, site, (edit,), MESSAGE, rank)


def stored_anew(case: Case, suspect: Suspect) -> Iterator[Repair]:
    """`=` for `+=`."""
    node, tree = suspect.node, suspect.tree
    if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Add):
        text = f"{tree.source(node.target)} = {tree.source(node.value)}"
        yield Repair(gradient_not_reset.name, suspect.site, (tree.replace(node, text),), MESSAGE, 1.5)
    elif isinstance(node, ast.BinOp) and isinstance(tree.parents.get(node), ast.Assign):
        yield Repair(
            gradient_not_reset.name, suspect.site, (tree.replace(node, tree.source(node.right)),), MESSAGE, 2.3
        )


def moved_in(case: Case, suspect: Suspect) -> Iterator[Repair]:
    """Statements in front of a loop that may be what empties the store, moved into the loop."""
    done: set[ast.AST] = set()
    store = suspect.target
    names = {last_part(store)} if store is not None else set()
    for op in case.blame.own(suspect):
        for place in (op.site, *op.stack):
            tree = case.trees.get(place.file) if place else None
            node = tree.at(place) if tree and place else None
            for loop in loops_around(tree, tree.statement(node) or node) if tree and node else ():
                if loop not in done:
                    done.add(loop)
                    yield from into(case, tree, loop, names)  # type: ignore[arg-type]


def into(case: Case, tree: Tree, loop: ast.For | ast.While, names: set[str]) -> Iterator[Repair]:
    """Each of the few statements in front of a loop that mention one of the names, as the first inside it."""
    block = tree.block(loop)
    earlier = block[max(block.index(loop) - NEARBY, 0) : block.index(loop)]
    for statement in earlier:
        if (
            isinstance(statement, (ast.Assign, ast.Expr, ast.For))
            and not isinstance(tree.parents.get(loop), ast.Module)
            and not names.isdisjoint(mentioned_in(case, statement))
        ):
            inner = indented(tree, statement, loop.body[0].col_offset)
            start = (statement.lineno, 0, (statement.end_lineno or statement.lineno) + 1, 0)
            edits = (Splice(tree.file, start, ""), first_line(tree, loop, inner.strip()))
            yield Repair(gradient_not_reset.name, case.site_of(statement, tree.file), edits, STALE, 1.3)


def mentioned_in(case: Case, node: ast.AST) -> set[str]:
    """The last parts of all names in a statement or expression, and in the functions of the program that it calls."""
    found, todo, seen = set[str](), [node], set[ast.AST]()
    while todo:
        area = todo.pop()
        seen.add(area)
        for node in ast.walk(area):
            if isinstance(node, (ast.Name, ast.Attribute)):
                found.add(last_part(node))
            if isinstance(node, ast.Call):
                name = function_of(node)
                todo.extend(each for _, each in case.scope.functions.get(name, ()) if each not in seen)
    return found


STALE = "this is done once, in front of the loop: from the second step on old gradients are still added in"


def indented(tree: Tree, statement: ast.stmt, column: int) -> str:
    """A statement's text with its first column moved."""
    text = tree.rows(tree.whole_lines([statement]))
    more = " " * max(column - statement.col_offset, 0)
    return "\n".join(more + line if line.strip() else line for line in text.split("\n"))
