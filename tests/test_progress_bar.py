"""The progress bar: what its line says, and that a terminal shows it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import handgrad as hg
from handgrad.progress_bar import ProgressBar

TRAIN = [sys.executable, "-m", "handgrad", "train", "digits", "--save", "model"]


def test_the_line_says_how_far_it_is_how_long_it_takes_and_the_scores() -> None:
    bar = ProgressBar(8, show=False)
    assert bar.line(2, {"loss": 0.123456}, 3.0) == "epoch 2/8 [######..................] 9 s left  loss 0.1235"
    assert bar.line(8, {}, 12.34) == "epoch 8/8 [########################] 12.3 s"
    assert bar.line(0, {}, 0.0) == "epoch 0/8 [........................] 0.0 s"


def test_a_line_is_cut_to_the_terminal(capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    with ProgressBar(8, show=True) as bar:
        bar.update(8, {"loss": 1.0}, last=True)
        bar.draw("short")
    first, second = capsys.readouterr().err.split("\r")[1:]
    assert len(first) == 29
    assert second == "short".ljust(29) + "\n"


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="terminals of this kind are POSIX's")
def test_a_terminal_shows_it(tmp_path: Path) -> None:
    terminal, child = os.openpty()
    done = subprocess.run([*TRAIN, "--epochs", "3"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=child, check=True)
    os.close(child)
    shown = os.read(terminal, 2**16).decode()
    os.close(terminal)
    assert "epoch 3/3 [########################]" in shown
    assert b"\r" not in done.stdout


def test_ctrl_c_saves_what_was_learned_until_then(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [*TRAIN, "--epochs", "1000000"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline().startswith("digits: ")
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 0, err
    assert err == ""
    assert "broken off: what follows is what was learned until then" in out
    assert hg.load(tmp_path / "model").outputs == (10,)
