"""Prediction time: dropout and batch normalisation when the training is over."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from handgrad.doctor.anatomy.flow import Application
from handgrad.doctor.anatomy.masks import Dropout, dropped, is_first, scaling, use_of
from handgrad.doctor.anatomy.slices import ancestors
from handgrad.doctor.case import Case
from handgrad.doctor.edits.blame import is_whole
from handgrad.doctor.edits.spelling import function_of
from handgrad.doctor.edits.syntax import Tree
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op, Site


def signs(case: Case) -> Iterator[Sign]:
    """What is different, or is not, when parameters are applied outside the training steps."""
    yield from dropouts(case)
    yield from batch_statistics(case)


def dropouts(case: Case) -> Iterator[Sign]:
    """Layers that meet other sizes at prediction time than they were trained for, or still a random mask."""
    flow, seen = case.flow, set()
    masked = dropped(flow)
    numbers = {number for number, _ in masked}
    outside = [each for each in flow.applications if each.number in numbers and flow.outside(each)]
    for each in outside:
        now, trained = scaling(flow, each.value), masked.get(use_of(flow, each))
        if trained is None or each.number in seen or repeated(case, each, outside):
            continue
        if now.mask is not None and is_held(case, each, now.mask):
            continue
        seen.add(each.number)
        if now.mask is not None:
            yield active_sign(case, each)
            return
        share = weight_factor(case, each.parameter) * now.factor
        if abs(share / trained.expected - 1) > trained.doubt:
            yield size_sign(case, each, trained, share)
            return


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


def weight_factor(case: Case, index: int) -> float:
    """What a parameter was multiplied by before it was applied."""
    return scaling(case.flow, index).factor if index not in case.flow.versions else 1.0


def repeated(case: Case, application: Application, others: list[Application]) -> bool:
    """Whether the same pass is made again and again: an average over masks, which is no mistake."""
    same = [each for each in others if each.key == application.key and each.number == application.number]
    inputs = {tuple(case.flow.data_without_masks(each.value)) for each in same}
    return (len(same) > 1 and len(inputs) < len(same)) or case.flow.copied_late(application.value)


def size_sign(case: Case, application: Application, trained: Dropout, share: float) -> Sign:
    """The sign where a parameter meets values of another size."""
    message = (
        f"in training a mask leaves the next layer {trained.expected:.2g} of the sum of its inputs on average, "
        f"in prediction it gets {share:.2g} of it"
    )
    node, site = case.node(application.op), application.op.site
    tree = case.trees.get(site.file) if site else None
    repairs: tuple[Repair, ...] = ()
    if tree is not None and site is not None and node is not None:
        operand = operand_of(node, application)
        text = share_text(case, tree, trained.mask)
        if operand is not None and text and abs(share - 1) < 1e-9:
            splice = tree.replace(operand, f"({tree.operand(operand)} * {text})")
            scaled = Repair("dropout-eval", site, (splice,), message, 1)
            repairs = (scaled, *enlarged(case, trained.mask, text, message))
    return Sign(case.find("dropout-eval", application.op, message), repairs, by="recheck", follow=True)


def enlarged(case: Case, mask: Op, share: str, message: str) -> Iterator[Repair]:
    """The mask divided by the share that it keeps, which helps where one line serves training and prediction."""
    site, node = mask.site, case.node(mask)
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


def share_text(case: Case, tree: Tree, mask: Op) -> str:
    """How the program writes the share that it keeps: what it compares random numbers with, or a binomial's p."""
    for index in reversed(ancestors(case.program, [mask.index])):
        node = case.node(case.program[index])
        if isinstance(node, ast.Call) and function_of(node) == "binomial" and len(node.args) > 1:
            return tree.operand(node.args[1])
        if isinstance(node, ast.Compare) and len(node.comparators) == 1:
            limit = tree.source(node.comparators[0])
            return limit if isinstance(node.ops[0], (ast.Lt, ast.LtE)) else f"(1 - {limit})"
    return ""


def active_sign(case: Case, application: Application) -> Sign:
    """The sign where a mask is still drawn."""
    message = "the random mask of the training is drawn here as well: the prediction changes from call to call"
    where = case.flow.entered(application)
    return Sign(
        case.find("dropout-eval", where, message),
        tuple(switched_off(case, "dropout-eval", where, message)),
        by="recheck",
    )


def batch_statistics(case: Case) -> Iterator[Sign]:
    """Predictions scaled by their own batch's statistics, although running ones are kept, or the batch is one row."""
    flow = case.flow
    training = {case.program[i].site: i for i in flow.trained if is_batch_statistic(case, i)}
    if not training:
        return
    running = kept_running(case, set(training.values()))
    outside = [each for each in flow.applications if flow.outside(each)]
    used = [set(ancestors(case.program, [each.op.index], flow.versions)) for each in outside]
    if any(case.program[i].site in running for inside in used for i in inside):
        return
    for each, inside in zip(outside, used, strict=True):
        own = [i for i in inside if case.program[i].site in training and is_batch_statistic(case, i)]
        single = [i for i in own if np.shape(case.program[case.program[i].refs()[0]].value)[0] == 1]
        if single or (own and running):
            yield statistics_sign(case, each, bool(single))
            return


def is_batch_statistic(case: Case, index: int) -> bool:
    """Whether a value is a mean or variance over the rows of computed values, and goes into what follows."""
    op = case.program[index]
    if op.name not in ("mean", "var", "std") or index not in case.flow.moving or not op.refs():
        return False
    rows = case.program[op.refs()[0]]
    axis = op.kwargs.get("axis", op.args[1] if len(op.args) > 1 else None)
    return np.ndim(rows.value) == 2 and axis == 0 and rows.index in case.flow.moving


def kept_running(case: Case, statistics: set[int]) -> set[Site | None]:
    """The places where averages over the steps of such statistics are made, from one step to the next."""
    shapes = {np.shape(case.program[i].value) for i in statistics}
    sites = {case.program[i].site for i in case.flow.trained}
    times, last = statistics_at(case, statistics), dict[Site | None, int]()
    found = set()
    for op in case.program.ops[: case.flow.evaluation]:
        if op.name in ("add", "subtract", "setitem") and np.shape(op.value) in shapes and op.site not in sites:
            inside = set(ancestors(case.program, [op.index], case.flow.versions))
            if last.get(op.site) in inside and inside & times:
                found.add(op.site)
            last[op.site] = op.index
    return found


def statistics_at(case: Case, statistics: set[int]) -> set[int]:
    """Every time that one of these statistics was taken."""
    sites = {case.program[i].site for i in statistics}
    return {op.index for op in case.program.ops if op.site in sites}


def statistics_sign(case: Case, application: Application, single: bool) -> Sign:
    """The sign at the call that makes such a prediction."""
    message = (
        "one row alone is normalised by its own mean here: nothing of it is left, and every row gets the same answer"
        if single
        else "this prediction is normalised by the statistics of its own batch, and the running ones are never used"
    )
    where = case.flow.entered(application)
    found = tuple(switched_off(case, "batchnorm-eval", where, message))
    return Sign(case.find("batchnorm-eval", where, message), found, by="recheck")


def switched_off(case: Case, kind: str, where: Site | None, message: str) -> Iterator[Repair]:
    """The call with the switch of the training turned off, where the function has one that is on by itself."""
    tree = case.trees.get(where.file) if where else None
    call = tree.at(where) if tree and where else None
    if tree is None or where is None or not isinstance(call, ast.Call):
        return
    for switch, position in dict.fromkeys(switches(case, call)):
        given = next((k for k in call.keywords if k.arg == switch), None)
        if given is not None:
            splice = tree.replace(given.value, "False")
        elif position < len(call.args):
            splice = tree.replace(call.args[position], "False")
        elif call.args or call.keywords:
            splice = tree.insert_after([*call.args, *(k.value for k in call.keywords)][-1], f", {switch}=False")
        else:
            continue
        yield Repair(kind, where, (splice,), message, 1)


def switches(case: Case, call: ast.Call) -> Iterator[tuple[str, int]]:
    """(name, position) of the parameters of the function called that are true by default."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    for tree in case.trees.values():
        for node in ast.walk(tree.root):
            if isinstance(node, ast.FunctionDef) and node.name in (name, "__call__"):
                parameters = [arg.arg for arg in node.args.args]
                bound = isinstance(tree.parents.get(node), ast.ClassDef)
                for parameter, default in zip(parameters[::-1], node.args.defaults[::-1], strict=False):
                    if isinstance(default, ast.Constant) and default.value is True:
                        yield parameter, parameters.index(parameter) - bound
