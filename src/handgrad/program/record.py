"""Recording a script: runs it untouched, as `__main__`, and brings back its Program."""

from __future__ import annotations

import contextlib
import importlib.abc
import importlib.machinery
import importlib.util
import sys
import time
import types
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from handgrad.program import recorder
from handgrad.program.instrument import HOOK, instrument
from handgrad.program.loops import Context, Loop
from handgrad.program.operators import COMPARISONS, numbered, record_number
from handgrad.program.program import Program, Ref, Site
from handgrad.program.recorder import Recorder, RecordingOver
from handgrad.program.seldom import Seldom, Showing
from handgrad.program.sources import converted, recording_sources


@dataclass
class Recording:
    """What one run left: its Program, its namespace, its sources, and how it ended."""

    program: Program
    contexts: list[Context]
    sources: dict[str, str]
    namespace: dict[str, Any] = field(default_factory=dict)
    tail_start: int | None = None
    error: BaseException | None = None
    passed_over: Mapping[tuple[str, int, str], BaseException] = field(default_factory=dict)
    """(file, line, type) -> what could not be shown once the loops were cut short, and did not end the run."""
    ended: str = "end"
    """ "end": ran to its end; "enough", "time", "raised", "exit": otherwise."""
    warnings: list[tuple[str, str, int]] = field(default_factory=list)
    """(message, file, line) of each warning the program gave."""
    seconds: float = 0.0
    file: str = ""


class Hook:
    """What instrumented code calls."""

    def __init__(self, active: Recorder) -> None:
        self.loop = active.loop
        self.turn = active.turn
        seldom = Seldom(active)
        self.due, self.sparing = seldom.due, seldom.sparing
        self.showing = Showing(active)
        self.recorder = active

    def convert(self, kind: Any, value: Any) -> Any:
        """`kind(value)`, still recorded where `kind` is a type of real numbers."""
        return converted(kind, value) if isinstance(kind, type) else kind(value)

    def told(self, outcome: Any) -> Any:
        """What a comparison said, as the number 1 or 0 that goes on recording where Python compared numbers."""
        ops = self.recorder.program.ops
        if type(outcome) is not bool or not self.recorder.active or not ops:
            return outcome
        said, (here, _) = ops[-1], self.recorder.places.at(sys._getframe(1))
        own = said.name in COMPARISONS.values() and said.value is outcome and said.site == here
        return numbered(int(outcome), Ref(said.index)) if own else outcome

    def leave_turns(self, loops: dict[int, Loop]) -> None:
        """A `while` loop is over."""
        for loop in loops.values():
            self.recorder.leave(loop)


class ProgramModules(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports the modules beside the script instrumented, as parts of the program."""

    def __init__(self, folder: Path, add: Callable[[str, str], Any], texts: Mapping[str, str]) -> None:
        self.folder = folder
        self.add = add
        self.texts = texts

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: Any = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Modules and packages inside the script's folder."""
        found = importlib.machinery.PathFinder.find_spec(name, path if path is not None else [str(self.folder)])
        if found is None or not found.origin or not found.origin.endswith(".py"):
            return None
        if self.folder not in Path(found.origin).resolve().parents or "site-packages" in found.origin:
            return None
        return importlib.util.spec_from_file_location(
            name, found.origin, loader=self, submodule_search_locations=found.submodule_search_locations
        )

    def exec_module(self, module: types.ModuleType) -> None:
        """Run the instrumented source in the module."""
        assert module.__spec__ is not None and module.__spec__.origin is not None
        filename = module.__spec__.origin
        source = self.texts.get(filename) or importlib.util.decode_source(Path(filename).read_bytes())
        exec(self.add(source, filename)(module.__dict__), module.__dict__)


class Session:
    """One run: the recorder, the sources instrumented so far, and the literals they hold."""

    def __init__(self, active: Recorder) -> None:
        self.recorder = active
        self.sources: dict[str, str] = {}
        self.keys = 0

    def add(self, source: str, filename: str) -> Callable[[dict[str, Any]], Any]:
        """Instrument one source file; the result puts its hooks into a namespace and returns the code to run."""
        code, visitor = instrument(source, filename, self.keys)
        self.keys += max(len(visitor.literals), len(visitor.loops)) + 1
        self.sources[filename] = source
        self.recorder.files.add(filename)

        def prepare(namespace: dict[str, Any]) -> Any:
            namespace[HOOK] = Hook(self.recorder)
            for name, value, node in visitor.literals:
                namespace[name] = self.literal(value, node, filename)
            return code

        return prepare

    def literal(self, value: int | float, node: Any, filename: str) -> Any:
        """A recorded number that stands for a literal of the source."""
        index = self.recorder.emit("leaf", (), {}, value, origin="literal")
        if index is None:
            return value
        self.recorder.program.ops[index].site = Site(
            filename, node.lineno, node.end_lineno, node.col_offset + 1, node.end_col_offset + 1, ""
        )
        return record_number(value, index)


@contextlib.contextmanager
def installed(active: Recorder) -> Iterator[None]:
    """While this lasts, `active` is the recorder of the run."""
    before, recorder.current = recorder.current, active
    try:
        yield
    finally:
        recorder.current = before
        active.places.leave()


def record_script(
    path: str | Path,
    source: str | None = None,
    enough: Callable[[Recorder], Any] | None = None,
    seconds: float = 10.0,
    budget: int = 150_000,
    texts: Mapping[str, str] | None = None,
) -> Recording:
    """Run the script at `path` (or `source` in its place) as `__main__` and record it.

    `texts` holds the text of modules beside it that are to be run otherwise than they stand on disk.

    `enough` is asked now and then whether the loops may be cut short; `seconds` bounds the run. Never raises what the
    program raises: that is in the result's `error`.
    """
    path = Path(path)
    filename = str(path)
    active = Recorder([filename], budget, time.monotonic() + seconds)
    active.enough = enough
    session = Session(active)
    text = importlib.util.decode_source(path.read_bytes()) if source is None else source
    prepare = session.add(text, filename)
    main = types.ModuleType("__main__")
    main.__dict__.update(__file__=filename, __builtins__=__builtins__)
    result = Recording(active.program, active.contexts, session.sources, main.__dict__, file=filename)
    finder = ProgramModules(path.resolve().parent, session.add, texts or {})
    previous, started = sys.modules.get("__main__"), time.monotonic()
    with warnings.catch_warnings(record=True) as caught, installed(active), recording_sources():
        warnings.simplefilter("always")
        sys.meta_path.insert(0, finder)
        sys.modules["__main__"] = main
        try:
            with np.errstate():
                exec(prepare(main.__dict__), main.__dict__)
        except RecordingOver:
            result.ended = "time"
        except SystemExit:
            result.ended = "exit"
        except BaseException as error:  # the program's own failure is a fact to report
            result.ended, result.error = "raised", error
        finally:
            sys.meta_path.remove(finder)
            if previous is not None:
                sys.modules["__main__"] = previous
    active.active = False
    result.tail_start, result.passed_over = active.tail_start, active.passed_over
    result.seconds = time.monotonic() - started
    result.warnings = [(str(each.message), each.filename, each.lineno) for each in caught]
    return result
