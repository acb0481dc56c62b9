"""Training copies of a program: what meets, from which starts, and what counts as solved and as better."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from handgrad.doctor.edits.syntax import Splice
from handgrad.doctor.finding import Finding, Place
from handgrad.doctor.proof.prove import Prover, Sign, better, by_chance, clear_gain, survey
from handgrad.doctor.proof.repair import Repair
from handgrad.doctor.proof.training import Training, alike, meetings_of, scored, surprise, train
from handgrad.doctor.proof.trial import Subject, case_of
from handgrad.doctor.proof.workshop import Job, Workshop
from handgrad.program.observe import Meeting
from handgrad.program.program import Site
from handgrad.program.starts import another_start

XOR = """
import numpy as np
np.random.seed({seed})
X = np.array([[0, 0], [0, 1], [1, 0], [1, 1.0]])
Y = np.array([[0], [1], [1], [0.0]])
A, a, B, b = np.random.randn(2, 6), np.zeros(6), np.random.randn(6, 1), np.zeros(1)
for step in range({steps}):
    h = np.tanh(X @ A + a)
    out = 1 / (1 + np.exp(-(h @ B + b)))
    d = {difference}
    dh = d @ B.T * (1 - h ** 2)
    A, a, B, b = A - 0.5 * X.T @ dh, a - 0.5 * dh.sum(0), B - 0.5 * h.T @ d, b - 0.5 * d.sum(0)
"""

BY_CLASS = """
import numpy as np
rng = np.random.default_rng(0)
X = rng.normal(size=(30, 2))
y = (X[:, 0] > 0).astype(int)
W = np.zeros((2, 2))
for step in range(300):
    z = X @ W
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    dz = p.copy()
    dz[np.arange(30), y] -= 1
    W -= 0.1 * X.T @ dz
"""


def meet(subject: Subject) -> tuple[Meeting, ...]:
    return meetings_of(case_of(subject))


def trained(text: str, folder: Path, starts: int = 1, seconds: float = 10.0) -> list[Training]:
    file = folder / "net.py"
    file.write_text(text)
    subject = Subject(str(file), {str(file): text}, seconds=seconds)
    with Workshop() as workshop:
        meetings = next(result for _, result in workshop.perform([Job(meet, (subject,))]))
        assert meetings
        jobs = [Job(train, (subject, meetings, start)) for start in range(starts)]
        results = {job.args[2]: result for job, result in workshop.perform(jobs)}
    return [results[start] for start in range(starts)]


@pytest.mark.parametrize("difference", ["out - Y", "np.subtract(out, Y)", "-(Y - out)"])
def test_a_program_that_learns_is_solved(difference: str, tmp_path: Path) -> None:
    (run,) = trained(XOR.format(seed=1, steps=3000, difference=difference), tmp_path)
    assert run.solved
    assert run.steps == 3000
    assert run.finished and not run.error
    assert run.loss < 0.01
    assert run.settled is not None and 0 < run.settled < 3000
    assert run.curve[0][1] > run.curve[-1][1]


def test_a_program_that_does_not_learn_is_not(tmp_path: Path) -> None:
    (run,) = trained(XOR.format(seed=1, steps=3000, difference="Y - out"), tmp_path)
    assert not run.solved
    assert run.settled is None


def test_class_numbers_are_targets(tmp_path: Path) -> None:
    (run,) = trained(BY_CLASS, tmp_path)
    assert run.solved
    assert run.task.startswith("classes")
    assert run.steps == 300


def test_starts_differ_and_are_the_same_again(tmp_path: Path) -> None:
    text = XOR.format(seed=1, steps=50, difference="out - Y")
    first, second = (trained(text, tmp_path, starts=2) for _ in range(2))
    assert first[0].loss != first[1].loss
    assert [run.loss for run in first] == [run.loss for run in second]


def test_a_long_program_is_judged_by_how_far_it_came(tmp_path: Path) -> None:
    (run,) = trained(XOR.format(seed=1, steps=10**9, difference="out - Y"), tmp_path, seconds=1.0)
    assert not run.finished
    assert run.solved


@pytest.mark.parametrize("source", ["np.random.seed(3)", "np.random.seed()", "random.seed('a')"])
def test_moving_seeds_moves_every_source(source: str) -> None:
    import random

    draws = []
    for start in (0, 1, 1):
        with another_start(start):
            exec(source, {"np": np, "random": random})
            numbers = [
                np.random.rand(),
                random.random(),
                np.random.default_rng(5).random(),
                np.random.default_rng().random(),
            ]
            draws.append([*numbers, random.Random(3).random(), np.random.RandomState(3).rand()])
    assert draws[1] == draws[2]
    moved = [one != other for one, other in zip(draws[0], draws[1], strict=True)]
    assert sum(moved) >= 5


def test_the_task_is_known_by_its_targets() -> None:
    column = np.array([[0.0], [1.0]])
    assert scored([(np.array([[0.2], [0.9]]), column)]) == (1.0, "0 or 1: the right side of 0.5 on 95% of the rows")
    one_hot = np.array([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]])
    assert scored([(np.array([[0.1, 0.3, 0.2], [0.9, 0.2, 0.1]]), one_hot)])[0] == 0.5
    same = np.array([0.3, 0.2])
    assert scored([(same, np.array([0.0, 1.0])), (same, np.array([1.0, 0.0]))])[0] == 0.5
    signs = np.array([-1.0, 1.0])
    assert scored([(np.array([-3.0, 0.1]), signs)])[0] == 1.0
    share, task = scored([(np.array([1.0, 2.0, 3.0]), np.array([1.0, 2.0, 4.0]))])
    assert task.startswith("variance")
    assert share == pytest.approx(1 - (1 / 3) / np.var([1.0, 2.0, 4.0]))


def test_one_answer_for_every_row_is_seen() -> None:
    rows = [(np.array([[0.5]]), np.array([[0.0]])), (np.array([[0.501]]), np.array([[1.0]]))]
    assert alike(rows)
    assert not alike([rows[0], (np.array([[0.6]]), np.array([[1.0]]))])
    assert not alike([rows[0], rows[0]])
    one_hot = np.array([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]])
    assert alike([(np.array([[0.1, 0.3, 0.2], [0.2, 0.8, 0.1]]), one_hot)])
    assert not alike([(one_hot, one_hot)])


def test_a_run_that_is_cut_short_while_its_loss_falls_has_not_failed() -> None:
    falling, flat = (tuple((k, loss) for k, loss in enumerate(losses)) for losses in ([8.0, 4, 2, 1], [2.0, 1, 1, 1]))
    assert Training(False, 1.0, 0.5, "", 4, falling, finished=False).on_the_way
    assert not Training(False, 1.0, 0.5, "", 4, flat, finished=False).on_the_way
    assert not Training(False, 1.0, 0.5, "", 4, falling).on_the_way


def test_edits_that_move_lines_do_not_hide_that_a_program_learns(tmp_path: Path) -> None:
    text = XOR.format(seed=1, steps=3000, difference="out - Y")
    file = str(tmp_path / "net.py")
    Path(file).write_text(text)
    subject = Subject(file, {file: text}, seconds=10.0)
    line = text[: text.index("0.5 * X.T")].count("\n") + 1
    column = text.split("\n")[line - 1].index("0.5 * X.T")
    site = Site(file, line, line, column + 1, column + 4, "")
    comment = Repair("shape", site, (Splice(file, (1, 0, 1, 0), "# a line more\n"),), "")
    slower = Repair("learning-rate-too-large", site, (Splice(file, (line, column, line, column + 3), "0.4"),), "")
    sign = Sign(Finding("learning-rate-too-large", "warning", Place(file, line, line, 1, 2, ""), ""), (slower,), True)
    with Workshop() as workshop:
        look = next(result for _, result in workshop.perform([Job(survey, (subject,))]))
        prover = Prover(subject, replace(look, signs=(sign,)), workshop, time.monotonic() + 60, made=[comment])
        assert prover.prove() == []


def run_of(solved: bool, loss: float, score: float) -> Training:
    return Training(solved, loss, score, "", 1)


def test_a_huge_loss_is_not_better_than_none() -> None:
    none = run_of(False, float("inf"), 0.0)
    assert not better(none, run_of(False, 1e290, -1e290))
    assert better(none, run_of(False, 0.2, 0.6))


def test_a_little_better_is_not_clearly_better() -> None:
    assert not better(run_of(False, 1.0, 0.5), run_of(False, 0.8, 0.7))
    assert not better(run_of(False, 1.0, 0.5), run_of(False, 0.4, 0.55))
    assert better(run_of(False, 1.0, 0.5), run_of(False, 0.4, 0.7))
    assert better(run_of(False, float("inf"), 0.0), run_of(False, 3.0, 0.0))


def test_half_of_what_was_to_be_explained_is_clearly_better_where_much_of_the_loss_is_left() -> None:
    assert better(run_of(False, 0.49, -0.0004), run_of(False, 0.26, 0.48))
    assert better(run_of(False, 0.60, -3.0), run_of(False, 0.40, 0.32))
    assert not better(run_of(False, 0.60, -3.0), run_of(False, 0.40, 0.10))
    assert not better(run_of(False, 0.49, 0.1), run_of(False, 0.45, 0.5))


def test_one_lucky_start_proves_nothing() -> None:
    lost, won = run_of(False, 0.25, 0.5), run_of(True, 0.01, 1.0)
    assert not clear_gain([lost, lost, lost], [won, lost, lost])
    assert clear_gain([lost, lost, lost], [won, won, lost])
    assert not clear_gain([won, lost, won], [won, won, won])


def test_what_a_few_starts_may_do_by_chance() -> None:
    lost, won, lower = run_of(False, 0.25, 0.5), run_of(True, 0.01, 1.0), run_of(False, 0.05, 0.9)
    assert by_chance([won, lost, lost], [won, won, won]) and by_chance([lost, lost, lost], [won, won, lost])
    assert not by_chance([lost, lost, lost], [won, won, won])
    assert not by_chance([lost] * 3, [lower] * 3)
    assert not by_chance([lost] * 6 + [won] * 2, [won] * 7 + [lost])


def test_sure_of_wrong_answers_is_worse_than_knowing_nothing() -> None:
    targets = np.array([[0.0], [1.0], [1.0], [0.0]])
    sure, blind, noisy = ([(np.array(p)[:, None], targets)] for p in ([1, 0, 1, 0], [0.5] * 4, [0.3, 0.7, 0.6, 0.4]))
    assert surprise(sure) > 1 > surprise(noisy) and surprise(blind) == pytest.approx(1.0)
    assert np.isnan(surprise([(targets - 3.0, targets)])) and np.isnan(surprise([(targets, targets * 0.5)]))
    before = replace(run_of(False, 0.4, 0.6), surprise=surprise(sure))
    assert better(before, replace(run_of(False, 0.2, 0.7), surprise=surprise(noisy)))
    assert not better(before, replace(run_of(False, 0.25, 0.5), surprise=surprise(noisy)))
