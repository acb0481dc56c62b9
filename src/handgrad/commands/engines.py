"""`handgrad engines`: which engines there are, what is missing, and how quick each is on this machine."""

from __future__ import annotations

import argparse

from handgrad import engines
from handgrad.engines.engine import Unfit
from handgrad.pace import WORKS, Pace, Work, measured

WIDTH = 26


def add(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.description = (
        "List the engines, and measure how long a training step takes with each on this machine, with as many threads "
        "as NumPy and JAX use of their own accord: dense layers, Adam, float32. It takes some seconds for each engine."
    )
    parser.add_argument("--seconds", type=float, default=0.3, metavar="S", help="how long each is measured (0.3)")


def run(args: argparse.Namespace) -> int:
    """Print the table; 0."""
    print("engine   " + "".join(f"{work.name:>{WIDTH}}" for work in WORKS))
    plain: dict[Work, Pace] = {}
    for name in sorted(set(engines.names()) - {engines.AUTO}, key=lambda name: name != "plain"):
        missing = engines.find(name).missing()
        if missing:
            print(f"{name:<9}not here: {missing}")
            continue
        print(f"{name:<9}", end="", flush=True)
        for work in WORKS:
            print(f"{cell(name, work, plain, args.seconds):>{WIDTH}}", end="", flush=True)
        print()
    print('\nTime for one step, and how many times as fast as `plain` that is. `fit(engine="auto")` takes')
    print(f"{' or '.join(engines.QUICK)} where it is here and the training is long enough, and plain otherwise.")
    return 0


def cell(name: str, work: Work, plain: dict[Work, Pace], seconds: float) -> str:
    """What an engine needs for a step, as text."""
    try:
        pace = measured(name, work, seconds)
    except Unfit:
        return "cannot"
    plain.setdefault(work, pace)
    return f"{in_words(pace.step)}  {plain[work].step / pace.step:.1f}x"


def in_words(seconds: float) -> str:
    """A short time with its unit."""
    return f"{1e6 * seconds:.3g} µs" if seconds < 1e-3 else f"{1e3 * seconds:.3g} ms"
