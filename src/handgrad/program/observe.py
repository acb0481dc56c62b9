"""Observing: a program run at full speed, keeping what its predictions and targets were when they met."""

from __future__ import annotations

import ast
import contextlib
import importlib.util
import itertools
import sys
import types
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from handgrad.program.forward import Fed, Forward
from handgrad.program.record import ProgramModules
from handgrad.program.spans import Span, span_of

HOOK = "_handgrad_met_"
ROWS = 2048
"""Numbers of predictions that are kept from the end of the run."""
POINTS = 256
"""Points of the loss curve."""
WINDOW = 32
"""Meetings that a point is the mean of: a program that learns one row at a time would else show one row alone."""


@dataclass(frozen=True)
class Meeting:
    """Where a prediction meets its target: both expressions, or the statement in front of which they are read."""

    file: str
    prediction: Span
    target: Span
    index: bool = False
    """Whether the target is a class number that picks one of the predictions."""
    before: Span | None = None
    """The statement, where the expressions themselves cannot be watched (they are written to)."""
    forward: Forward | None = field(default=None, compare=False)
    """The pass that leads to the prediction, where what it reads is to be seen."""


@dataclass
class Curve:
    """The loss at some points along the way: numbers of meetings, and the mean over those that follow each."""

    points: list[tuple[int, Any]] = field(default_factory=list)
    stride: int = 1
    count: int = 0

    def note(self, loss: Callable[[], Any]) -> None:
        """Another meeting; its loss is only worked out where a point needs it."""
        since = self.count % self.stride
        if since == 0:
            self.points.append((self.count, loss()))
            if len(self.points) > POINTS:
                self.stride *= 2
                self.points = gathered(self.points, self.stride)
        elif since < WINDOW:
            number, mean = self.points[-1]
            self.points[-1] = number, mean + (loss() - mean) / (since + 1)
        self.count += 1


@dataclass
class Observations:
    """The last meetings, and the squared difference at points along the way."""

    kept: deque[tuple[Any, Any]] = field(default_factory=deque)
    size: int = 0
    curve: Curve = field(default_factory=Curve)
    pending: Any = None
    fed: Fed | None = None

    def feed(self, number: int, value: Any) -> Any:
        """Stands around an expression that the forward pass reads."""
        if self.fed is not None:
            self.fed.note(number, value)
        return value

    def prediction(self, value: Any) -> Any:
        """Stands around the prediction."""
        self.pending = np.array(value, dtype=float)
        return value

    def target(self, value: Any) -> Any:
        """Stands around the target."""
        self.both(self.pending, value)
        return value

    def target_first(self, value: Any) -> Any:
        """Stands around a target that is evaluated before the prediction."""
        self.pending = value
        return value

    def prediction_last(self, value: Any) -> Any:
        """Stands around a prediction that is evaluated after its target."""
        self.both(np.array(value, dtype=float), self.pending)
        return value

    def both(self, prediction: Any, target: Any) -> None:
        """A prediction has met its target."""
        prediction, target = np.array(prediction, dtype=float), np.array(target)
        self.curve.note(lambda: squared(prediction, target))
        self.kept.append((prediction, target))
        self.size += prediction.size
        while self.size > ROWS and len(self.kept) > 1:
            self.size -= self.kept.popleft()[0].size
        if self.fed is not None:
            self.fed.met(prediction, len(self.kept))


def gathered(curve: list[tuple[int, Any]], stride: int) -> list[tuple[int, Any]]:
    """A point for each stretch of `stride` meetings: the mean of those in it, at its beginning."""
    stretches = itertools.groupby(curve, lambda point: point[0] // stride)
    means = ((number, [loss for _, loss in points]) for number, points in stretches)
    return [(number * stride, sum(losses) / len(losses)) for number, losses in means]


def squared(prediction: Any, target: Any) -> float:
    """The mean squared difference; class numbers are taken as 0 and 1."""
    with np.errstate(all="ignore"), contextlib.suppress(ValueError, IndexError, TypeError):
        return float(np.mean((prediction - aligned(prediction, target)) ** 2))
    return float("nan")


def aligned(prediction: Any, target: Any) -> Any:
    """The target in the prediction's shape."""
    target = np.asarray(target, dtype=float) if np.asarray(target).dtype != object else target
    if np.shape(target) == np.shape(prediction):
        return target
    if np.size(target) == np.size(prediction):
        return np.reshape(target, np.shape(prediction))
    if np.ndim(prediction) == 2 and np.size(target) in np.shape(prediction) and np.ndim(target) <= 2:
        numbers = np.ravel(target).astype(int)
        axis = 0 if np.size(target) == np.shape(prediction)[0] else 1
        chosen = np.zeros(np.shape(prediction))
        chosen[(np.arange(numbers.size), numbers) if axis == 0 else (numbers, np.arange(numbers.size))] = 1.0
        return chosen
    if np.ndim(prediction) == 1 and np.size(target) == 1:
        return (np.arange(np.size(prediction)) == int(np.ravel(target)[0])).astype(float)
    return np.broadcast_to(target, np.shape(prediction))


class Watch(ast.NodeTransformer):
    """Wraps the expressions of meetings, and those that their forward passes read, in calls of the hook."""

    def __init__(self, meetings: Sequence[Meeting], feeds: Mapping[Span, int]) -> None:
        self.feeds = dict(feeds)
        self.wraps: dict[Span, str] = {}
        self.statements: dict[Span, Meeting] = {}
        for meeting in meetings:
            if meeting.before is not None:
                self.statements[meeting.before] = meeting
            elif meeting.prediction[:2] <= meeting.target[:2]:
                self.wraps[meeting.prediction], self.wraps[meeting.target] = "prediction", "target"
            else:
                self.wraps[meeting.prediction], self.wraps[meeting.target] = "prediction_last", "target_first"
        self.nodes: dict[Span, ast.expr] = {}

    def visit(self, node: ast.AST) -> Any:
        """Wrap what is to be wrapped, on the way back up."""
        span = span_of(node) if hasattr(node, "lineno") else None
        watched = span in self.wraps or span in self.feeds
        if watched and isinstance(node, ast.expr) and isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
            number, method = self.feeds.pop(span, None), self.wraps.pop(span, None)  # type: ignore[arg-type]
            inner: Any = self.generic_visit(node)
            inner = inner if number is None else called("feed", [ast.Constant(number), inner], node)
            return inner if method is None else called(method, [inner], node)
        if isinstance(node, ast.stmt) and span in self.statements:
            return [self.read_before(node, self.statements.pop(span)), self.generic_visit(node)]
        return self.generic_visit(node)

    @staticmethod
    def read_before(node: ast.stmt, meeting: Meeting) -> ast.stmt:
        """A statement that looks at both."""
        parts = {span_of(part): part for part in ast.walk(node) if isinstance(part, ast.expr)}
        values = [
            ast.parse(ast.unparse(parts[span]), mode="eval").body for span in (meeting.prediction, meeting.target)
        ]
        return ast.copy_location(ast.Expr(called("both", values, node)), node)


def called(method: str, args: list[ast.expr], node: ast.AST) -> ast.expr:
    """`hook.method(args)`, standing where `node` stands."""
    function = ast.copy_location(ast.Attribute(ast.Name(HOOK, ast.Load()), method, ast.Load()), node)
    call = ast.copy_location(ast.Call(function, args, []), node)
    return ast.fix_missing_locations(call)


def observe(path: str, texts: Mapping[str, str], meetings: Sequence[Meeting], found: Observations) -> Exception | None:
    """Run the program as `__main__`, unrecorded, and fill in what met at the meetings; what the program raised."""

    def add(source: str, filename: str) -> Callable[[dict[str, Any]], Any]:
        feeds = {} if found.fed is None else found.fed.forward.spans(filename)
        own = [meeting for meeting in meetings if meeting.file == filename]
        tree = Watch(own, feeds).visit(ast.parse(source, filename))
        code = compile(ast.fix_missing_locations(tree), filename, "exec", dont_inherit=True)

        def prepare(namespace: dict[str, Any]) -> Any:
            namespace[HOOK] = found
            return code

        return prepare

    main = types.ModuleType("__main__")
    main.__dict__.update(__file__=path, __builtins__=__builtins__)
    finder, before = ProgramModules(Path(path).resolve().parent, add, texts), sys.modules.get("__main__")
    sys.meta_path.insert(0, finder)
    sys.modules["__main__"] = main
    try:
        text = texts[path] if path in texts else importlib.util.decode_source(Path(path).read_bytes())
        exec(add(text, path)(main.__dict__), main.__dict__)
    except SystemExit:
        return None
    except Exception as error:
        return error
    finally:
        sys.meta_path.remove(finder)
        if before is not None:
            sys.modules["__main__"] = before
    return None
