"""Dropout: the same mask on the way back, and the right scale when predicting."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from handgrad.doctor.anatomy.flow import Application
from handgrad.doctor.anatomy.masks import Dropout, Scaled, dropped, is_first, scaling, use_of
from handgrad.doctor.anatomy.slices import ancestors
from handgrad.doctor.bugs import Kind
from handgrad.doctor.case import Case
from handgrad.doctor.edits.spelling import function_of
from handgrad.doctor.edits.switches import heeded, switched_anew, switched_off
from handgrad.doctor.edits.syntax import is_whole
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op, Ref

dropout_mask = Kind(
    name="dropout-mask",
    code="D053",
    title="dropout mask missing going back",
    explain="""\
With a share p of the units dropped, dropout multiplies by a mask m of 0 and 1,
and keeps the average by dividing:

    y  =  x * m / (1 - p)                   dL/dx  =  dL/dy * m / (1 - p)

the same mask and the same factor.

The bug: the way back leaves the mask out, draws another one, or forgets the
factor.

    dx = dy                                 # dropped units get a gradient
    dx = dy * (rng.random(x.shape) > p)     # another mask than the forward pass had
    dx = dy * mask                          # 1 / (1 - p) is missing

Write instead:

    mask = (rng.random(x.shape) > p) / (1 - p)
    y = x * mask
    ...
    dx = dy * mask                          # forward: x * mask, the very same array

A small example: p = 0.5, mask [2, 0], dy = [1, 1]. Right: dx = [2, 0]. The
dropped unit took no part and must not move.
""",
)

dropout_eval = Kind(
    name="dropout-eval",
    code="D054",
    title="dropout on or unscaled when predicting",
    explain="""\
While training a unit is kept with probability 1 - p. The layer above learns
with inputs of the average size

    E[x * m]  =  (1 - p) * x                plain mask
    E[x * m / (1 - p)]  =  x                mask with the scale inside ("inverted")

When predicting no unit is dropped, and the size has to match: times (1 - p)
for the plain mask, nothing for the other.

The bug: units are dropped at prediction too, or the scale is missing, or
applied in both places.

    def predict(x): return forward(x)       # forward still draws a mask: answers change from call to call
    y = x * mask                            # while training, and
    y = x                                   # when predicting: too large by 1 / (1 - p)

Write instead:

    if training: y = x * mask / (1 - p)
    else:        y = x

A small example: p = 0.5, 100 units of 1, weights 0.01. While training the sum
is about 1 with the scale and 0.5 without; predicting without a mask gives 1.
Only the first pair agrees.
""",
)


def signs(case: Case) -> Iterator[Sign]:
    """Layers that meet other sizes at prediction time than they were trained for, or still a random mask."""
    found = list(each_sign(case))
    for active, sign in found[:1]:
        yield sign if active else replace(sign, repairs=at_once([each.repairs for other, each in found if not other]))


def at_once(each: Sequence[tuple[Repair, ...]]) -> tuple[Repair, ...]:
    """Repairs of the same sort in all layers together, where there is one of each sort for all."""
    if len({len(repairs) for repairs in each}) > 1:
        return each[0]
    together = []
    for first, *others in zip(*each, strict=True):
        splices = [*first.splices, *(splice for other in others for splice in other.splices)]
        together.append(replace(first, splices=tuple(dict.fromkeys(splices))))
    return tuple(together)


def each_sign(case: Case) -> Iterator[tuple[bool, Sign]]:
    """One sign for each layer, with whether a mask is still active there."""
    flow, seen = case.flow, set()
    masked = dropped(flow)
    numbers = {number for number, _ in masked}
    outside = [each for each in flow.applications if each.number in numbers and flow.outside(each)]
    plain = {each.number for each in outside if whole(scaling(flow, each.value)).mask is None}
    for each in outside:
        now, trained = whole(scaling(flow, each.value)), masked.get(use_of(flow, each))
        if trained is None or each.number in seen or repeated(case, each, outside):
            continue
        if now.mask is not None and (is_held(case, each, now.mask) or (each.number in plain and between(case, each))):
            continue
        seen.add(each.number)
        if now.mask is not None:
            yield True, active_sign(case, each, now.mask)
        before = scaling(flow, each.parameter) if each.parameter not in flow.versions else Scaled(1.0)
        if abs(before.factor * now.factor / trained.expected - 1) > trained.doubt:
            yield False, size_sign(case, each, trained, [*now.numbers, *before.numbers])


def whole(found: Scaled) -> Scaled:
    """A mask that keeps everything, as with a chance of 1, is a factor and no mask."""
    if found.mask is None or np.ptp(np.asarray(found.mask.value, dtype=float)) > 0:
        return found
    return replace(found, mask=None, factor=found.factor * float(np.max(found.mask.value)))


def between(case: Case, application: Application) -> bool:
    """Whether a parameter is applied in a loop that goes over the steps, as where a training's progress is shown."""
    contexts, versions = case.recording.contexts, case.flow.versions
    around = {serial for version in versions for serial, _ in contexts[version]}
    return any(serial in around for serial, _ in contexts[application.op.index])


def is_held(case: Case, application: Application, mask: Op) -> bool:
    """Whether another pass outside the training, or one of a step on the same data, has the very same mask.

    It is held still on purpose then: gradients are checked by differences, or the step's own loss is reported.
    """
    flow = case.flow
    uses = {(op.site, op.stack) for op in flow.program.ops if mask.index in op.refs() and op.index not in flow.trained}
    data = flow.data_without_masks(application.value)
    return len(uses) > len({site for site, _ in uses}) or any(
        np.array_equal(mask.value, other.value)
        for each in flow.applications
        if each.number == application.number and each.key != application.key
        if (other := scaling(flow, each.value).mask) is not None
        if each.op.index not in flow.trained or flow.data_without_masks(each.value) == data
    )


def repeated(case: Case, application: Application, others: list[Application]) -> bool:
    """Whether the same pass is made again and again: an average over masks, which is no mistake."""
    same = [each for each in others if each.key == application.key and each.number == application.number]
    inputs = {tuple(case.flow.data_without_masks(each.value)) for each in same}
    return (len(same) > 1 and len(inputs) < len(same)) or case.flow.copied_late(application.value)


def size_sign(case: Case, application: Application, trained: Dropout, numbers: Sequence[tuple[int, float]]) -> Sign:
    """The sign where a parameter meets values of another size, by the factors of single numbers that they met."""
    share = float(np.prod([factor for _, factor in numbers]))
    message = (
        f"in training a mask leaves the next layer {trained.expected:.2g} of the sum of its inputs on average, "
        f"in prediction it gets {share:.2g} of it"
    )
    repairs = []
    if abs(share - 1) < 1e-9:
        repairs += [*redivided(case, trained.mask, message), *unscaled(case, application, trained, message)]
    for index, factor in numbers:
        repairs += rescaled(case, case.program[index], trained, trained.expected * factor / share, message)
    return Sign(case.find("dropout-eval", application.op, message), tuple(repairs), by="recheck", follow=True)


def unscaled(case: Case, application: Application, trained: Dropout, message: str) -> Iterator[Repair]:
    """The share that the mask keeps as a factor of what is not masked, or the mask divided by it."""
    node, site = case.node(application.op), application.op.site
    tree = case.trees.get(site.file) if site else None
    operand = operand_of(node, application) if node is not None else None
    if tree is not None and site is not None and operand is not None:
        for rank, text in enumerate(share_texts(case, trained.mask), 1):
            splice = tree.replace(operand, f"({tree.operand(operand)} * {text})")
            yield Repair("dropout-eval", site, (splice,), message, rank)
            yield from enlarged(case, trained.mask, text, message)


def redivided(case: Case, mask: Op, message: str) -> Iterator[Repair]:
    """The share that the mask keeps in the place of another number that it is divided by."""
    node, site = case.node(mask), mask.site
    tree = case.trees.get(site.file) if site else None
    if tree is not None and mask.name == "divide" and isinstance(node, ast.BinOp):
        for rank, text in enumerate(share_texts(case, mask)):
            yield Repair(
                "dropout-eval", case.site_of(node, tree.file), (tree.replace(node.right, text),), message, rank
            )


def rescaled(case: Case, op: Op, trained: Dropout, wanted: float, message: str) -> Iterator[Repair]:
    """A product with a number whose factor is another one: none, or the share that the mask keeps."""
    node, site = case.node(op), op.site
    tree = case.trees.get(site.file) if site else None
    sides = sides_of(node) if node is not None else None
    if tree is None or site is None or node is None or sides is None:
        return
    first = op.args[0]
    value, number = sides if isinstance(first, Ref) and first.index in case.flow.moving else sides[::-1]
    text, is_statement = tree.operand(value), isinstance(node, ast.AugAssign)
    if abs(wanted - 1) <= trained.doubt:
        splice = tree.replace(node, "pass" if is_statement else text)
        yield Repair("dropout-eval", site, (splice,), message, 1)
    elif abs(wanted / trained.kept - 1) <= trained.doubt:
        for rank, share in enumerate((f"(1 - {tree.operand(number)})", *share_texts(case, trained.mask)), 1):
            splice = tree.replace(node, f"{text} *= {share}" if is_statement else f"{text} * {share}")
            yield Repair("dropout-eval", site, (splice,), message, rank)


def sides_of(node: ast.AST) -> tuple[ast.expr, ast.expr] | None:
    """The two operands of a product or a quotient."""
    if isinstance(node, ast.BinOp):
        return node.left, node.right
    if isinstance(node, ast.AugAssign):
        return node.target, node.value
    if isinstance(node, ast.Call) and len(node.args) == 2:
        return node.args[0], node.args[1]
    return None


def enlarged(case: Case, mask: Op, share: str, message: str) -> Iterator[Repair]:
    """The mask divided by the share that it keeps, which helps where one line serves training and prediction."""
    chooser = (op for op in case.program.ops if op.name == "where" and mask.index in op.refs()[:1])
    scaled = next(chooser, mask)
    site, node = scaled.site, case.node(scaled)
    tree = case.trees.get(site.file) if site else None
    if tree is not None and site is not None and isinstance(node, ast.expr):
        text = f"{tree.operand(node)} / {share}"
        splice = tree.replace(node, text if is_whole(tree, node) else f"({text})")
        yield Repair("dropout-eval", site, (splice,), message, 2)


def operand_of(node: ast.AST, application: Application) -> ast.expr | None:
    """The text of the value that a parameter is applied to."""
    first = is_first(application)
    if isinstance(node, ast.BinOp):
        return node.left if first else node.right
    if isinstance(node, ast.Call) and len(node.args) == 2:
        return node.args[0 if first else 1]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and len(node.args) == 1:
        return node.func.value if first else node.args[0]
    return None


def share_texts(case: Case, mask: Op) -> Iterator[str]:
    """How the program writes the share that it keeps: what it compares random numbers with, or a binomial's chance.

    Then the share as a number, which can be read everywhere.
    """
    for index in reversed(ancestors(case.program, [mask.index])):
        op = case.program[index]
        tree, node = case.written(op)
        if tree is None:
            continue
        if isinstance(node, ast.Call) and function_of(node) == "binomial" and len(node.args) > 1:
            yield tree.operand(node.args[1])
            return
        if isinstance(node, ast.Compare) and len(node.comparators) == 1:
            below = isinstance(node.ops[0], (ast.Lt, ast.LtE)) == is_kept(mask, op)
            limit = case.program[op.refs()[-1]].value
            yield tree.operand(node.comparators[0]) if below else f"(1 - {tree.operand(node.comparators[0])})"
            if np.ndim(limit) == 0:
                yield f"{limit if below else 1 - limit:g}"
            return


def is_kept(mask: Op, compared: Op) -> bool:
    """Whether a comparison holds where a mask keeps units, and not where it drops them."""
    same_shape = np.shape(mask.value) == np.shape(compared.value)
    return not same_shape or bool(np.array_equal(np.not_equal(mask.value, 0), compared.value))


def active_sign(case: Case, application: Application, mask: Op) -> Sign:
    """The sign where a mask is still drawn."""
    message = "the random mask of the training is drawn here as well: the prediction changes from call to call"
    where = case.flow.entered(application)
    repairs = (
        *heeded(case, "dropout-eval", mask, message),
        *switched_off(case, "dropout-eval", where, message),
        *switched_anew(case, "dropout-eval", where, mask, message),
    )
    return Sign(case.find("dropout-eval", where, message), repairs, by="recheck", follow=True)
