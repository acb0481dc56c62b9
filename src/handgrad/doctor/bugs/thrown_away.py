"""Averages of batches that training computes and keeps nowhere: predictions are normalised by what they began as."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from handgrad.doctor.anatomy.slices import ancestors
from handgrad.doctor.bugs import never_kept
from handgrad.doctor.case import Case
from handgrad.doctor.edits.syntax import Splice, Tree
from handgrad.doctor.edits.visible import operands_of
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op, Ref, Site
from handgrad.program.spans import span_of

Place = ast.Name | ast.Attribute | ast.Subscript
FEWEST = 2
"""How often the same constant is averaged with a batch until it is clear that it stays."""


@dataclass(frozen=True)
class Average:
    """An average of a constant and a batch's statistic that nothing reads."""

    tree: Tree
    statement: ast.Assign
    target: ast.expr
    constant: Op
    old: Place
    """Where the constant is kept."""
    site: Site


def signs(case: Case) -> Iterator[Sign]:
    """Running averages that are given to a variable of their own, while what predictions read stays as it is."""
    found = list(averages(case)) if next(never_kept.signs(case), None) is None else []
    if not found:
        return
    first = found[0]
    near = [each for each in found if each.tree.function(each.statement) is first.tree.function(first.statement)]
    message = (
        f"this average is kept nowhere: {first.tree.source(first.old)}, which stands in for it elsewhere, "
        f"stays {np.ravel(first.constant.value)[0]:g} for every unit"
    )
    edit = tuple(splice for each in near for splice in kept(each))
    repair = Repair("batchnorm-eval", first.site, edit, message, 1)
    yield Sign(case.find("batchnorm-eval", first.site, message), (repair,), needs_proof=True, by="recheck")


def averages(case: Case) -> Iterator[Average]:
    """One for each place where every step averages a constant that it had before, and nothing comes of it."""
    read = {ref for op in case.program.ops for ref in op.refs()}
    times: dict[tuple[Site, int], list[tuple[Op, Op]]] = defaultdict(list)
    for op in case.program.ops[: case.flow.evaluation]:
        if op.index not in read and op.name in ("add", "subtract") and op.site is not None and np.size(op.value) > 1:
            for constant in constants(case, op):
                times[op.site, constant.index].append((op, constant))
    seen: set[Site] = set()
    for (site, _), made in times.items():
        if len(made) >= FEWEST and site not in seen and (found := average(case, *made[0])) is not None:
            seen.add(site)
            yield found


def constants(case: Case, op: Op) -> Iterator[Op]:
    """The constants that an operation averages with the statistic of a batch that training uses."""
    inside = [case.program[index] for index in ancestors(case.program, [op.index], stop=case.flow.trained)]
    statistics = [each for each in inside if each.index in case.flow.trained and is_statistic(case, each)]
    for constant in inside:
        fits = never_kept.is_constant(constant) and np.shape(constant.value) == np.shape(op.value)
        if fits and any(is_between(op, constant, statistic) for statistic in statistics):
            yield constant


def is_statistic(case: Case, op: Op) -> bool:
    """Whether a value is a mean, a variance or a deviation over the rows of what it is computed from."""
    rows = [case.program[ref] for ref in op.refs()[:1]]
    return any(never_kept.is_over_rows(each, op, kind) for each in rows for kind in (np.mean, np.var, np.std))


def is_between(op: Op, constant: Op, statistic: Op) -> bool:
    """Whether an array takes the same share of a statistic everywhere, and the rest of a constant."""
    if np.size(op.value) != np.size(statistic.value):
        return False
    begin = float(np.ravel(constant.value)[0])
    way, whole = np.ravel(op.value) - begin, np.ravel(statistic.value) - begin
    size = float(np.vdot(whole, whole))
    share = float(np.vdot(way, whole)) / size if size else 0.0
    return 0 < share < 1 and bool(np.allclose(way, share * whole, rtol=1e-6, atol=1e-9 * float(np.max(np.abs(whole)))))


def average(case: Case, op: Op, constant: Op) -> Average | None:
    """The statement behind it, where the constant is written nowhere else and read elsewhere."""
    node, site = case.node(op), op.site
    tree = case.trees.get(site.file) if site is not None else None
    statement = tree.statement(node) if tree is not None and node is not None else None
    if tree is None or site is None or not isinstance(statement, ast.Assign) or len(statement.targets) != 1:
        return None
    given = never_kept.pairs(statement.targets[0], statement.value)
    target = next((each for each, value in given if value is node), None)
    old = next((longest(tree, part) for part in places(case, op, constant)), None)
    if target is None or old is None or not stays(tree, statement, old):
        return None
    return Average(tree, statement, target, constant, old, site)


def places(case: Case, op: Op, constant: Op) -> Iterator[Place]:
    """Where the operations behind an average read a constant."""
    for index in ancestors(case.program, [op.index], stop=[constant.index]):
        reader = case.program[index]
        node = case.node(reader)
        for part, arg in zip(operands_of(node) if node is not None else (), reader.args, strict=False):
            known = isinstance(arg, Ref) and arg.index == constant.index
            if known and isinstance(part, Place):
                yield part


def longest(tree: Tree, place: Place) -> Place:
    """What a variable is a shorter name for."""
    area = tree.function(place) or tree.root
    for target in named(area, place) if isinstance(place, ast.Name) else ():
        statement = tree.statement(target)
        given = never_kept.pairs(statement.targets[0], statement.value) if isinstance(statement, ast.Assign) else ()
        for each, value in given:
            if each is target and isinstance(value, Place):
                return value
    return place


def stays(tree: Tree, statement: ast.Assign, old: Place) -> bool:
    """Whether a place is read elsewhere, and written only where it is made."""
    area = tree.function(statement) if isinstance(old, ast.Name) else None
    block = {node for each in tree.block(statement) for node in ast.walk(each)}
    same = [node for node in named(area or tree.root, old) if node not in block]
    writes = [node for node in same if isinstance(node.ctx, ast.Store)]
    return len(writes) <= (not isinstance(old, ast.Name)) and len(same) > len(writes)


def named(area: ast.AST, place: ast.expr) -> Iterator[Place]:
    """Everything that is called as a place is, and no function."""
    functions = {node.func for node in ast.walk(area) if isinstance(node, ast.Call)}
    for node in ast.walk(area):
        if (
            isinstance(node, Place)
            and node not in functions
            and never_kept.last_part(node) == never_kept.last_part(place)
        ):
            yield node


def kept(each: Average) -> Iterator[Splice]:
    """The average given to what predictions read: in place of a variable that nothing reads, or after it."""
    old = each.tree.source(each.old)
    store = f"{old}[...]" if isinstance(each.old, ast.Name) else old
    name, function = ast.unparse(each.target), each.tree.function(each.statement) or each.tree.root
    used = any(isinstance(node.ctx, ast.Load) and ast.unparse(node) == name for node in named(function, each.target))
    if isinstance(each.target, ast.Name) and (name == old or not used):
        yield each.tree.replace(each.target, store)
    else:
        indent = "\n" + " " * span_of(each.statement)[1]
        yield each.tree.insert_after(each.statement, f"{indent}{store} = {name}")
