"""Stacked operations give what each start gives by itself, and a stacked replay ends as the program does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from handgrad.doctor.proof.stacked import Cycle, agrees, replay, start_of
from handgrad.doctor.proof.training import Training, meetings_of, train
from handgrad.doctor.proof.trial import Subject, case_of
from handgrad.doctor.proof.workshop import Job, Workshop
from handgrad.program.lifts import Many, chosen, lifts, perform_many
from handgrad.program.operations import perform

STARTS = 3
rng = np.random.default_rng(0)


def some(*shape: int) -> Many:
    return Many(rng.normal(size=(STARTS, *shape)))


MASK = Many(rng.normal(size=(STARTS, 4, 2)) > 0)
CALLS: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = [
    ("add", (some(4, 2), some(2)), {}),
    ("multiply", (some(), some(4, 2)), {}),
    ("subtract", (1.0, some(4, 1)), {}),
    ("maximum", (some(4, 2), 0.0), {}),
    ("exp", (some(3),), {}),
    ("where", (MASK, some(2), 0.0), {}),
    ("matmul", (some(4, 2), some(2, 3)), {}),
    ("matmul", (np.ones((4, 2)), some(2, 3)), {}),
    ("dot", (some(2), some(2, 3)), {}),
    ("dot", (some(4, 2), some(2)), {}),
    ("dot", (some(2), some(2)), {}),
    ("dot", (some(), some(2)), {}),
    ("outer", (some(2, 1), some(3)), {}),
    ("sum", (some(4, 2),), {}),
    ("sum", (some(4, 2),), {"axis": 0, "keepdims": True}),
    ("mean", (some(4, 2),), {"axis": -1}),
    ("max", (some(4, 2),), {"axis": (0, 1)}),
    ("min", (some(4, 2), 1), {}),
    ("transpose", (some(4, 2, 3),), {}),
    ("transpose", (some(4, 2, 3), (1, 0, 2)), {}),
    ("reshape", (some(4, 2), (2, -1)), {}),
    ("ravel", (some(4, 2),), {}),
    ("flatten", (some(4, 2),), {}),
    ("copy", (some(4, 2),), {}),
    ("getitem", (some(4, 2), (slice(1, 3), None, 0)), {}),
    ("getitem", (some(4, 2), [0, 0, 3]), {}),
    ("setitem", (some(4, 2), (slice(None), 1), some(4)), {}),
    ("setitem", (some(4, 2), MASK, 0.0), {}),
    ("setitem", (np.zeros((4, 2)), MASK, 1.0), {}),
    ("cumsum", (some(4, 2),), {"axis": 0}),
    ("getitem", (some(4, 2), Many(np.array([0, 3, 1]))), {}),
]


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call[0])
def test_each_start_gets_its_own_value(call: tuple[str, tuple[Any, ...], dict[str, Any]]) -> None:
    name, args, kwargs = call
    found = perform_many(name, args, kwargs, STARTS)
    for start in range(STARTS):
        own = perform(name, chosen(args, start), chosen(kwargs, start))
        np.testing.assert_allclose(found.array[start], own, rtol=1e-14)
        assert np.shape(found.array[start]) == np.shape(own)


def test_every_lift_has_a_call_here() -> None:
    assert set(lifts) <= {name for name, _, _ in CALLS}


PROGRAM = """
import numpy as np
np.random.seed(4)
X = np.array([[0, 0], [0, 1], [1, 0], [1, 1.0]])
Y = np.array([[0], [1], [1], [0.0]])
W, b, V, c = np.random.randn(2, 5), np.zeros((1, 5)), np.random.randn(5, 1), np.zeros((1, 1))
vW, vV = np.zeros_like(W), np.zeros_like(V)
for step in range(400):
    for x, y in {rows}:
        h = np.maximum(x @ W + b, 0)
        out = h @ V + c
        d = 2 * (out - y)
        dh = d @ V.T * (h > 0)
        vV = 0.5 * vV + h.T @ d
        vW = 0.5 * vW + x.T @ dh
        V -= {rate} * vV
        c -= {rate} * d.sum(axis=0, keepdims=True)
        W -= {rate} * vW
        b -= {rate} * dh.sum(axis=0, keepdims=True)
"""


def meet(subject: Subject) -> Any:
    return meetings_of(case_of(subject))


def both(text: str, folder: Path) -> tuple[list[Training], list[Cycle | None]]:
    file = folder / "net.py"
    file.write_text(text)
    subject = Subject(str(file), {str(file): text})
    with Workshop() as workshop:
        meetings = next(result for _, result in workshop.perform([Job(meet, (subject,))]))
        runs = {
            job.args[2]: r for job, r in workshop.perform([Job(train, (subject, meetings, k)) for k in range(STARTS)])
        }
        cycles = {job.args[1]: r for job, r in workshop.perform([Job(start_of, (subject, k)) for k in range(STARTS)])}
    return [runs[k] for k in range(STARTS)], [cycles[k] for k in range(STARTS)]


@pytest.mark.parametrize("rows", ["[(X, Y)]", "zip(X[:, None], Y[:, None])"], ids=["batch", "rows"])
def test_a_replay_ends_as_the_program_does(rows: str, tmp_path: Path) -> None:
    runs, found = both(PROGRAM.format(rows=rows, rate=0.02), tmp_path)
    cycles = [cycle for cycle in found if cycle is not None]
    assert len(cycles) == STARTS
    replayed = replay(cycles, runs[0].steps, 60.0)
    for one, run in zip(replayed, runs, strict=True):
        assert one.steps == run.steps
        assert one.loss == pytest.approx(run.loss, rel=1e-6)
        assert agrees(one, run)
        assert [number for number, _ in one.curve] == [number for number, _ in run.curve]
        # a replay begins after the recorded steps, so its first point is the mean of fewer meetings
        np.testing.assert_allclose([loss for _, loss in one.curve[1:]], [loss for _, loss in run.curve[1:]], rtol=1e-6)
        assert one.settled == run.settled
    assert len({run.loss for run in runs}) == STARTS


def test_a_rate_that_changes_is_not_replayed(tmp_path: Path) -> None:
    _, found = both(PROGRAM.format(rows="[(X, Y)]", rate="(0.02 / (step + 1))"), tmp_path)
    assert found == [None] * STARTS
