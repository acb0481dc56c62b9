"""`handgrad demo`: both tables, in time, and the same start weights on both sides."""

from __future__ import annotations

import re
import subprocess
import sys
import time

import numpy as np
import pytest

from handgrad.commands import demo
from handgrad.doctor.finding import Report


def test_both_networks_start_from_the_same_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    source = demo.PROGRAM.read_text().replace("epochs = 5000", "epochs = 0")
    wrong: dict[str, object] = {}
    exec(source, wrong)
    net = demo.mended(wrong)
    for tree, weights, bias in zip(net.parameters, wrong["weights"], wrong["biases"], strict=True):
        np.testing.assert_array_equal(tree.weights, weights)
        np.testing.assert_array_equal(tree.bias, bias[0])


def test_the_demo_shows_both_tables_and_what_the_check_says(capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    said = Report("xor_net.py", "unchecked", reason="nobody looked")
    monkeypatch.setattr(demo, "checked", lambda seconds: said)
    assert demo.run(None) == 0
    text = capsys.readouterr().out
    rows = re.findall(r"^(\d \d) +(\S+) +(\d) +(\d \d) +(\S+) +(\d)$", text, re.MULTILINE)
    assert len(rows) == 4
    assert all(left == right and t == u for left, _, t, right, _, u in rows)
    assert not all((float(y) > 0.5) == (t == "1") for _, y, t, *_ in rows)
    assert all(abs(float(y) - float(t)) < 0.1 for *_, y, t in rows)
    assert "-0.000" in text
    assert "right: 4 of 4" in text
    assert "nobody looked" in text


@pytest.mark.alone
def test_the_whole_demo_takes_less_than_twenty_seconds() -> None:
    begin = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", "handgrad", "demo"], capture_output=True, text=True, check=True)
    assert time.perf_counter() - begin < 20
    assert "xor_net.py" in done.stdout
    assert done.stderr == ""
