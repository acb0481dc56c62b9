"""Offsets: numbers that the weighted sums of units begin or end with, and that no step ever changes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from handgrad.doctor.anatomy.slices import single
from handgrad.doctor.anatomy.sorts import PRODUCTS
from handgrad.doctor.edits.syntax import Tree, rooted
from handgrad.doctor.edits.visible import operands_of
from handgrad.program.program import Op, Ref

if TYPE_CHECKING:
    from handgrad.doctor.case import Case

CALLS = (ast.Name, ast.Attribute, ast.Subscript)
"""How a number is called that is kept somewhere."""
DEEPEST = 4
"""Through how many arguments, loops and assignments a name is followed."""


@dataclass(frozen=True)
class Offset:
    """One weighted sum with a number that never changes."""

    op: int
    """The operation that adds it."""
    tree: Tree
    text: ast.expr
    """What the forward pass calls it where it comes from: `self.bias`."""
    products: tuple[tuple[int, Any], ...]
    """The parameters of the sum, by number, each with what it is multiplied by."""


def offsets(case: Case) -> list[Offset]:
    """The weighted sums of single units whose bias stays as it is while their weights are trained."""
    return list(found_in(case)) if case.patient is not None else []


def found_in(case: Case) -> Iterator[Offset]:
    """The same, one after the other."""
    patient = case.patient
    assert patient is not None
    weighted = patient.weighted
    for index in sorted(weighted & patient.forward_set):
        op = case.program[index]
        places = [k for k, arg in enumerate(op.args) if is_apart(case, arg)]
        if op.name != "add" or len(op.args) != 2 or len(places) != 1 or not single(op.value):
            continue
        tree = case.tree_of(op)
        text = held_in(case, tree, op, places[0]) if tree else None
        products = whole_sum(case, index, weighted)
        if tree and text and products and is_constant(case, op, places[0]):
            yield Offset(index, *text, tuple(products))


def is_apart(case: Case, arg: Any) -> bool:
    """Whether an operand is one number that depends on no parameter."""
    assert case.patient is not None
    if isinstance(arg, Ref):
        return arg.index not in case.patient.moving and single(case.program[arg.index].value)
    return isinstance(arg, (int, float))


def whole_sum(case: Case, index: int, weighted: set[int]) -> list[tuple[int, Any]]:
    """The parameters of the sum that an operation belongs to, with their factors; none where one is a bias."""
    patient = case.patient
    assert patient is not None
    last = end_of(case, index, weighted)
    found: list[tuple[int, Any]] = []
    for op in (case.program[i] for i in sorted(inside(case, last, weighted))):
        mine = [k for k, arg in enumerate(op.args[:2]) if isinstance(arg, Ref) and arg.index in patient.direct]
        if not mine:
            continue
        if op.name not in PRODUCTS or len(mine) != 1 or len(op.args) != 2:
            return []
        numbers = patient.depends.get(op.args[mine[0]].index, frozenset())
        found += [(number, value_of(case, op.args[1 - mine[0]])) for number in numbers if len(numbers) == 1]
    return found


def end_of(case: Case, index: int, weighted: set[int]) -> int:
    """The last operation of the sum that an operation belongs to."""
    assert case.patient is not None
    table = case.patient.user_table
    while len(users := [u for u in table.get(index, ()) if u in weighted and adds(case, u)]) == 1:
        index = users[0]
    return index


def inside(case: Case, last: int, weighted: set[int]) -> set[int]:
    """The operations of one sum: what is added up, back to the products."""
    todo, found = [last], set[int]()
    while todo:
        index = todo.pop()
        found.add(index)
        todo += [ref for ref in case.program[index].refs() if ref in weighted and adds(case, index)]
    return found


def adds(case: Case, index: int) -> bool:
    """Whether an operation adds."""
    return case.program[index].name in ("add", "sum")


def value_of(case: Case, arg: Any) -> Any:
    """What an operand was."""
    return case.program[arg.index].value if isinstance(arg, Ref) else arg


def is_constant(case: Case, op: Op, place: int) -> bool:
    """Whether the same place adds the same number again after the step, which no data were."""
    patient, arg = case.patient, op.args[place]
    assert patient is not None
    later = case.program.ops[max(patient.step.after.values()) :]
    again = any(each.site == op.site and each.args[place : place + 1] == (arg,) for each in later if each.name == "add")
    return again and (not isinstance(arg, Ref) or is_set_up(case, case.program[arg.index]))


def is_set_up(case: Case, leaf: Op) -> bool:
    """Whether a number is drawn, or stands in the source by itself: numbers in lists may be data."""
    if leaf.origin != "literal":
        return leaf.name == "leaf" and leaf.origin.startswith("random")
    tree = case.tree_of(leaf)
    parent = tree.parents.get(tree.at(leaf.site)) if tree and leaf.site else None  # type: ignore[arg-type]
    return parent is not None and not (isinstance(parent, (ast.List, ast.Tuple, ast.Set)) and len(parent.elts) > 2)


def held_in(case: Case, tree: Tree, op: Op, place: int) -> tuple[Tree, ast.expr] | None:
    """The text that an operand comes from, where that is something that no statement changes."""
    node = case.node(op)
    parts = operands_of(node) if isinstance(node, (ast.BinOp, ast.AugAssign)) else []
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "sum" and len(node.args) == 2:
        parts = [node.args[1 - place], node.args[1 - place]]
    found = followed(case, tree, parts[place], DEEPEST) if len(parts) == 2 else None
    return found if found and not is_changed(case, *found) else None


def followed(case: Case, tree: Tree, part: ast.expr, deep: int) -> tuple[Tree, ast.expr] | None:
    """A text, or what a name of one function takes its value from: an argument, an item of a loop, another text."""
    if not isinstance(part, CALLS) or not rooted(part) or deep == 0:
        return None
    if not isinstance(part, ast.Name):
        return tree, part
    given = list(given_to(case, tree, part))
    if not given:
        return tree, part
    found = [followed(case, home, value, deep - 1) for home, value in given]
    return found[0] if all(found) and len({ast.unparse(each[1]) for each in found if each}) == 1 else None


def given_to(case: Case, tree: Tree, name: ast.Name) -> Iterator[tuple[Tree, ast.expr]]:
    """What a name stands for, where it is no place for a number of its own."""
    area = tree.function(name)
    nodes = list(ast.walk(area or tree.root))
    loops = (node for node in nodes if isinstance(node, (ast.For, ast.comprehension)))
    yield from ((tree, item) for node in loops for item in items(node.target, node.iter, name.id))
    stores = [node for node in nodes if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name.id]
    changed = sum(isinstance(node, ast.Name) and node.id == name.id and not is_read(node) for node in nodes)
    latest = sorted(stores, key=lambda node: (node.lineno < name.lineno, node.lineno))[-1:]
    yield from ((tree, node.value) for node in latest if changed > 1 or isinstance(node.value, CALLS))
    if area is not None and name.id in [arg.arg for arg in area.args.args]:
        yield from arguments(case, area, name.id)


def is_read(node: ast.Name) -> bool:
    """Whether a name is read and not set."""
    return isinstance(node.ctx, ast.Load)


def arguments(case: Case, area: ast.FunctionDef | ast.AsyncFunctionDef, name: str) -> Iterator[tuple[Tree, ast.expr]]:
    """What a function is given for one of its parameters, wherever it is called."""
    names = [arg.arg for arg in area.args.args]
    place = names.index(name) - (names[:1] == ["self"])
    for tree in case.trees.values():
        for call in (node for node in ast.walk(tree.root) if isinstance(node, ast.Call)):
            if area.name in (getattr(call.func, "id", ""), getattr(call.func, "attr", "")):
                yield from ((tree, arg) for arg in call.args[place : place + 1])
                yield from ((tree, keyword.value) for keyword in call.keywords if keyword.arg == name)


def items(target: ast.expr, over: ast.expr, name: str) -> Iterator[ast.Subscript]:
    """What a loop's variable is an item of, written as an item: `self.biases[_]`."""
    if isinstance(target, ast.Name) and target.id == name and isinstance(over, CALLS):
        yield ast.Subscript(over, ast.Name("_", ast.Load()), ast.Load())
    function = getattr(getattr(over, "func", None), "id", "")
    if isinstance(target, ast.Tuple) and isinstance(over, ast.Call):
        if function == "zip":
            for one, each in zip(target.elts, over.args, strict=False):
                yield from items(one, each, name)
        elif function == "enumerate" and len(target.elts) == 2:
            yield from items(target.elts[1], over.args[0], name)


def is_changed(case: Case, tree: Tree, text: ast.expr) -> bool:
    """Whether a statement moves what a text stands for, or it is set anew from what it was."""
    own = case.scope.key(tree, text)[1]
    for other in case.trees.values():
        for node in ast.walk(other.root):
            if isinstance(node, ast.AugAssign) and same_place(case, other, node.target, own, text):
                return True
            if isinstance(node, ast.Assign) and any(same_place(case, other, t, own, text) for t in node.targets):
                inside = [n for n in ast.walk(node.value) if isinstance(n, CALLS)]
                if any(same_place(case, other, part, own, text) for part in inside):
                    return True
    return False


def same_place(case: Case, tree: Tree, node: ast.expr, own: str, text: ast.expr) -> bool:
    """Whether a text may stand for the same thing as another."""
    if type(node) is type(text) and case.scope.key(tree, node)[1] == own:
        return True
    return is_item(node) and is_item(text) and base_of(node) == base_of(text)


def is_item(node: ast.expr) -> bool:
    """Whether a text reads a list at a place that varies."""
    return isinstance(node, ast.Subscript) and any(isinstance(part, ast.Name) for part in ast.walk(node.slice))


def base_of(node: ast.expr) -> str:
    """The name of the list that an item is read from."""
    inside: ast.expr = node
    while isinstance(inside, ast.Subscript):
        inside = inside.value
    return inside.attr if isinstance(inside, ast.Attribute) else ast.unparse(inside)
