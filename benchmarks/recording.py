"""Measure what recording costs: the time of each recorded update beside the same update of the program left alone.

    python benchmarks/recording.py [FOLDER ...] [--only NAME] [--markdown FILE]

Every program is run twice, each time in a process of its own: once as it is, with nothing but a clock in its loops, and
once recorded as the check records it. An update is one turn of the innermost loop that the check ends when it has seen
enough; what it spends on finding that out is counted apart. A third run is recorded as long, and then its loops go on,
which the check never lets them do: what is left of the cost afterwards.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import os
import statistics
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from handgrad.doctor.proof.workshop import Job, Workshop

FOLDERS = (Path(__file__).parent.parent / "tests" / "cases", Path(__file__).parent / "planted")
LONGEST = 30.0
"""Seconds for one run."""
MOST = 400
"""Updates that are timed in one run."""
STYLES = {"pure Python": ("import math", "import random"), "classes": ("class ",), "functions": ("def ",)}
"""What a program is counted as, by what stands in it: the first that fits; what uses NumPy is no pure Python."""


@dataclass
class Clock:
    """When each turn of each loop began, and when the recording ended."""

    begun: dict[int, list[float]] = field(default_factory=dict)
    ended: float = float("inf")
    loop: int = -1
    """The loop whose turns are updates."""
    looked: float = 0.0
    """What was spent on finding out whether enough is recorded: counted apart."""

    def begin(self, key: int) -> None:
        """A turn of a loop begins."""
        turns = self.begun.setdefault(key, [])
        turns.append(time.process_time() - self.looked)
        if len(turns) > MOST and key == self.loop:
            raise KeyboardInterrupt


class ClockHook:
    """What instrumented code calls, for a run that is only timed."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock

    def loop(self, iterable: Iterable[Any], key: int) -> Iterator[Any]:
        """Stands in the program's `for` loops."""
        for item in iterable:
            self.clock.begin(key)
            yield item

    def turn(self, loops: dict[int, Any], key: int) -> bool:
        """Stands in the program's `while` conditions."""
        self.clock.begin(key)
        return True

    def leave_turns(self, loops: dict[int, Any]) -> None:
        """A `while` loop is over."""

    def convert(self, kind: Any, value: Any) -> Any:
        """`kind(value)`."""
        return kind(value)


def timed(file: str, loop: int) -> list[float]:
    """When the turns of a loop began in the program as it is; in a fork."""
    from handgrad.program.instrument import HOOK, instrument

    enter(file)
    clock = Clock(loop=loop)
    code, visitor = instrument(Path(file).read_text(), file)
    namespace: dict[str, Any] = {"__name__": "__main__", "__file__": file, HOOK: ClockHook(clock)}
    namespace.update((name, value) for name, value, _ in visitor.literals)
    with contextlib.suppress(KeyboardInterrupt, SystemExit):
        exec(code, namespace)
    return clock.begun.get(loop, [])


def recorded(file: str, *, go_on: bool = False) -> tuple[int, list[float], float, float]:
    """(loop, when its turns began, when the recording ended, time spent on looking) of a recorded run; in a fork."""
    from handgrad.doctor.anatomy.study import training_loops
    from handgrad.program import record
    from handgrad.program.loops import Loop
    from handgrad.program.recorder import Recorder

    enter(file)
    clock = Clock()

    class Timed(Recorder):
        """A recorder that notes when turns begin."""

        def begin(self, loop: Loop) -> None:
            super().begin(loop)
            clock.begin(loop.key)

    def enough(active: Recorder) -> set[int] | None:
        start = time.process_time()
        found = training_loops(active)
        if found:
            clock.loop, clock.ended = active.loop_keys[max(found)], start - clock.looked
            active.active = not go_on
        clock.looked += time.process_time() - start
        return None if go_on else found

    setattr(record, "Recorder", Timed)  # noqa: B010 - the class that `record_script` makes one of
    record.record_script(file, enough=enough, seconds=LONGEST)
    return clock.loop, clock.begun.get(clock.loop, []), clock.ended, clock.looked


def enter(file: str) -> None:
    """Be where the program expects to be, and print nothing."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.dup2(1, 2)
    os.chdir(Path(file).parent)
    sys.path.insert(0, str(Path(file).parent))
    sys.argv = [file]


@dataclass(frozen=True)
class Cost:
    """How many times longer an update took while it was recorded, and afterwards."""

    name: str
    style: str
    updates: int
    recorded: float
    looked: float
    """Seconds spent on finding out whether enough is recorded."""
    afterwards: float


def cost(file: Path, workshop: Workshop) -> Cost | None:
    """What recording one program costs; None where the check does not end its loops, or they have few turns."""

    def perform(*call: Any) -> Any:
        return next(result for _, result in workshop.perform([Job(call[0], call[1:], LONGEST)]))

    found = perform(recorded, str(file))
    if found is None or found[0] < 0:
        return None
    loop, turns, ended, looked = found
    plain = perform(timed, str(file), loop) or []
    on = perform(recording_that_goes_on, str(file))
    count = min(sum(turn < ended for turn in turns), len(plain)) - 1
    later = [turn for turn in on[1] if turn > on[2]] if on else []
    after, same = lengths(later), lengths(plain)[count + 1 :]
    if count < 1:
        return None
    ratio = sum(lengths(turns)[:count]) / sum(lengths(plain)[:count])
    rest = statistics.median(after) / statistics.median(same) if len(after) > 2 and len(same) > 2 else float("nan")
    return Cost(file.parent.name if file.name == "net.py" else file.stem, style_of(file), count, ratio, looked, rest)


def recording_that_goes_on(file: str) -> tuple[int, list[float], float, float]:
    """A recorded run whose loops are not ended; in a fork."""
    return recorded(file, go_on=True)


def lengths(turns: Sequence[float]) -> list[float]:
    """How long each turn took."""
    return [after - before for before, after in itertools.pairwise(turns)]


def style_of(file: Path) -> str:
    """What sort of program it is."""
    text = file.read_text()
    arrays = "numpy" in text
    for style, signs in STYLES.items():
        if any(sign in text for sign in signs) and not (style == "pure Python" and arrays):
            return style
    return "script"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print a row for each style."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path, default=FOLDERS)
    parser.add_argument("--only", default="")
    parser.add_argument("--markdown", type=Path, help="write the table to a file")
    args = parser.parse_args(arguments)
    files = [
        path
        for folder in args.folders
        for path in sorted([*folder.resolve().glob("*/net.py"), *folder.resolve().glob("*.py")])
    ]
    with Workshop(1) as workshop:
        found = [cost(file, workshop) for file in files if args.only in str(file)]
    costs = [each for each in found if each is not None]
    for each in sorted(costs, key=lambda each: -each.recorded)[:5]:
        print(f"{each.name}: {each.recorded:.1f} times as long over {each.updates} updates")
    table = "\n".join(rows_of(costs))
    print(f"{table}\n{len(found)} programs, {len(found) - len(costs)} of them with too few updates to time")
    if args.markdown:
        args.markdown.write_text(table + "\n")


def rows_of(costs: Sequence[Cost]) -> Iterator[str]:
    """The table as Markdown."""
    yield "| programs | how many | recorded, median | recorded, most | looking, median | afterwards, median |"
    yield "|---|---:|---:|---:|---:|---:|"
    for style in [*sorted({each.style for each in costs}), "all"]:
        own = [each for each in costs if style in (each.style, "all")]
        ratios = [each.recorded for each in own]
        after = [each.afterwards for each in own if each.afterwards == each.afterwards]
        rest = f"{statistics.median(after):.2f}" if after else "-"
        looked = f"{1000 * statistics.median(each.looked for each in own):.0f} ms"
        yield f"| {style} | {len(own)} | {statistics.median(ratios):.1f} | {max(ratios):.1f} | {looked} | {rest} |"


if __name__ == "__main__":
    main()
