"""Thawing: edits that make a step reach parameters which it left as they were."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.sorts import MOVES
from handgrad.doctor.case import Case
from handgrad.doctor.edits.suspects import places
from handgrad.doctor.edits.syntax import Tree, same_text
from handgrad.doctor.edits.visible import operands_of
from handgrad.doctor.edits.zipped import items_beside
from handgrad.doctor.proof.repair import Repair
from handgrad.doctor.truth.patient import normed
from handgrad.program.program import Op, Program, Ref

MOST = 4
"""How many ways of writing the missing lines are tried."""
NAMES = (ast.Name, ast.Attribute, ast.Subscript)


def thawed(case: Case, frozen: Mapping[int, Any], kind: str, message: str) -> Iterator[Repair]:
    """Change the array itself where a new one is made; go on to the last layer; or add the line that is missing.

    `frozen`: the operations that made the parameters, with their right gradients.
    """
    yield from in_place(case, kind, message)
    yield from further(case, kind, message)
    yield from added(case, frozen, kind, message)


def in_place(case: Case, kind: str, message: str) -> Iterator[Repair]:
    """`b -= x` for `b = b - x` where the name is a local one, so that the array itself stays as it was."""
    for tree in case.trees.values():
        found = [node for node in ast.walk(tree.root) if isinstance(node, ast.Assign) and renews(tree, node)]
        groups = [[node] for node in found] + ([found] if len(found) > 1 else [])
        for group in groups:
            edits = tuple(tree.replace(node, augmented(tree, node)) for node in group)
            yield Repair(kind, case.site_of(group[0], tree.file), edits, message, 1.0)


def renews(tree: Tree, node: ast.Assign) -> bool:
    """Whether an assignment is `name = name - x`, the name being a loop's or a function's own."""
    target, value = node.targets[0], node.value
    if not isinstance(target, ast.Name) or not isinstance(value, ast.BinOp):
        return False
    if not isinstance(value.op, (ast.Add, ast.Sub)) or not same_text(value.left, target):
        return False
    around: ast.AST | None = tree.parents.get(node)
    while around is not None:
        if isinstance(around, ast.For) and target.id in (getattr(n, "id", "") for n in ast.walk(around.target)):
            return True
        if isinstance(around, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return target.id in {arg.arg for arg in ast.walk(around.args) if isinstance(arg, ast.arg)}
        around = tree.parents.get(around)
    return False


def augmented(tree: Tree, node: ast.Assign) -> str:
    """`name -= x` for `name = name - x`."""
    value = node.value
    assert isinstance(value, ast.BinOp)
    sign = "+" if isinstance(value.op, ast.Add) else "-"
    return f"{tree.source(node.targets[0])} {sign}= {tree.source(value.right)}"


def further(case: Case, kind: str, message: str) -> Iterator[Repair]:
    """One more turn, at either end, of the loops around the updates and around what they are made of."""
    assert case.patient is not None
    done: set[ast.AST] = set()
    for index in [*case.patient.step.after.values(), *sorted(case.patient.backward)]:
        op = case.program[index]
        for place in (op.site, *op.stack):
            tree = case.trees.get(place.file) if place else None
            node = tree.at(place) if tree and place else None
            while tree is not None and node is not None:
                loop = node if isinstance(node, (ast.For, ast.comprehension)) and node not in done else None
                if loop is not None and not is_training(case, tree, loop):
                    done.add(loop)
                    yield from longer(case, tree, loop.iter, kind, message)
                node = tree.parents.get(node)


def is_training(case: Case, tree: Tree, loop: ast.For | ast.comprehension) -> bool:
    """Whether the forward pass is in a loop as well as the updates."""
    patient, inside = case.patient, {id(part) for part in ast.walk(loop)}
    assert patient is not None
    sites = (site for i in patient.forward if i in patient.moving for site in places(case.program[i]))
    return any(site.file == tree.file and id(tree.at(site)) in inside for site in sites)


def longer(case: Case, tree: Tree, turns: ast.expr, kind: str, message: str) -> Iterator[Repair]:
    """What a loop goes through, with one more at its end or at its beginning."""
    for part in ast.walk(turns):
        if isinstance(part, ast.Call) and isinstance(part.func, ast.Name) and part.func.id == "range":
            for argument, text in range_ends(tree, part):
                yield Repair(kind, case.site_of(part, tree.file), (tree.replace(argument, text),), message, 1.2)
        elif isinstance(part, ast.Subscript) and isinstance(part.slice, ast.Slice) and part.slice.step is None:
            edit = tree.replace(part, tree.source(part.value))
            yield Repair(kind, case.site_of(part, tree.file), (edit,), message, 1.1)


def range_ends(tree: Tree, call: ast.Call) -> Iterator[tuple[ast.expr, str]]:
    """The arguments of a range that begin or end it, each one further out."""
    if len(call.args) == 1:
        yield call.args[0], one_more(tree, call.args[0], 1)
    elif len(call.args) > 1:
        down = len(call.args) == 3 and tree.source(call.args[2]).startswith("-")
        yield call.args[1], one_more(tree, call.args[1], -1 if down else 1)
        yield call.args[0], one_more(tree, call.args[0], 1 if down else -1)


def one_more(tree: Tree, node: ast.expr, step: int) -> str:
    """A bound moved by one."""
    text = tree.source(node)
    if isinstance(node, ast.Constant) and isinstance(node.value, int):
        return str(node.value + step)
    opposite = " - 1" if step > 0 else " + 1"
    if text.endswith(opposite):
        return text.removesuffix(opposite)
    return f"{text} {'+' if step > 0 else '-'} 1"


def added(case: Case, frozen: Mapping[int, Any], kind: str, message: str) -> Iterator[Repair]:
    """A line like that of another parameter's update, for each of the frozen ones."""
    assert case.patient is not None
    after, partners = case.patient.step.after, partners_of(case, next(iter(frozen), -1))
    for number in sorted(after, key=lambda number: (number not in partners, number)):
        op = case.program[after[number]]
        tree, node = case.written(op)
        statement = tree.statement(node) if tree and node else None
        if tree is None or not isinstance(statement, (ast.Assign, ast.AugAssign)):
            continue
        choices = [
            list(dict.fromkeys(like(case, tree, statement, number, leaf, right))) for leaf, right in frozen.items()
        ]
        found = [lines for lines in choices if lines]
        for turn in range(min(max(map(len, found), default=0), MOST)):
            lines = [each[min(turn, len(each) - 1)] for each in found]
            site, edit = case.site_of(statement, tree.file), tree.line_after(statement, *dict.fromkeys(lines))
            yield Repair(kind, site, (edit,), message, 1.5 + 0.1 * turn)


def partners_of(case: Case, leaf: int) -> set[int]:
    """The other parameters of a frozen one's layer: what it is added to, or what is added to its product."""
    patient = case.patient
    assert patient is not None
    found: set[int] = set()
    for op in case.program.ops[: max(patient.step.predictions) + 1]:
        if any(origin(case, ref) == leaf for ref in op.refs()):
            others = [each for ref in op.refs() for each in summands(patient.program, patient.program[ref])]
            users = [patient.program[user] for user in patient.user_table.get(op.index, ())]
            refs = {ref for each in (*others, *users) for ref in each.refs()}
            near = refs | {origin(case, ref) for ref in refs}
            found |= {number for index, number in patient.step.numbers.items() if index in near}
    return found


def summands(program: Program, op: Op) -> list[Op]:
    """What a sum of single numbers is made of; another value itself."""
    left, found = [op], []
    while left:
        each = left.pop()
        if each.name == "add" and np.size(each.value) == 1:
            left += [program[ref] for ref in each.refs()]
        else:
            found.append(each)
    return found


def like(
    case: Case, tree: Tree, statement: ast.Assign | ast.AugAssign, number: int, leaf: int, right: Any
) -> Iterator[str]:
    """The statement that updates one parameter, written for another one."""
    target = statement.target if isinstance(statement, ast.AugAssign) else statement.targets[0]
    old = part_worth(case, tree, statement.value, number)
    if old is None:
        return
    visible = case.scope.visible(tree, statement)
    names = {*(text for text, held in visible.items() if leaf in held), *texts_of(case, leaf)}
    items = {item for name in names for item in items_beside(case.trees.values(), name, target)}
    for name in sorted(items or names, key=len)[:2]:
        for gradient in gradient_texts(case, visible, np.asarray(right) * worth(case, tree, old, number)):
            edits = [tree.replace(part, name) for part in ast.walk(statement) if same_text(part, target)]
            yield tree.edited(statement, [*edits, tree.replace(old, gradient)])


def texts_of(case: Case, index: int) -> Iterator[str]:
    """How the forward pass calls a value that it uses."""
    assert case.patient is not None
    for op in case.program.ops[: max(case.patient.step.predictions, default=0) + 1]:
        if op.site is not None and any(origin(case, ref) == index for ref in op.refs()):
            node = case.node(op)
            for part, arg in zip(operands_of(node) if node else (), op.args, strict=False):
                if isinstance(arg, Ref) and origin(case, arg.index) == index and isinstance(part, NAMES):
                    yield ast.unparse(part).removesuffix(".T")


def origin(case: Case, index: int) -> int:
    """What a value is only a rearrangement of, or an update by nothing but zeros."""
    known: dict[int, int] = case.scope.spelled.setdefault("origin", {})
    passed = []
    while index not in known and case.program[index].refs() and is_passed_on(case, index):
        passed.append(index)
        index = case.program[index].refs()[0]
    found = known.get(index, index)
    known.update(dict.fromkeys([*passed, index], found))
    return found


def is_passed_on(case: Case, index: int) -> bool:
    """Whether a value is its first operand, only rearranged or changed by zeros."""
    return case.program[index].name in MOVES or by_zeros(case, index)


def by_zeros(case: Case, index: int) -> bool:
    """Whether an operation adds nothing but zeros to its first operand, or takes them off."""
    op, program = case.program[index], case.program
    if op.name not in ("add", "subtract") or len(op.args) != 2:
        return False
    first, second = (np.asarray(program[part.index].value if isinstance(part, Ref) else part) for part in op.args)
    return bool(second.shape in (first.shape, ()) and first.size > 1 and not second.any() and first.any())


def part_worth(case: Case, tree: Tree, value: ast.expr, number: int) -> ast.expr | None:
    """The part of an update that is the parameter's right gradient, up to a factor; the outermost name, or product."""
    blame, visible = case.blame, case.scope.visible(tree, value)
    best: ast.expr | None = None
    right = normed(case.patient.comparison.matches[number].right)  # type: ignore[union-attr]
    for part in ast.walk(value):
        held = visible.get(ast.unparse(part), set()) if isinstance(part, NAMES) else set()
        if isinstance(part, NAMES) and any(parallel(blame.value(index), right) for index in held):
            return part
        performed = case.scope.performed.get((tree.file, part), ())
        if isinstance(part, ast.expr) and any(parallel(blame.value(index), right) for index in performed):
            best = part
    return best


def worth(case: Case, tree: Tree, part: ast.expr, number: int) -> float:
    """How many times a parameter's right gradient, as it goes into the update, a part of that is."""
    assert case.patient is not None
    right = np.asarray(case.patient.comparison.matches[number].right) * case.patient.comparison.factor
    held = [
        *case.scope.visible(tree, part).get(ast.unparse(part), ()),
        *case.scope.performed.get((tree.file, part), ()),
    ]
    values = [np.asarray(case.blame.value(index)) for index in held]
    fitting = [np.ravel(value) for value in values if parallel(value, normed(right))]
    return float(np.vdot(np.ravel(right), fitting[0]) / np.vdot(right, right)) if fitting else 1.0


def gradient_texts(case: Case, visible: dict[str, set[int]], right: Any) -> Iterator[str]:
    """Texts that held the right gradient of a frozen array; if there are none, those whose sum is it."""
    keep = ", keepdims=True" if np.ndim(right) > 1 else ""
    held = {text: [np.asarray(case.blame.value(index)) for index in indices] for text, indices in visible.items()}
    ready = [text for text, values in held.items() if any(equal(value, right) for value in values)]
    yield from ready
    for text, values in held.items() if not ready else ():
        for axis in (0, 1):
            if any(equal(value.sum(axis=axis), right) for value in values if is_matrix(value)):
                yield f"{text}.sum(axis={axis}{keep})"


def equal(value: Any, right: Any) -> bool:
    """Whether two arrays hold the same numbers, in whatever shape."""
    same = value.size == right.size and value.dtype.kind == "f"
    return bool(same and np.allclose(value.ravel(), right.ravel(), rtol=1e-5, atol=1e-12))


def is_matrix(value: Any) -> bool:
    """Whether a value has rows and columns of numbers."""
    return bool(value.ndim == 2 and value.dtype.kind == "f")


def parallel(value: Any, unit: Any) -> bool:
    """Whether a value is a multiple of an array of length 1, in whatever shape."""
    own = normed(value)
    if own is None or unit is None or own.size != np.size(unit) or own.size < 1:
        return False
    one, other = own.ravel(), np.ravel(unit)
    return bool(np.linalg.norm(one - np.vdot(other, one) * other) < 1e-6)
