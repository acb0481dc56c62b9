"""Prediction time: batch normalisation when the training is over."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

import numpy as np

from handgrad.doctor.anatomy.flow import Application
from handgrad.doctor.anatomy.slices import ancestors
from handgrad.doctor.case import Case
from handgrad.doctor.edits.switches import switched_off
from handgrad.doctor.edits.syntax import Splice, Tree, names_in
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op, Site
from handgrad.program.spans import span_of

NEARBY = 40
"""How many operations around a statistic are looked at for others of the same layer."""
FREE = ("running", "running_statistics", "averages_of_batches")
"""What an edit may call the averages that it keeps."""


def signs(case: Case) -> Iterator[Sign]:
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
            alone = case.program[single[0]] if single and not running else None
            yield statistics_sign(case, each, alone, case.program[min(own)] if running and own else None)
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


def statistics_sign(case: Case, application: Application, single: Op | None, kept: Op | None) -> Sign:
    """The sign at the call that makes such a prediction, or where a statistic is taken that should not be.

    `single`: one row's own mean, where none is kept; `kept`: the batch's, where running ones are.
    """
    message = (
        "one row alone is normalised by its own mean here: nothing of it is left, and every row gets the same answer"
        if single is not None
        else "this prediction is normalised by the statistics of its own batch, and the running ones are never used"
    )
    where = case.flow.entered(application)
    found = [*switched_off(case, "batchnorm-eval", where, message)]
    if single is not None and not found:
        where, found = single.site, [*kept_from_now_on(case, single, message)]
    follow = kept is not None and not found
    if kept is not None and follow:
        found = [*read_when_off(case, kept, message)]
    return Sign(case.find("batchnorm-eval", where, message), tuple(found), by="recheck", follow=follow)


def read_when_off(case: Case, mean: Op, message: str) -> Iterator[Repair]:
    """`else: mean = running` behind the condition under which running averages are made of the batch's."""
    found = taken_in(case, mean)
    if found is None or mean.site is None:
        return
    tree, function, statements, names = found
    switches = {argument.arg for argument in function.args.args}
    for choice in tree.block(statements[0]):
        if not isinstance(choice, ast.If) or choice.orelse or not names_in(choice.test) & switches:
            continue
        kept = {name: tree.source(each.targets[0]) for each in choice.body if isinstance(each, ast.Assign)
                for name in names if name in names_in(each.value)}  # fmt: skip
        if set(kept) == set(names):
            indent = "\n" + " " * choice.col_offset
            text = f"{indent}else:{indent}    {', '.join(names)} = {', '.join(kept[name] for name in names)}"
            site = case.site_of(choice, tree.file)
            yield Repair("batchnorm-eval", site, (tree.insert_after(choice, text),), message, 1)


def kept_from_now_on(case: Case, mean: Op, message: str) -> Iterator[Repair]:
    """A method that keeps averages of its statistics while a switch is on, and uses them while it is off."""
    found = taken_in(case, mean)
    if found is None or mean.site is None:
        return
    tree, function, statements, names = found
    own, *others = [argument.arg for argument in function.args.args] or [""]
    place = f"{own}.{next(name for name in FREE if name not in tree.text or name == FREE[-1])}"
    if not isinstance(tree.parents.get(function), ast.ClassDef):
        return
    for switch in others:
        if not any(switch in names_in(each) for each in statements):
            span = (*span_of(statements[0])[:2], *span_of(statements[-1])[2:])
            text = averaging(tree.rows(span), span[1], names, place, switch)
            yield Repair("batchnorm-eval", mean.site, (Splice(tree.file, span, text),), message, 2)


def taken_in(
    case: Case, mean: Op
) -> tuple[Tree, ast.FunctionDef | ast.AsyncFunctionDef, list[ast.Assign], list[str]] | None:
    """The function that takes a batch's statistics, the assignments that do it, and what they are called."""
    tree, node = case.written(mean)
    function = tree.function(node) if tree is not None and node is not None else None
    statements = statistics_in(case, tree, function, mean) if tree is not None and function is not None else []
    if tree is None or function is None or not statements:
        return None
    return tree, function, statements, [tree.source(part) for each in statements for part in parts_of(each.targets[0])]


def statistics_in(case: Case, tree: Tree, function: ast.AST, mean: Op) -> list[ast.Assign]:
    """The assignments, one below the other, that take a mean or variance of the batch in a call."""
    near = case.program.ops[max(mean.index - NEARBY, 0) : mean.index + NEARBY]
    nodes = [case.node(op) for op in near if op.stack == mean.stack and is_batch_statistic(case, op.index)]
    taken = [tree.statement(node) for node in nodes if node is not None and tree.function(node) is function]
    found = [each for each in dict.fromkeys(taken) if isinstance(each, ast.Assign)]
    block = tree.block(found[0]) if found else []
    places = [block.index(each) for each in found if each in block]
    return found if places == list(range(places[0], places[0] + len(found))) else []


def parts_of(target: ast.expr) -> list[ast.expr]:
    """The single targets of an assignment."""
    return list(target.elts) if isinstance(target, ast.Tuple) else [target]


def averaging(body: str, column: int, names: Sequence[str], place: str, switch: str) -> str:
    """The statements that compute statistics, made to keep averages of them."""
    outer, inner = "\n" + " " * column, "\n" + " " * (column + 4)
    own, _, name = place.partition(".")
    listed = ", ".join(names) + "," * (len(names) == 1)
    return (
        f"if {switch}:{inner}{body.replace(outer, inner)}{inner}{name} = getattr({own}, '{name}', ({listed}))"
        f"{inner}{place} = [0.9 * old + 0.1 * new for old, new in zip({name}, ({listed}))]"
        f"{outer}else:{inner}{listed} = {place}"
    )
