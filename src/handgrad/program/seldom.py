"""Seldom: what a program looks at only in every so many turns of its training loop, and once when that is cut short.

Also what it only shows, which may fail because the loop was cut short: fewer losses were kept than are printed.
"""

from __future__ import annotations

import ast
from types import TracebackType

from handgrad.program.recorder import Recorder

SHOWS = {"print", "append", "write", "info"}
"""What a look at the state of training ends with."""
DISPLAYS = {"print", "plot", "semilogy", "semilogx", "loglog", "scatter", "bar", "fill_between"}
"""What prints or draws numbers, and does nothing else."""
LEAVES = (ast.Break, ast.Continue, ast.Return, ast.Raise, ast.Yield, ast.YieldFrom)


def looks(body: list[ast.stmt]) -> dict[ast.If, bool]:
    """The statements of a loop that look at training now and then, and whether nothing is done in a turn after them."""
    return {
        statement: all(isinstance(later, (ast.If, ast.Expr)) for later in body[number + 1 :])
        for number, statement in enumerate(body)
        if isinstance(statement, ast.If) and is_look(statement)
    }


def is_shown(statement: ast.stmt) -> bool:
    """Whether a statement only prints, draws or asserts something: nothing later depends on it."""
    call = statement.value if isinstance(statement, ast.Expr) else None
    func = call.func if isinstance(call, ast.Call) else None
    return isinstance(statement, ast.Assert) or getattr(func, "id", getattr(func, "attr", "")) in DISPLAYS


def is_look(statement: ast.If) -> bool:
    """Whether a statement shows something in every so many turns, and goes on as usual afterwards."""
    inside = [part for each in statement.body for part in ast.walk(each)]
    now_and_then = any(isinstance(part, ast.Mod) for part in ast.walk(statement.test))
    called = {getattr(part.func, "id", getattr(part.func, "attr", "")) for part in inside if isinstance(part, ast.Call)}
    return now_and_then and bool(SHOWS & called) and not any(isinstance(part, LEAVES) for part in inside)


class Seldom:
    """Which looks a run has taken, and those that it is made to take before its training ends."""

    def __init__(self, active: Recorder) -> None:
        self.recorder = active
        self.taken: set[int] = set()
        self.early: set[int] = set()

    def due(self, test: object, key: int, last: bool) -> object:
        """The outcome of a look's test; true once where it never was and the loop is about to be cut short."""
        active = self.recorder
        if test or key in self.taken or not active.loops:
            self.taken.add(key)
            return test
        if last:
            active.look_if_due()
        if active.tail_start is None or active.loops[-1].iteration < active.loops[-1].limit:
            return test
        self.taken.add(key)
        self.early.add(key)
        return True

    def sparing(self, key: int) -> Sparing:
        """The context in which a look is taken."""
        return Sparing(key in self.early)


class Showing:
    """Passes over what cannot be shown once the loops were cut short; the recorder keeps each such failure."""

    def __init__(self, active: Recorder) -> None:
        self.recorder = active

    def __enter__(self) -> None:
        """Nothing is done beforehand."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> bool:
        if self.recorder.tail_start is None or not isinstance(error, (LookupError, ValueError, AssertionError)):
            return False
        assert traceback is not None
        place = (traceback.tb_frame.f_code.co_filename, traceback.tb_lineno, type(error).__name__)
        self.recorder.passed_over.setdefault(place, error)
        return True


class Sparing:
    """Passes over what goes wrong in a look that was taken too early."""

    def __init__(self, early: bool) -> None:
        self.early = early

    def __enter__(self) -> None:
        """Nothing is done beforehand."""

    def __exit__(self, kind: type[BaseException] | None, error: object, traceback: TracebackType | None) -> bool:
        return self.early and kind is not None and issubclass(kind, Exception)
