"""Training: one copy of a program run to its end at full speed, and what it had learned by then."""

from __future__ import annotations

import ast
import math
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np

from handgrad.doctor.case import Case
from handgrad.doctor.edits.spelling import function_of
from handgrad.doctor.edits.syntax import Tree
from handgrad.doctor.proof.passes import pass_of
from handgrad.doctor.proof.trial import Subject
from handgrad.doctor.running.failures import OutOfTime
from handgrad.doctor.running.sandbox import sandbox
from handgrad.doctor.truth.patient import Patient
from handgrad.program.forward import Fed, Forward
from handgrad.program.observe import Meeting, Observations, aligned, observe
from handgrad.program.program import Op, Ref
from handgrad.program.spans import Span, span_of
from handgrad.program.starts import another_start

ENOUGH = 0.95
"""The share of rows on the right side of the boundary at which a task of classes is solved."""
EXPLAINED = 0.9
"""The share of the targets' variance at which a task of numbers is solved."""


@dataclass(frozen=True)
class Ending:
    """The last predictions of a training with their targets, and what led to them."""

    pairs: tuple[tuple[Any, Any], ...]
    inputs: tuple[Any, ...] = ()
    """For each pair the inputs (rows, inputs), None where they were not seen."""
    forward: Forward | None = None
    last: tuple[Mapping[int, Any], Any] | None = None
    """What the forward pass read the last time, and its prediction."""


UNSURE = 1e-9
"""How near to 0 or 1 a probability counts: no nearer, so that one wrong answer counts for some twenty."""
FALLS = 0.9
"""What a loss comes down to from the third to the last quarter of a run while it falls."""


@dataclass(frozen=True)
class Training:
    """How one run ended."""

    solved: bool
    loss: float
    """Mean squared difference between predictions and targets at the end."""
    score: float
    """Share of rows answered right, or share of variance explained."""
    task: str
    """What "solved" means for this program."""
    steps: int
    curve: tuple[tuple[int, float], ...] = ()
    finished: bool = True
    error: str = ""
    seconds: float = 0.0
    settled: int | None = None
    """The first point of the loss curve from which it stays below what a right answer leaves."""
    alike: bool = False
    """Whether every row is given the same answer at the end, though not all targets are the same."""
    surprise: float = math.nan
    """The cross-entropy at the end, beside that of the targets' mean for every row; NaN without probabilities."""

    @property
    def progress(self) -> float:
        """The way from a guess, half of the rows right or no variance explained, to the whole task."""
        return self.score if self.task.startswith("variance") else 2 * self.score - 1

    @property
    def on_the_way(self) -> bool:
        """Whether the run was cut short while its loss still fell: then it has not failed."""
        losses = [loss for _, loss in self.curve]
        half, last = losses[len(losses) // 2 : -(-3 * len(losses) // 4)], losses[-(-3 * len(losses) // 4) :]
        return (
            not self.finished
            and not self.solved
            and (not last or sum(last) / len(last) < FALLS * sum(half) / len(half))
        )

    ending: Ending | None = None
    """What the last rows were answered; only kept of the first start."""


def train(subject: Subject, meetings: tuple[Meeting, ...], start: int) -> Training:
    """Run a copy to its end, or until its time is over, from another start."""
    sys.argv = [subject.file, *subject.arguments]
    forward = next((meeting.forward for meeting in meetings), None) if start == 0 else None
    found = Observations(fed=None if forward is None else Fed(forward))
    begin, error, finished = time.monotonic(), None, True
    try:
        with sandbox(subject.seconds, display=subject.notebook), another_start(start):
            error = observe(subject.file, subject.texts, meetings, found)
    except OutOfTime:
        finished = False
    training = judged(found, "" if error is None else type(error).__name__, finished, time.monotonic() - begin)
    return training if start else replace(training, ending=ending_of(found))


def judged(found: Observations, error: str, finished: bool, seconds: float) -> Training:
    """What the last meetings say."""
    pairs = [(p, t) for p, t in ((p, matched(p, t)) for p, t in lately(found)) if t is not None]
    curve = found.curve
    ended = Training(False, math.inf, 0.0, "", curve.count, tuple(curve.points), finished, error, seconds)
    if not pairs or error:
        return ended
    loss = float(np.mean([np.mean((p - t) ** 2) for p, t in pairs]))
    if not math.isfinite(loss):
        return ended
    score, task = scored(pairs)
    solved = score >= (EXPLAINED if task.startswith("variance") else ENOUGH)
    ended = replace(ended, solved=solved, loss=loss, score=score, task=task)
    return replace(ended, settled=settled(curve.points, pairs), alike=alike(pairs), surprise=surprise(pairs))


def lately(found: Observations) -> list[tuple[Any, Any]]:
    """The meetings of the last quarter, as far as they are kept."""
    return list(found.kept)[-max(1, min(len(found.kept), found.curve.count // 4)) :]


def ending_of(found: Observations) -> Ending | None:
    """How a run ended; None where nothing met."""
    pairs = tuple((p, t) for p, t in ((p, matched(p, t)) for p, t in lately(found)) if t is not None)
    if not pairs or found.fed is None:
        return Ending(pairs) if pairs else None
    seen = {id(prediction): inputs for prediction, inputs in found.fed.rows}  # a run may end between the two
    return Ending(pairs, tuple(seen.get(id(p)) for p, _ in pairs), found.fed.forward, found.fed.last)


def settled(curve: Sequence[tuple[int, float]], pairs: list[tuple[Any, Any]]) -> int | None:
    """The first point from which every later one is below a tenth of the targets' spread; None where there is none."""
    limit = (1 - EXPLAINED) * float(np.var(np.concatenate([np.ravel(t) for _, t in pairs])))
    above = [number for number, (_, loss) in enumerate(curve) if not loss < limit]
    first = above[-1] + 1 if above else 0
    return curve[first][0] if first < len(curve) else None


def matched(prediction: Any, target: Any) -> Any:
    """The target in the prediction's shape; None where it cannot be."""
    try:
        return np.asarray(aligned(prediction, target), dtype=float)
    except (ValueError, TypeError, IndexError):
        return None


def scored(pairs: list[tuple[Any, Any]]) -> tuple[float, str]:
    """How much of the task is done, and what the task is."""
    targets = np.concatenate([np.ravel(t) for _, t in pairs])
    predictions = np.concatenate([np.ravel(p) for p, _ in pairs])
    levels = set(np.unique(targets[:4096]))
    if levels <= {0.0, 1.0} or levels <= {-1.0, 1.0}:
        axis = class_axis(pairs)
        if axis is not None:
            hits = [np.mean(np.argmax(p, axis) == np.argmax(t, axis)) for p, t in pairs]
            return float(np.mean(hits)), f"classes: the largest output is the right one on {ENOUGH:.0%} of the rows"
        middle = 0.5 if levels <= {0.0, 1.0} else 0.0
        share = float(np.mean((predictions > middle) == (targets > middle)))
        return share, f"0 or 1: the right side of {middle:g} on {ENOUGH:.0%} of the rows"
    spread = float(np.var(targets))
    if spread == 0 or not np.all(np.isfinite(predictions)):
        return 0.0, f"variance: {EXPLAINED:.0%} of it explained"
    return 1 - float(np.mean((predictions - targets) ** 2)) / spread, f"variance: {EXPLAINED:.0%} of it explained"


def surprise(pairs: list[tuple[Any, Any]]) -> float:
    """The cross-entropy of targets of 0 and 1 beside that of their mean for every row: above 1 is worse than that."""
    targets, given = (np.concatenate([np.ravel(pair[side]) for pair in pairs]) for side in (1, 0))
    share = float(np.mean(targets))
    if not set(np.unique(targets)) <= {0.0, 1.0} or not 0 < share < 1 or np.min(given) < 0 or np.max(given) > 1:
        return math.nan
    sure = np.clip(given, UNSURE, 1 - UNSURE)
    blind = -share * math.log(share) - (1 - share) * math.log(1 - share)
    return float(-np.mean(targets * np.log(sure) + (1 - targets) * np.log(1 - sure))) / blind


def alike(pairs: list[tuple[Any, Any]]) -> bool:
    """Whether all predictions are the same, to a hundredth of the targets' spread; of classes, whether all are one."""
    axis = class_axis(pairs)
    answer = np.ravel if axis is None else partial(np.argmax, axis=axis)
    given, asked = (np.concatenate([np.ravel(answer(pair[side])) for pair in pairs]) for side in (0, 1))
    return bool(0 < np.ptp(asked) >= 100 * np.ptp(given))


def class_axis(pairs: list[tuple[Any, Any]]) -> int | None:
    """The axis along which every target is one 1 among zeros; None where there is none.

    A single column or row may as well be many rows of 0 and 1: it counts where it differs from meeting to meeting.
    """
    for axis in reversed(range(max(np.ndim(t) for _, t in pairs))):
        if all(np.ndim(t) > axis and t.shape[axis] > 1 and np.all(t.sum(axis=axis) == 1) for _, t in pairs):
            several = any(t.size > t.shape[axis] for _, t in pairs)
            if several or any(not np.array_equal(t, pairs[0][1]) for _, t in pairs):
                return axis
    return None


def meetings_of(case: Case) -> tuple[Meeting, ...]:
    """The places in the source where predictions meet targets, as far as they can be watched."""
    patient = case.patient or next(iter(case.patients), None)
    if patient is None:
        return ()
    found: dict[tuple[str, Span], Meeting] = {}
    for index, target, prediction in patient.step.targets:
        op = patient.program[index]
        tree, node = case.written(op)
        if tree is not None and node is not None:
            meeting = meeting_at(tree, node, op, target, prediction)
            if meeting is not None:
                meeting = replace(meeting, forward=None if found else forward_of(case, patient, prediction))
                found.setdefault((tree.file, span_of(node)), meeting)
    return tuple(found.values())[:1]


def forward_of(case: Case, patient: Patient, prediction: int) -> Forward | None:
    """The pass that leads to a prediction, as far as it can be watched."""
    try:
        seen = pass_of(case, patient, prediction)
    except Exception:  # of a program nobody has foreseen; only its answers are then not drawn
        return None
    return seen[0] if seen else None


def meeting_at(tree: Tree, node: ast.AST, op: Op, target: int | None, prediction: int) -> Meeting | None:
    """The meeting that an operation's expression is."""
    if isinstance(node, ast.Subscript):
        index = chosen_class(node.slice)
        statement = tree.statement(node)
        before = span_of(statement) if statement and not isinstance(node.ctx, ast.Load) else None
        return Meeting(tree.file, span_of(node.value), span_of(index), True, before)
    sides = operands_of(node)
    places = [position for position, part in enumerate(op.args) if isinstance(part, Ref) and part.index == prediction]
    if len(sides) != 2 or not places or places[0] > 1:
        return None
    here, there = sides[places[0]], sides[1 - places[0]]
    if isinstance(node, ast.Compare) and isinstance(there, ast.Constant):
        return None  # a threshold, not a target
    if isinstance(there, ast.UnaryOp) and isinstance(there.op, ast.USub) and op.name in ("divide", "multiply"):
        there = there.operand  # the minus of -t / p belongs to the loss
    if isinstance(node, ast.AugAssign):
        return Meeting(tree.file, span_of(here), span_of(there), False, span_of(node))
    return Meeting(tree.file, span_of(here), span_of(there))


def chosen_class(index: ast.expr) -> ast.expr:
    """The part of an index that holds class numbers, and not the numbers of the rows."""
    parts = index.elts if isinstance(index, ast.Tuple) else [index]
    skipped = ("arange", "range")
    others = [part for part in parts if not isinstance(part, ast.Slice) and function_of(part) not in skipped]
    return (others or parts)[-1]


def operands_of(node: ast.AST) -> list[ast.expr]:
    """The two sides of an operation, as written."""
    if isinstance(node, ast.BinOp):
        return [node.left, node.right]
    if isinstance(node, ast.AugAssign):
        return [node.target, node.value]
    if isinstance(node, ast.Compare):
        return [node.left, *node.comparators]
    if isinstance(node, ast.Call):
        return list(node.args[:2])
    return []
