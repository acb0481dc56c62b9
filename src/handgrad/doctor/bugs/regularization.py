"""Weight decay: its sign, and whether loss and gradient mean the same penalty."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from handgrad.doctor.bugs import Kind
from handgrad.doctor.bugs.sign import operator_turned
from handgrad.doctor.case import Case
from handgrad.doctor.edits.blame import along
from handgrad.doctor.edits.constants import constants_of
from handgrad.doctor.edits.expressions import tight
from handgrad.doctor.edits.suspects import Suspect
from handgrad.doctor.edits.syntax import Tree, is_addition, is_whole
from handgrad.doctor.edits.together import same_everywhere
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op, Ref

l2_sign = Kind(
    name="l2-sign",
    code="D058",
    title="weight decay with the wrong sign",
    explain="""\
A penalty on large weights, and its gradient:

    L + lam / 2 * sum(W**2)                 gradient: dL/dW + lam * W

so a step shrinks the weights: W <- (1 - lr * lam) * W - lr * dL/dW.

The bug: the sign of the second term is turned, and the weights are pushed
outwards, the large ones most.

    dW = a.T @ delta - lam * W
    W = (1 + lr * lam) * W - lr * dW
    W += lr * (a.T @ (y - out) + lam * W)   # descent written with += : here the penalty needs a minus

Write instead:

    dW = a.T @ delta + lam * W              # with W -= lr * dW
    W += lr * (a.T @ (y - out) - lam * W)

A small example: dL/dW = 0, W = 1, lr = 0.1, lam = 0.5. Right: 0.95, 0.90, 0.86
... With the other sign 1.05, 1.10, 1.16 ... without end.
""",
)

regularization_mismatch = Kind(
    name="regularization-mismatch",
    code="D059",
    title="penalty in one place only",
    explain="""\
What is added to the loss has to appear in the gradient, with the derivative's
factor:

    loss  + lam * sum(W**2)                 gradient  + 2 * lam * W
    loss  + lam / 2 * sum(W**2)             gradient  + lam * W
    loss  + lam / (2 n) * sum(W**2)         gradient  + lam / n * W
    loss  + lam * sum(|W|)                  gradient  + lam * sign(W)

The bug: one side has the penalty and the other has not, or another factor, or
other parameters.

    loss = data_loss + lam * (W ** 2).sum()
    dW = a.T @ delta                        # no penalty here
    dW = a.T @ delta + lam * W              # half of what the loss says

Write instead:

    dW = a.T @ delta + 2 * lam * W          # loss: lam * (W ** 2).sum()

Biases are usually left out of it; then they have to be left out on both sides.

A small test: train with lam very large. The weights must go to 0; where the
gradient lacks the term they do not, and the reported loss hardly falls.
""",
)


OUTWARDS = "with this sign the weights are pushed outwards, the large ones most"
FACTOR = "the penalty in the loss has another slope than the one that is added here"
MISSING = "the loss has a penalty on these weights, and their gradient has not"


NEAR = 1e-3
"""How near a factor has to be to the one that is needed, relative to it."""
EVIDENT = 1.0
"""How much sooner these are tried where all that is wrong is a multiple of the weights."""


def repairs(case: Case) -> Iterator[Repair]:
    """Turn the sign of what the weights add to their own gradient, give it another factor, or add it."""
    if case.patient is not None and case.blame.decayed:
        sooner = EVIDENT * (case.blame.decayed == case.blame.wrong)
        for repair in same_everywhere(edits(case), lambda each: (each.kind, round(each.rank, 3), each.message)):
            yield replace(repair, rank=repair.rank - sooner)


def edits(case: Case) -> Iterator[Repair]:
    """All of them, one place after the other."""
    constants = constants_of(case)
    for suspect in case.suspects:
        if case.blame.own(suspect) and isinstance(suspect.node, (ast.BinOp, ast.AugAssign)):
            places = places_of(case, suspect)
            yield from turned(case, suspect, places) if not case.uphill else ()
            yield from scaled(case, suspect, places, constants)
        if isinstance(suspect.node, ast.expr) and case.blame.own(suspect):
            yield from added(case, suspect, constants)


def weights_in(case: Case, op: Op) -> list[int]:
    """Positions of the arguments of an operation that are a parameter, perhaps times single numbers."""
    assert case.patient is not None
    return [k for k, arg in enumerate(op.args[:2]) if isinstance(arg, Ref) and is_weights(case, arg.index)]


def is_weights(case: Case, index: int) -> bool:
    """Whether a value is a parameter times a single number."""
    assert case.patient is not None
    olds = set(case.patient.step.before.values())
    for _ in range(6):
        if index in olds:
            return True
        op = case.patient.program[index]
        moving = [ref for ref in op.refs() if ref in case.patient.moving]
        if op.name not in ("multiply", "divide", "negative", "sign", "copy") or len(moving) != 1:
            return False
        index = moving[0]
    return False


def places_of(case: Case, suspect: Suspect) -> dict[int, float | None]:
    """Positions of the operands of a suspect that are weights, and how many times as large they would have to be."""
    return {place: needed(case, op, place) for op in case.blame.own(suspect) for place in weights_in(case, op)}


def needed(case: Case, op: Op, place: int) -> float | None:
    """What a term must be times for its gradient to be right, nan for no number.

    None: nobody knows, for the step is no multiple of the gradient.
    """
    assert case.patient is not None
    step, comparison, term = case.patient.step, case.patient.comparison, op.args[place].index
    found = set()
    for match in (each for each in comparison.wrong if each.number in case.blame.reach[op.index] & case.blame.decayed):
        before, after = (np.ravel(case.program[table[match.number]].value) for table in (step.before, step.after))
        doubled = case.flow.ripple({term: 2 * np.asarray(case.program[term].value)}, [step.after[match.number]])
        own, change = np.ravel(match.own), before - after
        share = (after - np.ravel(doubled[step.after[match.number]])) * np.vdot(change, own) / np.vdot(change, change)
        rest = own - comparison.factor * np.ravel(match.right)
        if not along(own, change):
            return None
        found.add(round(float(1 - np.vdot(share, rest) / np.vdot(share, share)), 6) if along(share, rest) else np.nan)
    return found.pop() if len(found) == 1 else np.nan if found else None


def fits(factor: float, wanted: float | None) -> bool:
    """Whether a factor is the one that is wanted, or nobody knows which one is."""
    return wanted is None or abs(factor - wanted) <= NEAR * abs(wanted)


def turned(case: Case, suspect: Suspect, places: dict[int, float | None]) -> Iterator[Repair]:
    """`g + lam * W` for `g - lam * W` and the other way round, also in `(1 - lr * lam) * W`."""
    node, tree = suspect.node, suspect.tree
    wanted = [factor for factor in places.values() if fits(-1.0, factor) or abs(factor or 0.0) <= NEAR]
    if isinstance(node.op, (ast.Add, ast.Sub)) and wanted:  # type: ignore[attr-defined]
        yield Repair(l2_sign.name, suspect.site, (operator_turned(tree, node),), OUTWARDS, 1.6)
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult) and places:
        for part in ast.walk(node):
            if is_addition(part):
                site = case.site_of(part, tree.file)
                yield Repair(l2_sign.name, site, (operator_turned(tree, part),), OUTWARDS, 1.5)


def scaled(
    case: Case, suspect: Suspect, factors: dict[int, float | None], constants: dict[str, float]
) -> Iterator[Repair]:
    """The term of the weights with 2, 1/2, or a constant of the program as a further factor."""
    tree = suspect.tree
    parts = terms_of(suspect.node)
    for place in factors.keys() & parts.keys():
        term, factor = parts[place], factors[place]
        site = case.site_of(term, tree.file)
        for product, rest in with_number(term):
            edit = tree.replace(product, tree.source(rest))
            yield Repair(regularization_mismatch.name, site, (edit,), FACTOR, 1.95)
        for order, (text, value) in enumerate({"2": 2.0, **constants}.items()):
            for sign in "*/":
                if fits(value if sign == "*" else 1 / value if value else 0.0, factor):
                    rank, new = 2.0 + 0.02 * order + 0.01 * (sign == "*"), with_factor(tree, term, text, sign)
                    yield Repair(regularization_mismatch.name, site, (tree.replace(term, new),), FACTOR, rank)


def terms_of(node: ast.AST) -> dict[int, ast.expr]:
    """The terms of a sum by their places; of an assignment that adds, what is added."""
    if isinstance(node, ast.AugAssign) and isinstance(node.op, (ast.Add, ast.Sub)):
        return {1: node.value}
    return {0: node.left, 1: node.right} if is_addition(node) else {}


def with_number(term: ast.expr) -> Iterator[tuple[ast.expr, ast.expr]]:
    """The products in a term that have a written number for a factor, and what is left of them without it."""
    for part in ast.walk(term):
        if isinstance(part, ast.BinOp) and isinstance(part.op, (ast.Mult, ast.Div)):
            if isinstance(part.right, ast.Constant):
                yield part, part.left
            elif isinstance(part.left, ast.Constant) and isinstance(part.op, ast.Mult):
                yield part, part.right


def with_factor(tree: Tree, term: ast.expr, text: str, sign: str) -> str:
    """A term with a further factor behind the first one: `lam / m * W`."""
    if isinstance(term, ast.BinOp) and isinstance(term.op, ast.Mult):
        return f"{tree.source(term.left)} {sign} {tight(text)} * {tight(tree.source(term.right))}"
    return f"{tight(tree.source(term))} {sign} {tight(text)}"


def added(case: Case, suspect: Suspect, constants: dict[str, float]) -> Iterator[Repair]:
    """A whole gradient with the penalty's slope added to it."""
    node, tree, op = suspect.node, suspect.tree, case.blame.own(suspect)[-1]
    numbers = case.blame.reach[op.index]
    if not is_whole(tree, node) or len(numbers) != 1 or case.blame.only_scaled(suspect):
        return
    assert case.patient is not None and isinstance(node, ast.expr)
    (number,) = numbers
    visible = case.scope.visible(tree, node)
    names = [text for text, held in visible.items() if case.patient.step.before.get(number) in held]
    factors = [text for text, value in constants.items() if 0 < abs(value) < 1]
    for name in sorted(names, key=len)[:1]:
        for order, factor in enumerate([*factors, *(f"2 * {text}" for text in factors)]):
            edit = tree.replace(node, f"{tree.source(node)} + {factor} * {name}")
            yield Repair(regularization_mismatch.name, suspect.site, (edit,), MISSING, 2.4 + 0.02 * order)
