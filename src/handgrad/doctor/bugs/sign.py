"""The sign: of one gradient beside the others, or of the whole step."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace

from handgrad.doctor.bugs import Kind
from handgrad.doctor.case import Case
from handgrad.doctor.edits.expressions import tight
from handgrad.doctor.edits.suspects import Suspect
from handgrad.doctor.edits.syntax import Splice, Tree, is_whole
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op, Ref
from handgrad.program.spans import span_of

sign_error = Kind(
    name="sign-error",
    code="D023",
    title="step goes uphill",
    explain="""\
A small step along -g lowers the loss, a small step along +g raises it:

    L(W - lr * g)  is about  L(W) - lr * |g|**2

With L = (a - y)**2 / 2 the gradient at a is a - y. Two ways of writing a step
are right,

    W -= lr * x.T @ ((a - y) * slope)
    W += lr * x.T @ ((y - a) * slope)

and mixing them is the bug:

    W -= lr * x.T @ ((y - a) * slope)       # learns to be wrong
    W += lr * x.T @ ((a - y) * slope)       # likewise

or one of several gradients carries the other sign, so that one array climbs
while the rest descend.

Write instead one of the first two, the same for every parameter.

A small example: a = 0.2, y = 1, x = 1. The output has to grow. (a - y) is
-0.8, so W -= lr * (-0.8) raises W: right. (y - a) with -= lowers it, and the
output moves towards 0.
""",
)

ONE = "this gradient has the opposite sign of the others"
ALL = "with this sign every step goes uphill: the loss rises along it"


CHANCE = 1e-3
"""How much the multiple of a single number changes from step to step where its sign proves little."""
UNLIKELY = 1.2
"""How much less likely a sign is then."""


def repairs(case: Case) -> Iterator[Repair]:
    """What may turn steps that go uphill, or one gradient; a single number's sign may be due to anything else."""
    later = UNLIKELY if proves_little(case) else 0.0
    yield from (replace(each, rank=each.rank + later) for each in all_turned(case))


def proves_little(case: Case) -> bool:
    """Whether all that is compared is one number, which is another multiple of the right one in each step."""
    compared = [patient.comparison for patient in case.patients if patient.comparison.right]
    single = all(sum(match.free for match in each.right) == 1 and not each.wrong for each in compared)
    sizes = [abs(each.factor) for each in compared]
    return single and len(sizes) > 1 and max(sizes) > (1 + CHANCE) * min(sizes)


def all_turned(case: Case) -> Iterator[Repair]:
    """Turn the sign of an update, of a difference or of a product; of all updates where every step goes uphill."""
    if case.patient is None or not (goes_up(case) or any(ratio < 0 for ratio in case.blame.off.values())):
        return
    updates = [suspect for suspect in case.suspects if is_update(case, suspect)]
    several = len({suspect.site for suspect in updates}) > 1
    for suspect in case.suspects:
        if not any(turns(case, op) for op in case.blame.own(suspect)):
            continue
        if suspect in updates:
            yield turned(case, suspect.tree, [suspect], 1.5)
        elif isinstance(suspect.node, ast.expr):
            yield from negated(case, suspect)
    if goes_up(case) and several:
        yield turned(case, updates[0].tree, [each for each in updates if each.tree is updates[0].tree], 1.9)


def goes_up(case: Case) -> bool:
    """Whether the whole step goes uphill, and nothing but its sign is wrong, decay of the weights aside."""
    return case.uphill and case.blame.wrong <= case.blame.off.keys() | case.blame.decayed


def turns(case: Case, op: Op) -> bool:
    """Whether all gradients that an operation goes into point the wrong way, or every step goes uphill."""
    reach = case.blame.reach[op.index]
    return goes_up(case) or (bool(reach) and all(case.blame.off.get(number, 1) < 0 for number in reach))


def is_update(case: Case, suspect: Suspect) -> bool:
    """Whether a suspect adds to a parameter, or takes from it."""
    assert case.patient is not None
    node, olds = suspect.node, set(case.patient.step.before.values()) | case.patient.direct
    if not isinstance(node, (ast.AugAssign, ast.BinOp)) or not isinstance(node.op, (ast.Add, ast.Sub)):
        return False
    firsts = [op.args[0].index for op in case.blame.own(suspect) if op.args and isinstance(op.args[0], Ref)]
    return bool(firsts) and all(index in olds or index in case.blame.written for index in firsts)


def turned(case: Case, tree: Tree, updates: list[Suspect], rank: float) -> Repair:
    """Minus for plus, or plus for minus, in updates."""
    splices = [operator_turned(tree, suspect.node) for suspect in updates]
    message = ALL if goes_up(case) else ONE
    return Repair(sign_error.name, updates[0].site, tuple(dict.fromkeys(splices)), message, rank)


def operator_turned(tree: Tree, node: ast.AST) -> Splice:
    """The other sign between the two sides of a sum or of an augmented assignment."""
    first, second = (node.target, node.value) if isinstance(node, ast.AugAssign) else (node.left, node.right)  # type: ignore[attr-defined]
    span = (*span_of(first)[2:], *span_of(second)[:2])
    old, new = ("+", "-") if isinstance(node.op, ast.Add) else ("-", "+")  # type: ignore[attr-defined]
    return Splice(tree.file, span, tree.rows(span).replace(old, new, 1))


def negated(case: Case, suspect: Suspect) -> Iterator[Repair]:
    """A minus taken away, a difference turned round, or a minus put in front of a whole gradient."""
    tree, node, message = suspect.tree, suspect.node, ALL if goes_up(case) else ONE
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        edit = tree.replace(node, tight(tree.source(node.operand)))
        yield Repair(sign_error.name, suspect.site, (edit,), message, 1.5)
    elif isinstance(node, ast.BinOp) and is_turnable(case, suspect):
        yield Repair(sign_error.name, suspect.site, (turned_round(tree, node),), message, 1.6)
    elif is_whole(tree, node) and isinstance(node, ast.expr) and not case.blame.only_scaled(suspect):
        yield Repair(sign_error.name, suspect.site, (tree.replace(node, f"-{minus_first(tree, node)}"),), message, 2.2)


def turned_round(tree: Tree, node: ast.BinOp) -> Splice:
    """A difference the other way round."""
    return tree.replace(node, f"{tree.source(node.right)} - {tight(tree.source(node.left))}")


def minus_first(tree: Tree, node: ast.expr) -> str:
    """An expression that can stand behind a minus."""
    product = isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Mult, ast.Div, ast.MatMult))
    return tree.source(node) if product else tight(tree.source(node))


def is_turnable(case: Case, suspect: Suspect) -> bool:
    """Whether a suspect is a difference of prediction and target that can be written the other way round."""
    written = isinstance(suspect.node, ast.BinOp) and isinstance(suspect.node.op, ast.Sub)
    return written and is_difference(case, suspect)


def is_difference(case: Case, suspect: Suspect) -> bool:
    """Whether a subtraction is of two values on the way back, or of prediction and target."""
    assert case.patient is not None
    meetings = {meeting for meeting, _, _ in case.patient.step.targets}
    return any(
        op.index in meetings or all(isinstance(a, Ref) and a.index in case.patient.backward for a in op.args[:2])
        for op in case.blame.own(suspect)
    )
