"""What is kept of the best round without a copy: by the time it is read, later updates have changed it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from handgrad.doctor.bugs.aliasing import aliasing, changed_in_place, last_part
from handgrad.doctor.case import Case
from handgrad.doctor.edits.spelling import function_of, import_of, modules
from handgrad.doctor.edits.syntax import Tree
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.doctor.running.plain_run import MOST_HELD, PlainRun, Seen
from handgrad.program.spans import span_of

SHALLOW = ("copy", "dict", "list", "tuple")
"""Calls that make a new container, or a new array, of what is the same inside."""
COPIES = (
    "{}.copy()",
    "{{key: each.copy() for key, each in {}.items()}}",
    "[each.copy() for each in {}]",
    "copy.deepcopy({})",
)
"""Ways of keeping the numbers, the shortest first."""
ORDER = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)


@dataclass(frozen=True)
class Kept:
    """`kept = value` where a round is better than all before, everything that `kept` is given, and its reads."""

    value: ast.expr
    given: tuple[ast.expr, ...]
    reads: tuple[ast.expr, ...]


def signs(case: Case) -> Iterator[Sign]:
    """Parameters kept as the best so far that were other numbers when they were read."""
    found = [(tree, kept) for tree in case.trees.values() for kept in kept_in(tree)]
    if not found or not case.anatomy.parameters:
        return
    places = {
        (tree.file, span_of(node)) for tree, kept in found for each in kept for node in (*each.given, *each.reads)
    }
    run = case.watched(sorted(places), inside=attributes(case))
    for tree, kept in found:
        reads = {each: read for each in kept if (read := changed(run, tree, each)) is not None}
        if reads:
            yield sign_of(case, tree, reads)


def attributes(case: Case) -> frozenset[str]:
    """What the program's objects call their parameters."""
    return frozenset(name for path in case.names.values() for name in re.findall(r"\.(\w+)", path)[-1:])


def kept_in(tree: Tree) -> Iterator[list[Kept]]:
    """What each `if` of a file keeps, unless it is also changed by the name that it is kept by."""
    own = set(changed_in_place(tree))
    for test in ast.walk(tree.root):
        if not isinstance(test, ast.If):
            continue
        pairs = [pair for statement in test.body for pair in given_by(statement)]
        if not is_better(test, [target for target, _ in pairs]):
            continue
        shared = [pair for pair in pairs if last_part(pair[0]) not in own and may_share(pair[1])]
        yield [Kept(value, *uses(tree, target, test.test)) for target, value in shared]


def given_by(statement: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    """(target, value) of an assignment, of each part where several are given at once."""
    targets = statement.targets if isinstance(statement, ast.Assign) else []
    if isinstance(statement, ast.AnnAssign) and statement.value is not None:
        yield statement.target, statement.value
    for target in targets:
        value = statement.value  # type: ignore[attr-defined]
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            yield from zip(target.elts, value.elts, strict=False)
        else:
            yield target, value


def is_better(test: ast.If, targets: Sequence[ast.expr]) -> bool:
    """Whether an `if` compares what one of the assignments under it sets anew: the best so far."""
    compared = [
        each for each in ast.walk(test.test) if isinstance(each, ast.Compare) and isinstance(each.ops[0], ORDER)
    ]
    read = {ast.unparse(part) for each in compared for part in ast.walk(each) if isinstance(part, ast.expr)}
    return any(ast.unparse(target) in read for target in targets)


def may_share(value: ast.expr) -> bool:
    """Whether an expression may give what exists already: a name, a display of names, or a copy of the outside."""
    if isinstance(value, ast.Call):
        return function_of(value) in SHALLOW
    return isinstance(value, (ast.Name, ast.Attribute, ast.Subscript, ast.List, ast.Tuple, ast.Dict))


def uses(tree: Tree, target: ast.expr, test: ast.expr) -> tuple[tuple[ast.expr, ...], tuple[ast.expr, ...]]:
    """All that a target is given, and where it is read; nothing where it is also set in some other way."""
    function = None if isinstance(target, ast.Attribute) else tree.function(target)
    nodes, apart = list(ast.walk(function or tree.root)), set(ast.walk(test))
    given = [value for node in nodes for each, value in given_by(node) if same_name(each, target)]
    apart |= {part for node in nodes if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}  # no places there
    named = [node for node in nodes if isinstance(node, ast.expr) and same_name(node, target)]
    reads = [node for node in named if isinstance(getattr(node, "ctx", None), ast.Load)]
    if len(named) - len(reads) != len(given):
        return (), ()
    return tuple(given), tuple(node for node in reads if node not in apart)


def same_name(one: ast.expr, other: ast.expr) -> bool:
    """Whether two expressions may be one place: the same attribute of whatever object, else the same text."""
    if isinstance(one, ast.Attribute) and isinstance(other, ast.Attribute):
        return one.attr == other.attr
    return type(one) is type(other) and ast.unparse(one) == ast.unparse(other)


def changed(run: PlainRun, tree: Tree, kept: Kept) -> ast.expr | None:
    """The first read of what was kept last that finds the same object with other numbers, and as many, in it."""
    saved = [(each, node) for node in kept.given for each in seen(run, tree, node)]
    for node in kept.reads:
        for read in seen(run, tree, node):
            before = [each for each in saved if each[0].time < read.time]
            latest, value = max(before, key=lambda each: each[0].time, default=(read, None))
            if value is kept.value and latest.held is not None and read.held is not None:
                same = latest.held.identity == read.held.identity and latest.held.size == read.held.size
                if same and latest.held.numbers != read.held.numbers:
                    return node
    return None


def seen(run: PlainRun, tree: Tree, node: ast.expr) -> Sequence[Seen]:
    """What an expression was, each time, as far as all of that was noted."""
    return run.seen.get((tree.file, span_of(node)), ())[:MOST_HELD]


def sign_of(case: Case, tree: Tree, reads: Mapping[Kept, ast.expr]) -> Sign:
    """The sign at what is kept first, with copies of all that is in them."""
    first, read = next(iter(reads.items()))
    message = (
        f"this keeps the arrays themselves: when it is read on line {read.lineno}, later updates have changed them, "
        "and what was best is lost"
    )
    site, found = case.site_of(first.value, tree.file), []
    for number, template in enumerate(COPIES):
        edits = [tree.replace(each.value, template.format(tree.operand(inner(each.value)))) for each in reads]
        if "deepcopy" in template and "copy" not in modules(tree):
            edits += import_of(tree, "copy")
        found.append(Repair(aliasing.name, site, tuple(edits), message, 1 + number / 10))
    return Sign(case.find(aliasing.name, site, message), tuple(found), by="recheck")


def inner(value: ast.expr) -> ast.expr:
    """What a copy of the outside is a copy of."""
    if isinstance(value, ast.Call) and value.args:
        return value.args[0]
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute):
        return value.func.value
    whole = isinstance(value, ast.Subscript) and isinstance(value.slice, ast.Slice) and value.slice.lower is None
    return value.value if whole and isinstance(value, ast.Subscript) else value
