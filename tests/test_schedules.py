"""Schedules: the rates they promise, with every optimiser, and refusals."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from handgrad import optimizers, schedules

REGISTRY = optimizers.registry()

SCHEDULES: list[tuple[schedules.Schedule, list[float]]] = [
    (schedules.ConstantRate(0.1), [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]),
    (schedules.StepDecay(0.8, 2, 0.5), [0.8, 0.8, 0.4, 0.4, 0.2, 0.2, 0.1]),
    (schedules.ExponentialDecay(0.8, 0.5), [0.8, 0.4, 0.2, 0.1, 0.05, 0.025, 0.0125]),
    (schedules.ExponentialDecay(0.8, 0.25, 2), [0.8, 0.4, 0.2, 0.1, 0.05, 0.025, 0.0125]),
    (schedules.CosineDecay(1.0, 4, 0.2), [1, 0.6 + math.sqrt(0.08), 0.6, 0.6 - math.sqrt(0.08), 0.2, 0.2, 0.2]),
    (schedules.LinearWarmUp(0.4, 4), [0.1, 0.2, 0.3, 0.4, 0.4, 0.4, 0.4]),
    (
        schedules.Sequence((schedules.LinearWarmUp(0.4, 2), schedules.StepDecay(0.4, 1, 0.5), lambda t: t), (2, 3)),
        [0.2, 0.4, 0.4, 0.2, 0.1, 1, 2],
    ),
]


@pytest.mark.parametrize(("schedule", "rates"), SCHEDULES)
def test_schedules(schedule: schedules.Schedule, rates: list[float]) -> None:
    assert [float(schedule(t)) for t in range(1, 8)] == pytest.approx(rates, rel=1e-14)


@pytest.mark.parametrize("name", REGISTRY)
@pytest.mark.parametrize(("schedule", "rates"), SCHEDULES)
def test_every_optimiser_takes_every_schedule(name: str, schedule: schedules.Schedule, rates: list[float]) -> None:
    p = np.array([1.0, -2.0])
    scheduled, state = REGISTRY[name](schedule), REGISTRY[name]().init(p)
    for t, rate in enumerate(rates, 1):
        got, after = scheduled.update(np.cos(p), state, p, t)
        expected, _ = REGISTRY[name](rate).update(np.cos(p), state, p, t)
        np.testing.assert_allclose(got, expected, rtol=1e-14)
        p, state = got, after


def test_every_schedule_is_tested() -> None:
    kinds = {schedules.Sequence, *schedules.CheckedSchedule.__subclasses__()}
    assert kinds == {type(schedule) for schedule, _ in SCHEDULES}


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: schedules.ConstantRate(-1), "ConstantRate: rate must be a number, 0 or more, not -1"),
        (lambda: schedules.CosineDecay(0.1, 0), "CosineDecay: steps must be a whole number of steps, 1 or more, not 0"),
        (lambda: schedules.StepDecay(0.1, 1.5), "StepDecay: every must be a whole number of steps, 1 or more, not 1.5"),  # type: ignore[arg-type]
        (lambda: schedules.Sequence((lambda t: t,), (3,)), "Sequence: lengths must hold one number for each schedule"),
        (lambda: schedules.Sequence((0.1, 0.2), (3,)), "Sequence: schedules must be functions"),  # type: ignore[arg-type]
        (lambda: schedules.Sequence((abs, abs), (0,)), "Sequence: lengths must be whole numbers"),
    ],
)
def test_bad_settings_are_refused(make: Callable[[], Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        make()
