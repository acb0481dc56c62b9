"""An object with forward and backward, as people write layers; what it keeps and returns is known by its numbers."""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from handgrad.doctor.calls.claims import Aftermath, sources, value
from handgrad.doctor.calls.conventions import settled, without_rate
from handgrad.doctor.calls.judgement import judge
from handgrad.doctor.calls.pairs import argument_names
from handgrad.doctor.calls.replay import Replay, called, replayed
from handgrad.doctor.calls.slopes import Slopes
from handgrad.doctor.calls.slots import floats_in, numbers_in, put_all
from handgrad.doctor.calls.structure import Array, Point, is_number
from handgrad.doctor.calls.trial import Claims, Trial, place_of, tried
from handgrad.doctor.finding import Report

WHOLE = "a whole training step is checked by handgrad.check(train_step), a function of no arguments"


def check_layer(layer: Any, inputs: tuple[Any, ...], seconds: float) -> Report:
    """Judge `layer.backward` on copies of the layer: its input's gradient, and those of whatever it learns."""
    name = type(layer).__name__
    if not is_number(inputs[0]) and not isinstance(inputs[0], list):
        raise TypeError(f"the input of a layer is an array, not {type(inputs[0]).__name__}")
    with replayed() as replay:
        reports = [report for report in readings(Body(layer, inputs, replay), seconds)]
    if not reports:
        raise ValueError(f"{name}.forward returns nothing and keeps nothing that depends on its input")
    return next((report for report in reports if report.verdict == "right"), reports[-1])


def readings(body: Body, seconds: float) -> Iterator[Report]:
    """A report for each way in which the layer's output may be understood, until one is right."""
    for output in body.outputs():
        reading = Reading(body, output)
        try:
            report = tried(reading.trial(), seconds)
        except Odd as odd:
            report = Report(reading.place.file, "unchecked", reason=str(odd))
        yield report
        if report.verdict == "right":
            return


class Odd(Exception):
    """A backward that does not take the gradient of the output."""


class Body:
    """A layer and its inputs, of which every call gets a copy."""

    def __init__(self, layer: Any, inputs: tuple[Any, ...], replay: Replay) -> None:
        self.name, self.replay = type(layer).__name__, replay
        self.x_name, *_ = argument_names(layer.forward, len(inputs))
        self.layer, self.inputs = layer, inputs
        try:
            self.layer = copy.deepcopy(layer)
        except Exception as error:
            raise TypeError(f"{self.name} cannot be copied, and the check works on copies: {error}") from error
        self.inputs = (self.real_input(np.asarray(inputs[0])), *inputs[1:])
        self.layer, _ = self.run({})  # a layer may make its arrays when it is first used
        self.kept = {path: array.copy() for path, array in floats_in(self.layer).items() if path != self.x_name}

    def real_input(self, x: Array) -> Array:
        """The input as floats, unless the layer needs whole numbers."""
        if x.dtype.kind == "f":
            return x.astype(np.float64)
        self.inputs = (x.astype(np.float64), *self.inputs[1:])
        try:
            self.run({})
        except ValueError:
            return x
        real: Array = self.inputs[0]
        return real

    def run(self, point: Point) -> tuple[Any, Any]:
        """A copy with the arrays of `point` in it, and what its forward returns."""
        other = copy.deepcopy(self.layer)
        put_all(other, {path: array.copy() for path, array in point.items()})
        x = point.get(self.x_name, self.inputs[0])
        given = [np.array(x), *(copy.deepcopy(value) for value in self.inputs[1:])]
        return other, called(f"{self.name}.forward", self.replay, other.forward, *given)

    def outputs(self) -> Iterator[Callable[[Any, Any], Any]]:
        """The ways to get at the output: what forward returns, or what it keeps, the last first."""
        other, result = self.run({})
        if result is not None:
            yield returned_output
            return
        for path in reversed(list(floats_in(other))):
            if self.moves(path):
                yield partial(kept_output, path)

    def moves(self, path: str) -> bool:
        """Whether what is kept there depends on the input, and is not the input itself."""
        x = self.inputs[0]
        here, there = (floats_in(self.run({self.x_name: value})[0])[path] for value in (x, x + 0.37))
        return not np.array_equal(here, there) and not np.array_equal(here, x)


@dataclass
class Reading:
    """One understanding of a layer: where its output is, what it learns, and how its backward is called."""

    body: Body
    output: Callable[[Any, Any], Any]

    def __post_init__(self) -> None:
        self.place = place_of(self.body.layer.backward)
        y = np.asarray(self.output(*self.body.run({})), dtype=np.float64)
        self.dy: Any = np.random.default_rng(3).standard_normal(y.shape) if y.ndim else np.float64(1)
        self.point = {self.body.x_name: self.body.inputs[0]} if self.body.inputs[0].dtype.kind == "f" else {}
        self.point |= {path: array for path, array in self.body.kept.items() if self.matters(path, array)}
        if not self.point:
            raise ValueError(f"nothing that {self.body.name}.forward gives depends on its input or on what it keeps")

    def matters(self, path: str, array: Array) -> bool:
        """Whether the output depends on an array."""
        moved = array + 0.37 * np.random.default_rng(4).standard_normal(array.shape)
        try:
            return bool(self.loss({path: moved.astype(np.float64)}) != self.loss({}))
        except ValueError:
            return False

    def loss(self, point: Point) -> Any:
        """sum(dy y)."""
        return np.sum(self.dy * np.asarray(self.output(*self.body.run(point))))

    def backward(self, point: Point, dy: Any) -> tuple[Any, Any, Any]:
        """A copy after forward, itself after backward as well, and what backward returns."""
        after, result = self.body.run(point)
        before = copy.deepcopy(after)
        cache = result[1:] if isinstance(result, tuple) else ()
        arguments = self.arguments(after, np.array(dy), cache)
        return before, after, called(f"{self.body.name}.backward", after.backward, *arguments)

    def arguments(self, layer: Any, dy: Any, cache: tuple[Any, ...]) -> tuple[Any, ...]:
        """What backward takes: dy; dy and what forward returned besides y, or a learning rate; nothing; the inputs."""
        needed, most = arity(layer.backward)
        inputs = self.body.inputs
        if most == 0 or (needed == 0 and not np.ndim(dy)):
            return ()
        if needed <= 1:
            return (dy,)
        if cache and needed == 1 + len(cache):
            return (dy, *cache)
        if needed == len(inputs) > 1:
            return tuple(copy.deepcopy(value) for value in inputs)
        if needed == 2:
            return (dy, 1.0)
        raise TypeError(
            f"{self.body.name}.backward needs {needed} arguments, more than the gradient of the output; {WHOLE}"
        )

    def aftermath(self, point: Point, dy: Any) -> Aftermath:
        """What there is after forward and backward."""
        before, after, returned = self.backward(point, dy)
        return Aftermath(numbers_in(before), numbers_in(after), listed(returned))

    def claims(self, where: Point, right: dict[str, Slopes]) -> Claims:
        """The gradients found after backward."""
        aftermath, x = self.aftermath(where, self.dy), self.body.x_name
        found = sources(aftermath, right, x)
        given = {name: array for name, path in found.items() if (array := value(path, name, aftermath)) is not None}
        updates = without_rate({name: array for name, array in given.items() if found[name] == "update"}, right)
        given |= updates
        if any(judge(name, array, right[name]).state == "wrong" for name, array in given.items()):
            given = self.less_decay(given, found, where, right)
        silent = tuple(name for name in right if name not in given)
        return settled(given, right, where, silent) if x in where else Claims(given, silent)

    def less_decay(self, given: Point, found: dict[str, str], where: Point, right: dict[str, Slopes]) -> Point:
        """The gradients without a weight decay that backward adds; raises Odd where it adds something else.

        A backward is linear in the gradient that comes in: for one of 0 it gives 0, or what it adds.
        """
        if not np.ndim(self.dy) or arity(self.body.layer.backward)[1] == 0:
            return given
        silence = self.aftermath(where, 0 * self.dy)
        for name, array in given.items():
            added = value(found[name], name, silence)
            if added is None or not np.any(added) or added.shape != array.shape or np.array_equal(added, array):
                continue
            if not parallel(added, where[name]):
                raise Odd(
                    f"{self.body.name}.backward gives a gradient of {name} for an output gradient of 0 too; {WHOLE}"
                )
            given = {**given, name: array - added}
        return given

    def trial(self) -> Trial:
        """The trial of this reading."""
        return Trial(self.point, self.loss, self.claims, self.place, "the derivative of forward", not np.ndim(self.dy))


def returned_output(layer: Any, returned: Any) -> Any:
    """The output of a forward that returns it, alone or before a cache."""
    return returned[0] if isinstance(returned, tuple) else returned


def kept_output(path: str, layer: Any, returned: Any) -> Any:
    """The output of a forward that keeps it in the layer."""
    return floats_in(layer)[path]


def arity(function: Callable[..., Any]) -> tuple[int, int]:
    """How many arguments a method needs, and how many it takes."""
    try:
        given = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return 1, 1
    positional = [each for each in given if each.kind <= each.VAR_POSITIONAL]
    needed = [each for each in positional if each.default is each.empty and each.kind != each.VAR_POSITIONAL]
    return len(needed), 99 if any(each.kind == each.VAR_POSITIONAL for each in positional) else len(positional)


def parallel(one: Array, other: Array) -> bool:
    """Whether two arrays are multiples of each other."""
    if one.shape != other.shape or not np.any(other):
        return False
    ratio = float(np.sum(one * other) / np.sum(other * other))
    return bool(np.allclose(one, ratio * other, rtol=1e-9, atol=0))


def listed(returned: Any) -> dict[str, Any]:
    """What backward returns by a path: the first array is the gradient of the input."""
    if returned is None:
        return {}
    if isinstance(returned, dict):
        return {f"returned.{name}": np.asarray(value) for name, value in returned.items() if is_number(value)}
    parts = returned if isinstance(returned, tuple) else (returned,)
    return {
        f"returned[{i}]": np.asarray(part) for i, part in enumerate(parts) if is_number(part) or isinstance(part, list)
    }
