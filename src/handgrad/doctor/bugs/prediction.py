"""Prediction time: batch normalisation when the training is over."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from handgrad.doctor.anatomy.flow import Application
from handgrad.doctor.anatomy.slices import ancestors
from handgrad.doctor.case import Case
from handgrad.doctor.edits.switches import switched_off
from handgrad.doctor.proof.prove import Sign
from handgrad.program.program import Site


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
