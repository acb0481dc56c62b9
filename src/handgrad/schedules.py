"""Schedules: the learning rate as a function of the step t = 1, 2, ..."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

Schedule = Callable[[int], Any]
"""`schedule(t) -> rate`, for the steps t = 1, 2, ...; any function of t will do."""


def require(condition: bool, owner: object, sentence: str, value: object) -> None:
    """Raise ValueError: the setting of `owner` described by `sentence` is not to be `value`."""
    if not condition:
        raise ValueError(f"{type(owner).__name__}: {sentence}, not {value!r}")


def is_number(value: object) -> bool:
    """Whether value is a finite real number."""
    return isinstance(value, (int, float, np.integer, np.floating)) and math.isfinite(value)


@dataclass(frozen=True)
class CheckedSchedule:
    """What the schedules below share: a start `rate`, and settings that are checked when they are given."""

    rate: float

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            require(is_number(value) and value >= 0, self, f"{field.name} must be a number, 0 or more", value)
            if field.type == "int":
                whole = value == int(value) and value >= 1
                require(whole, self, f"{field.name} must be a whole number of steps, 1 or more", value)

    def __call__(self, t: int) -> Any:
        """The learning rate of step t."""
        raise NotImplementedError


@dataclass(frozen=True)
class ConstantRate(CheckedSchedule):
    """r(t) = rate."""

    def __call__(self, t: int) -> Any:
        """The learning rate of step t."""
        return self.rate


@dataclass(frozen=True)
class StepDecay(CheckedSchedule):
    """r(t) = rate factor^floor((t - 1) / every): multiplied by `factor` after each `every` steps."""

    every: int
    factor: float = 0.1

    def __call__(self, t: int) -> Any:
        """The learning rate of step t."""
        return self.rate * self.factor ** ((t - 1) // self.every)


@dataclass(frozen=True)
class ExponentialDecay(CheckedSchedule):
    """r(t) = rate factor^((t - 1) / every): the same as step decay, without the stairs."""

    factor: float
    every: int = 1

    def __call__(self, t: int) -> Any:
        """The learning rate of step t."""
        return self.rate * self.factor ** ((t - 1) / self.every)


@dataclass(frozen=True)
class CosineDecay(CheckedSchedule):
    """r(t) = floor + (rate - floor) (1 + cos(pi s)) / 2, s = (t - 1) / steps, and `floor` once s reaches 1.

    Source: Loshchilov, Hutter, "SGDR: stochastic gradient descent with warm restarts", 2017, without the restarts.
    """

    steps: int
    floor: float = 0.0

    def __call__(self, t: int) -> Any:
        """The learning rate of step t."""
        done = np.minimum((t - 1) / self.steps, 1)
        return self.floor + (self.rate - self.floor) * (1 + np.cos(math.pi * done)) / 2


@dataclass(frozen=True)
class LinearWarmUp(CheckedSchedule):
    """r(t) = start + (rate - start) t / steps, and `rate` from step `steps` on.

    Source: Goyal and others, "Accurate, large minibatch SGD: training ImageNet in 1 hour", 2017.
    """

    steps: int
    start: float = 0.0

    def __call__(self, t: int) -> Any:
        """The learning rate of step t."""
        return self.start + (self.rate - self.start) * np.minimum(t / self.steps, 1)


@dataclass(frozen=True)
class Sequence:
    """One schedule after another: `schedules[i]` for `lengths[i]` steps, each counting from 1; the last for ever.

    `Sequence((LinearWarmUp(0.1, 100), CosineDecay(0.1, 900)), (100,))` warms up and then decays.
    """

    schedules: tuple[Schedule, ...]
    lengths: tuple[int, ...]

    def __post_init__(self) -> None:
        fits = len(self.schedules) == len(self.lengths) + 1
        require(fits, self, "lengths must hold one number for each schedule but the last", self.lengths)
        require(all(map(callable, self.schedules)), self, "schedules must be functions of the step", self.schedules)
        whole = all(is_number(length) and length >= 1 and length == int(length) for length in self.lengths)
        require(whole, self, "lengths must be whole numbers of steps, 1 or more", self.lengths)

    def __call__(self, t: int) -> Any:
        """The learning rate of step t."""
        rate, begin = self.schedules[0](t), 0
        for schedule, length in zip(self.schedules[1:], self.lengths, strict=True):
            begin += length
            rate = np.where(t > begin, schedule(np.maximum(t - begin, 1)), rate)
        return rate
