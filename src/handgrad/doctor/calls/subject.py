"""What is to be checked: told apart by what it can do, and handed to whoever knows how."""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

from handgrad.doctor.calls.function import check_function
from handgrad.doctor.calls.layer import check_layer
from handgrad.doctor.calls.pairs import check_functions, check_pair
from handgrad.doctor.calls.step import check_step
from handgrad.doctor.calls.trial import SECONDS
from handgrad.doctor.finding import Report
from handgrad.doctor.running.run import check_file, nearby, renamed
from handgrad.pair import Layer

USES = (
    "handgrad.check takes a layer with its input, a function (loss, gradient) with its parameters, "
    "a training step, or a file"
)


def check_subject(subject: Any, arguments: tuple[Any, ...], seconds: float = SECONDS, **options: Any) -> Report:
    """`handgrad.check`; see there."""
    if not isinstance(seconds, (int, float)) or not seconds > 0:
        raise ValueError(f"seconds has to be a positive number, not {seconds!r}")
    if isinstance(subject, (str, os.PathLike)):
        return check_file(subject, arguments, seconds=seconds, **only(options))
    report = check_object(subject, arguments, seconds, **options)
    return renamed(report, report.file, nearby(report.file))


def check_object(subject: Any, arguments: tuple[Any, ...], seconds: float, **options: Any) -> Report:
    """The check of anything but a file."""
    if isinstance(subject, type):
        raise TypeError(f"{subject.__name__} is a class: give an object of it, check({subject.__name__}(...), x)")
    if isinstance(subject, Layer):
        return check_pair(subject, arguments, seconds, **only(options, "params"))
    only(options)
    if isinstance(subject, tuple) and len(subject) == 2 and all(map(callable, subject)):
        return check_functions(subject[0], subject[1], needed(arguments, "the inputs of forward"), seconds)
    if callable(getattr(subject, "forward", None)) and callable(getattr(subject, "backward", None)):
        return check_layer(subject, needed(arguments, "an input: check(layer, x)"), seconds)
    return check_call(subject, arguments, seconds)


def check_call(subject: Any, arguments: tuple[Any, ...], seconds: float) -> Report:
    """The check of something that is called."""
    if not callable(subject):
        half = hasattr(subject, "forward") or hasattr(subject, "backward")
        lacking = "only one of forward and backward" if half else "neither forward nor backward, and cannot be called"
        raise TypeError(f"{type(subject).__name__} has {lacking}; {USES}")
    if not arguments:
        return check_step(subject, seconds)
    if "torch" in sys.modules:
        tensors = importlib.import_module("handgrad.integrations.torch")
        if tensors.differentiates(subject, arguments):
            report: Report = tensors.check_tensors(subject, arguments, seconds)
            return report
    return check_function(subject, arguments, seconds)


def needed(arguments: tuple[Any, ...], what: str) -> tuple[Any, ...]:
    """The arguments, of which at least one is needed."""
    if not arguments:
        raise TypeError(f"the check needs {what}")
    return arguments


def only(options: dict[str, Any], *known: str) -> dict[str, Any]:
    """The options, all of which have to be known."""
    for name in options:
        if name not in known:
            raise TypeError(f"handgrad.check has no option {name!r} here; it has {', '.join((*known, 'seconds'))}")
    return options
