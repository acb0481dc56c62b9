"""Biased: a bias in every weighted sum of single numbers: where it starts, where it is added, and where it moves."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from handgrad.doctor.anatomy.slices import single
from handgrad.doctor.edits.beside import Change, changes_of, inserted, without_input
from handgrad.doctor.edits.beside_items import item_changes
from handgrad.doctor.edits.initial import initials
from handgrad.doctor.edits.offsets import CALLS, DEEPEST, Offset, adds, end_of, followed, whole_sum
from handgrad.doctor.edits.syntax import Splice, Tree, names_in
from handgrad.doctor.edits.visible import operands_of
from handgrad.program.program import Op, Ref

if TYPE_CHECKING:
    from handgrad.doctor.case import Case
    from handgrad.doctor.truth.patient import Patient

MOST = 12
"""How many sums, as they are written, are given a bias."""


@dataclass(frozen=True)
class Sum:
    """A weighted sum as it is written, and the parameters that go into it there."""

    tree: Tree
    node: ast.AST
    weight: ast.expr
    """What the forward pass calls one of its weights."""
    each: tuple[Offset, ...]
    """The sums of the units that are computed there."""


def biased(case: Case) -> Iterator[tuple[Splice, ...]]:
    """Edits that give every sum a bias; none where one of them has no place for it."""
    patient = case.patient
    found = sums(case, patient) if patient is not None else []
    if patient is None or not 0 < len(found) <= MOST or any(of_a_list(each) for each in found):
        return
    edits = [with_bias(case, patient, each, name) for each, name in zip(found, names(found), strict=True)]
    if all(edits):
        yield tuple(dict.fromkeys(splice for each in edits for splice in each or ()))


def names(found: list[Sum]) -> list[str]:
    """A name for the bias of each sum that the program has not given to anything else."""
    text = "\n".join({each.tree.text for each in found})
    own = next(name for name in ("bias", "offset", "own_bias", "added_bias") if not re.search(rf"\b{name}\d*\b", text))
    return [own] if len(found) == 1 else [f"{own}{number}" for number in range(1, len(found) + 1)]


def of_a_list(mine: Sum) -> bool:
    """Whether several units are computed at one place from one list of weights, so that they want a list of biases."""
    units = {tuple(number for number, _ in each.products) for each in mine.each}
    places = [part for part in ast.walk(mine.weight) if isinstance(part, ast.Subscript) and names_in(part.slice)]
    return len(units) > 1 and (len(places) > 1 or not isinstance(owner(mine.weight), ast.Attribute))


def sums(case: Case, patient: Patient) -> list[Sum]:
    """The weighted sums of the forward pass, one for each place in the source."""
    weighted = patient.weighted
    places: dict[ast.AST, tuple[Tree, ast.expr, list[Offset]]] = {}
    done: set[int] = set()
    for index in sorted(weighted & patient.forward_set):
        op = case.program[index]
        weight = weight_of(case, patient, op) if single(op.value) and not adds(case, index) else None
        last = end_of(case, index, weighted)
        node = case.node(case.program[last])
        if weight is None or node is None or last in done:
            continue
        done.add(last)
        products = tuple(whole_sum(case, last, weighted))
        if products:
            places.setdefault(node, (*weight, []))[2].append(Offset(last, *weight, products))
    return [Sum(tree, node, text, tuple(each)) for node, (tree, text, each) in places.items()]


def weight_of(case: Case, patient: Patient, op: Op) -> tuple[Tree, ast.expr] | None:
    """What the weight in a product is called, where it comes from."""
    tree, node = case.written(op)
    parts = operands_of(node) if node is not None else []
    for part, arg in zip(parts, op.args, strict=False):
        if tree is not None and isinstance(arg, Ref) and arg.index in patient.direct:
            return followed(case, tree, part, DEEPEST) or (tree, part)
    return None


def with_bias(case: Case, patient: Patient, mine: Sum, name: str) -> list[Splice] | None:
    """The start, the term and the updates of one bias; None where one of them cannot be written.

    One that several functions of a file use is kept in a list, as their own names would not change.
    """
    items = [item_changes(case, patient, each) for each in mine.each]
    ways = items if all(items) else [found for found, _ in changes_of(case, list(mine.each)).values()]
    changes = [each[0] for each in ways if each]
    starts = [each for _, each in sorted(begun(case, patient, mine).items())]
    if len(changes) < len(ways) or not changes or not starts:
        return None
    homes = {tree.function(statement) for tree, statement in starts if statement}
    if not reaches(mine, changes, homes):
        if homes != {None}:
            return None
        name = f"{name}[0]"
    lines = [inserted(change, line) if (line := moving(change, mine, name, all(items))) else None for change in changes]
    found = [term_of(mine, beside(mine.weight, name)), *lines, *(start_of(*each, name) for each in starts)]
    return [each for each in found if each is not None] if all(found) else None


def begun(case: Case, patient: Patient, mine: Sum) -> dict[int, tuple[Tree, ast.stmt | None]]:
    """The last statement of each function that gives the sum's weights their first values, by its line."""
    numbers = [number for each in mine.each for number, _ in each.products]
    places = [(each.tree, each.node) for each in initials(case, patient, numbers)]
    if not places:
        first = (case.written(case.program[case.anatomy.states[number].versions[0]]) for number in numbers)
        places = [(tree, node) for tree, node in first if tree is not None and isinstance(node, ast.expr)]
    lasts = {tree.function(node): (tree, node) for tree, node in sorted(places, key=lambda each: each[1].lineno)}
    return {node.lineno: (tree, tree.statement(node)) for tree, node in lasts.values()}


def reaches(mine: Sum, changes: list[Change], starts: set[Any]) -> bool:
    """Whether the bias that is added is the one that is moved: kept in an object, of one function, or of the file."""
    moved = {each.tree.function(each.statement) for each in changes}
    return isinstance(owner(mine.weight), ast.Attribute) or moved == starts <= {None, mine.tree.function(mine.node)}


def owner(text: ast.expr) -> ast.expr:
    """The list or the number itself, without places in it."""
    while isinstance(text, ast.Subscript):
        text = text.value
    return text


def beside(text: ast.expr, name: str) -> str:
    """What a bias is called beside weights: another attribute of the same object, or a name."""
    own = owner(text)
    return f"{ast.unparse(own.value)}.{name}" if isinstance(own, ast.Attribute) else name


def term_of(mine: Sum, name: str) -> Splice | None:
    """The sum with one more term, or begun with it where it is added up step by step."""
    tree, node = mine.tree, mine.node
    if isinstance(node, ast.AugAssign):
        called = ast.unparse(node.target)
        area = tree.function(node) or tree.root
        zeros = [each for each in ast.walk(area) if isinstance(each, ast.Assign) and is_zero(each, called)]
        before = [each for each in zeros if each.lineno < node.lineno]
        return tree.replace(before[-1].value, name) if before else None
    if isinstance(node, (ast.BinOp, ast.Call)):
        return tree.replace(node, f"{tree.source(node)} + {name}")
    return None


def is_zero(node: ast.Assign, called: str) -> bool:
    """Whether an assignment sets something to 0."""
    value = node.value
    return ast.unparse(node.targets[0]) == called and isinstance(value, ast.Constant) and value.value == 0


def moving(change: Change, mine: Sum, name: str, items: bool) -> str | None:
    """The line that moves the bias as its weights are moved: single numbers, or the `items` of an array.

    An array may have a shorter name where it is written, and what its items become may be made of what they are.
    """
    shorter = items and isinstance(owner(change.target), ast.Name)
    called = beside(mine.weight if shorter else change.target, name)
    amount = without_input(change, called if items else "")
    return None if amount is None or ast.unparse(change.target) in amount else f"{called} {change.sign}= {amount}"


def start_of(tree: Tree, statement: ast.stmt | None, name: str) -> Splice | None:
    """The line that sets the bias to 0 where the weights are given their first values."""
    if isinstance(statement, ast.Assign):
        target: ast.expr = statement.targets[0]
        target = target.elts[0] if isinstance(target, ast.Tuple) else target
    elif isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        called = statement.value.func
        target = called.value if isinstance(called, ast.Attribute) and called.attr == "append" else ast.Constant(0)
    else:
        return None
    if not isinstance(target, CALLS) or not names_in(target):
        return None
    bare = name.removesuffix("[0]")
    return tree.line_after(statement, f"{beside(target, bare)} = {'0.0' if bare == name else '[0.0]'}")
