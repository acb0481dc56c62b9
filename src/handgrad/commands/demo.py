"""`handgrad demo`: XOR learned wrongly and rightly, side by side, and what the check says of the wrong one."""

from __future__ import annotations

import argparse
import contextlib
import io
import runpy
import sys
import time
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from handgrad.doctor.finding import Report
from handgrad.doctor.running import run as doctor
from handgrad.network import Network
from handgrad.optimizers import SGD
from handgrad.pair import Array
from handgrad.report.paint import page_for
from handgrad.report.text import render

PROGRAM = Path(str(resources.files("handgrad"))) / "demo" / "xor_net.py"
SECONDS = 18.0
"""When the check has to end, counted from the beginning, so that the whole demonstration stays under 20 seconds."""
LEAST = 3.0
"""What the check may take at least, in seconds, however slow the trainings were."""
RATE = 0.01
GAP = "     "


def add(parser: argparse.ArgumentParser) -> None:
    """The options of the command: there are none."""
    parser.description = (
        "Train a program that somebody wrote for XOR, with the two mistakes it has, and the same network "
        "without them from the same start weights; then check the program."
    )


def run(args: argparse.Namespace) -> int:
    """Print both tables and the report; 0 whatever the report says, since it is there to say something."""
    begin = time.monotonic()
    wrong = as_written()
    print(f"XOR with a network {'-'.join(map(str, wrong['sizes']))}: {wrong['epochs']:,} epochs of gradient descent,")
    print("one row at a time, twice from the same start weights.\n")
    print(side_by_side(left_of(wrong), right_of(wrong, mended(wrong).predict(wrong["inputs"]))), flush=True)
    print(f"\nThe program on the left is {PROGRAM}\nand this is what `handgrad check` says of it:\n", flush=True)
    with contextlib.chdir(PROGRAM.parent):  # so that the report need not repeat where it is
        report = checked(max(LEAST, SECONDS - (time.monotonic() - begin)))
        print(render(report, page_for(sys.stdout)), end="")
    return 0


def as_written() -> dict[str, Any]:
    """Run the program as it is, and return the variables it leaves."""
    with contextlib.redirect_stdout(io.StringIO()):
        return runpy.run_path(str(PROGRAM))


def mended(wrong: dict[str, Any]) -> Network:
    """The same network from the same start weights, with right gradients and an output that stays between 0 and 1."""
    inputs, hidden, outputs = wrong["sizes"][0], wrong["sizes"][1], wrong["sizes"][-1]
    layers = len(wrong["sizes"]) - 1
    net = Network.of(inputs, hidden, layers, "relu", outputs, "sigmoid", rng=wrong["seed"], bias_start=0.5)
    net.fit(wrong["inputs"], wrong["targets"], "mse", SGD(RATE), wrong["epochs"], batch_size=1, shuffle=False)
    return net


def checked(seconds: float) -> Report:
    """The report on the program."""
    return doctor.check_file(PROGRAM.name, seconds=seconds)


def left_of(wrong: dict[str, Any]) -> list[str]:
    """The lines about the program as it was written."""
    title = ["as it was written:", "relu on the output as well, and one", "bias gradient for all units together"]
    return [*title, "", *table(wrong["inputs"], wrong["predictions"], wrong["targets"])]


def right_of(wrong: dict[str, Any], predictions: Array) -> list[str]:
    """The lines about the mended network."""
    title = ["as handgrad trains it:", "a sigmoid on the output, and a", "bias gradient for each unit"]
    return [*title, "", *table(wrong["inputs"], predictions, wrong["targets"])]


def table(inputs: Array, predictions: Array, targets: Array) -> list[str]:
    """A line for each row: inputs (n, 2), predictions and targets (n,) or (n, 1)."""
    rows = list(zip(inputs.tolist(), predictions.ravel().tolist(), targets.ravel().tolist(), strict=True))
    lines = [f"{' '.join(f'{value:g}' for value in row)}  {y:>12.3f}  {t:>8g}" for row, y, t in rows]
    solved = sum((y > 0.5) == (t > 0.5) for _, y, t in rows)
    return [f"{'row':<5}{'predicted':>12}{'actual':>10}", *lines, f"right: {solved} of {len(rows)}"]


def side_by_side(left: Sequence[str], right: Sequence[str]) -> str:
    """Two columns of text."""
    width = max(map(len, left))
    return "\n".join(f"{one:<{width}}{GAP}{other}".rstrip() for one, other in zip(left, right, strict=True))
