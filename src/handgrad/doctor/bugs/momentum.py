"""Momentum: a velocity that is built or applied wrongly."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from itertools import chain

import numpy as np

from handgrad.doctor.anatomy.moments import NEAR, Recurrence
from handgrad.doctor.anatomy.slices import ancestors, dependents, scaled
from handgrad.doctor.anatomy.steps import Step
from handgrad.doctor.bugs import Kind
from handgrad.doctor.bugs.optimizer import adam_moments
from handgrad.doctor.bugs.sign import operator_turned
from handgrad.doctor.case import Case
from handgrad.doctor.edits.deviation import Deviation, Edit, operands_in, place, repairs_of, signs_of
from handgrad.doctor.edits.outlive import outliving
from handgrad.doctor.edits.statements import loops_around
from handgrad.doctor.edits.syntax import Splice, Tree
from handgrad.doctor.edits.visible import operands_of
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op, Ref, Site

momentum_velocity = Kind(
    name="momentum-velocity",
    code="D047",
    title="momentum built or applied wrongly",
    explain="""\
Momentum keeps a velocity v for every parameter, a fading sum of the gradients,
and moves along it:

    v  <-  beta * v + g
    W  <-  W - lr * v

(or v <- beta * v - lr * g and W <- W + v: the same steps, the rate moved
inside.) With a constant gradient v tends to g / (1 - beta), ten times g for
beta = 0.9. The form v <- beta * v + (1 - beta) * g tends to g itself; all
three are right.

The bug: the velocity does not remember, is shared, or does not reach the
weights.

    v = beta * 0 + g                        # made anew in each step: plain gradient descent
    v = beta * v + g;  W -= lr * g          # v is kept and not used
    v = beta * v - lr * g;  W -= v          # two signs: uphill
    v = beta * g + (1 - beta) * v           # the two factors are exchanged

Write instead:

    v = beta * v + g
    W -= lr * v

with one v per parameter, of its shape, made of zeros before the loop.

A small example: beta = 0.9, g = 1, 1, 1 gives v = 1, 1.9, 2.71.
""",
)


def signs(case: Case) -> Iterator[Sign]:
    """Velocities that are scaled twice, made anew in each step, or kept and not used."""
    yield from signs_of(case, deviations(case))


def repairs(case: Case) -> Iterator[Repair]:
    """The same, where gradients suffer from it."""
    yield from repairs_of(deviations(case))


def deviations(case: Case) -> Iterator[Deviation]:
    """What is off in each parameter's update."""
    for found in case.recurrences:
        if found.linear() is not None:
            yield from rate_twice(case, found)
            yield from against(case, found)
    if case.uphill:
        yield from two_signs(case)
    for step in case.anatomy.steps[1:2]:  # in the first one a velocity is always new
        yield from made_anew(case, step)
    for step in case.anatomy.steps[:1]:
        yield from not_used(case, step)


def two_signs(case: Case) -> Iterator[Deviation]:
    """Velocities that the gradient is taken off, and that are taken off the parameters in turn."""
    edits: dict[Splice, Site] = {}
    for found in case.recurrences:
        line, where = found.linear(), place(case, found.after)
        if line is None or where is None or not found.memories[0].take < 0 < line[1]:
            continue
        node = where[1] if isinstance(where[1], ast.AugAssign) else getattr(where[1], "value", None)
        if isinstance(node, (ast.AugAssign, ast.BinOp)) and isinstance(node.op, ast.Sub):
            edits[operator_turned(where[0], node)] = where[2]
    if edits:
        message = "the gradient has been taken off this velocity: to take the velocity off again goes uphill"
        yield Deviation(momentum_velocity.name, next(iter(edits.values())), message, [tuple(edits)])


def against(case: Case, found: Recurrence) -> Iterator[Deviation]:
    """A gradient moves a parameter one way at once, and further the other way by what the velocity keeps of it."""
    line, memory = found.linear(), found.memories[0]
    if line is None or not 0 < memory.keep < 1:
        return
    later = line[0] * memory.take / (1 - memory.keep)
    if later * line[1] >= 0 or abs(later) <= (1 + NEAR) * abs(line[1]):
        return
    places = [each for index in (memory.new, found.after) if (each := place(case, index))]
    edits: list[Edit] = [(operator_turned(tree, node),) for tree, stated, _ in places for node in sums_in(stated)]
    message = "with this sign the velocity carries the parameters back against the step along the gradient, and further"
    for _, _, site in places[:1] if edits else ():
        yield Deviation(momentum_velocity.name, site, message, edits)


def sums_in(statement: ast.stmt) -> Iterator[ast.AugAssign | ast.BinOp]:
    """The sums and differences that a statement is made of, itself included."""
    whole = statement if isinstance(statement, ast.AugAssign) else getattr(statement, "value", statement)
    todo: list[ast.AST] = [whole]
    while todo:
        node = todo.pop()
        if isinstance(node, (ast.AugAssign, ast.BinOp)) and isinstance(node.op, (ast.Add, ast.Sub)):
            yield node
            todo += [node.value] if isinstance(node, ast.AugAssign) else [node.right, node.left]


def rate_twice(case: Case, found: Recurrence) -> Iterator[Deviation]:
    """One and the same learning rate multiplies the gradient on its way into the velocity, and the velocity."""
    where, inner = place(case, found.after), place(case, found.memories[0].new)
    if where is None or inner is None or where[1] is inner[1]:
        return
    moved = dependents(found.step.program, found.step.slice, [found.memories[0].new])
    outside = factors_in(case, found, where[0], where[1])
    inside = factors_in(case, found, inner[0], inner[1])
    for text, (part, value, op) in outside.items():
        keeps = np.isclose(value, found.memories[0].keep, rtol=1e-9)
        twice = text in inside and np.isclose(inside[text][1], value, rtol=1e-12) and op.index in moved
        if twice and not keeps and value != 1:
            tree = where[0]
            node = tree.at(op.site) if op.site else None
            if isinstance(node, ast.BinOp) and op.site is not None:
                other = node.right if part is node.left else node.left
                message = f"{text} has gone into the velocity already: the step is {value:.4g} times what is meant"
                edit = tree.replace(node, tree.source(other))
                yield Deviation(momentum_velocity.name, op.site, message, [(edit,)])


def factors_in(case: Case, found: Recurrence, tree: Tree, statement: ast.stmt) -> dict[str, tuple[ast.expr, float, Op]]:
    """The single numbers that a statement multiplies by: text -> where it stands, its value, the multiplication."""
    return {
        tree.source(part): (part, float(np.ravel(case.program[index].value)[0]), op)
        for part, index, op in operands_in(case, found, tree, statement)
        if op.name == "multiply" and np.size(case.program[index].value) == 1 and np.size(op.value) >= 1
        and not isinstance(part, ast.Constant)
    }  # fmt: skip


def made_anew(case: Case, step: Step) -> Iterator[Deviation]:
    """Velocities of zeros, made within the step, of which a share is kept; of Adam's moments all at once."""
    begin = max(step.before.values())
    inside = ancestors(case.program, step.after.values(), stop=step.before.values())
    places: dict[Site, tuple[Tree, ast.stmt]] = {}
    kept: set[Site | None] = set()
    for index in sorted(set(inside).difference(ancestors(step.program, step.predictions))):
        op = case.program[index]
        for ref in op.refs() if op.name == "multiply" and index > begin else ():
            made = case.program[ref]
            if ref > begin and is_of_zeros(made) and shares(case, op, ref) and not fades_on(case, inside, op):
                where = made_in_turn(case, made, op) or place(case, ref)
                places.update({where[2]: where[:2]} if where else {})
                kept.add(made.site)
    edits = [
        tuple(chain(*together)) for together in zip(*(outliving(*where) for where in places.values()), strict=False)
    ]
    if edits:
        adam = are_moments(case, len(kept), inside)
        kind, what = (adam_moments.name, "moments") if adam else (momentum_velocity.name, "velocity")
        message = f"this makes the {what} anew in every step: nothing of the earlier ones is kept"
        yield Deviation(kind, min(places, key=lambda site: site.line), message, edits)


def made_in_turn(case: Case, made: Op, used: Op) -> tuple[Tree, ast.stmt, Site] | None:
    """The statement of a loop whose call makes what is used in the same turn of that loop, further down."""
    for site in made.stack:
        tree = case.trees.get(site.file)
        node = tree.at(site) if tree is not None else None
        statement = tree.statement(node) if tree is not None and node is not None else None
        if tree is None or statement is None:
            continue
        nodes = {tree.at(each) for each in (used.site, *used.stack) if each is not None and each.file == tree.file}
        for loop in loops_around(tree, statement):
            later = loop.body[loop.body.index(statement) + 1 :] if statement in loop.body else []
            if any(part in nodes for each in later for part in ast.walk(each)):
                return tree, statement, site
    return None


def is_of_zeros(op: Op) -> bool:
    """Whether a value was made as zeros."""
    return "zeros" in f"{op.name} {op.origin}"


def are_moments(case: Case, count: int, inside: Iterable[int]) -> bool:
    """Whether so many memories are those of Adam: there are several, and a root is taken in the step."""
    return count > 1 and any(case.program[index].name == "sqrt" for index in inside)


def fades_on(case: Case, inside: list[int], op: Op) -> bool:
    """Whether the same expression takes a share of what has become of it, in the same step: it goes back in time."""
    later = dependents(case.program, [i for i in inside if i > op.index], [op.index]) - {op.index}
    return any(case.program[i].name == op.name and case.program[i].site == op.site for i in later)


def shares(case: Case, op: Op, ref: int) -> bool:
    """Whether an operation takes a share between 0 and 1 of a value."""
    others = [arg for arg in op.args if not (isinstance(arg, Ref) and arg.index == ref)]
    values = [case.program[arg.index].value if isinstance(arg, Ref) else arg for arg in others]
    return len(values) == 1 and np.size(values[0]) == 1 and 0 < float(np.ravel(values[0])[0]) < 1


def not_used(case: Case, step: Step) -> Iterator[Deviation]:
    """A velocity that is kept from step to step while the update goes on with the gradient."""
    meetings = {meeting for meeting, _, _ in step.targets}
    for new in idle_velocities(case, step):
        own = ancestors(case.program, [new], stop=[*step.before.values(), *step.after.values()])
        inside, where = set(own), place(case, new)
        if meetings.isdisjoint(inside):  # made of no gradient: a running mean
            continue
        name = name_of_target(where[1]) if where else ""
        for index in step.after.values():
            update = place(case, index)
            if where is None or update is None or not name or not same_shape(case, index, new):
                continue
            parts = used_parts(case, step, update, inside)
            if parts:
                message = f"the velocity {name} is kept here, and the update goes along the gradient without it"
                edits: list[Edit] = [(update[0].replace(part, name),) for part in parts]
                edits += [(update[0].replace(update[1], text),) for text in along(update[1], name)]
                yield Deviation(momentum_velocity.name, where[2], message, edits)


def along(update: ast.stmt, name: str) -> list[str]:
    """An update that adds a velocity, or takes it off, instead of what it does."""
    target = name_of_target(update)
    if isinstance(update, ast.AugAssign):
        return [f"{target} += {name}", f"{target} -= {name}"]
    return [f"{target} = {target} + {name}", f"{target} = {target} - {name}"]


def idle_velocities(case: Case, step: Step) -> Iterator[int]:
    """Sums of a share of what the same place gave before and something new, that no parameter depends on."""
    program, states = case.program, [case.anatomy.states[number] for number in step.after]
    needed = set(ancestors(program, {version for state in states for version in state.versions}))
    later = [v for state in states for v in state.versions if v > max(step.after.values())]
    for op in program.ops[min(step.after.values()) : min(later, default=0)]:
        if op.name in ("add", "subtract") and np.size(op.value) > 1 and op.index not in needed and op.site is not None:
            earlier = [program[old] for ref in op.refs() for old in scaled(program, program[ref])]
            if any(old.site == op.site or old.origin.startswith("zeros") for old in earlier):
                yield op.index


def same_shape(case: Case, one: int, other: int) -> bool:
    """Whether two values have one shape."""
    return bool(np.shape(case.program[one].value) == np.shape(case.program[other].value))


def used_parts(case: Case, step: Step, update: tuple[Tree, ast.stmt, object], inside: set[int]) -> list[ast.expr]:
    """The names in an update whose values the velocity is made of as well."""
    tree, statement, _ = update
    found: list[ast.expr] = []
    for index in ancestors(case.program, step.after.values()):
        op = case.program[index]
        node = tree.at(op.site) if op.site is not None and op.site.file == tree.file else None
        if node is not None and tree.statement(node) is statement:
            for part, arg in zip(operands_of(node), op.args, strict=False):
                known = isinstance(arg, Ref) and arg.index in inside and np.size(case.program[arg.index].value) > 1
                if known and isinstance(part, (ast.Name, ast.Attribute, ast.Subscript)):
                    found.append(part)
    return found


def name_of_target(statement: ast.stmt) -> str:
    """What an assignment gives a value to."""
    target = statement.targets[0] if isinstance(statement, ast.Assign) else getattr(statement, "target", None)
    return ast.unparse(target) if target is not None else ""
