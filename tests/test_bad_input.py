"""Programs that cannot be checked, given to the check itself: one sentence, or a verdict on what ran."""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from handgrad.doctor.running import run
from handgrad.report.summary import status

NET = """import numpy as np
rng = np.random.default_rng(0)
X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
Y = np.array([[0.0], [1.0], [1.0], [0.0]])
W1, W2 = rng.standard_normal((2, 5)), rng.standard_normal((5, 1))
b1, b2 = np.zeros(5), np.zeros(1)
def sigmoid(z): return 1 / (1 + np.exp(-z))
for epoch in range(1000):
    h = sigmoid(X @ W1 + b1)
    a = sigmoid(h @ W2 + b2)
    d2 = (a - Y) * a * (1 - a)
    d1 = (d2 @ W2.T) * h * (1 - h)
    W2 -= 0.5 * h.T @ d2
    b2 -= 0.5 * d2.sum(axis=0)
    W1 -= 0.5 * X.T @ d1
    b1 -= 0.5 * d1.sum(axis=0)
"""
LOOP = "    h = sigmoid"
NOTHING = "nothing that is trained was found"
TORCH = """import torch
w, x, y = torch.randn(2, 1), torch.randn(5, 2), torch.randn(5, 1)
for i in range(100):
    error = x @ w - y
    w -= 0.1 * x.T @ error
"""
SENTENCES = {
    "syntax": ("x = (\n", "line 1 is not valid Python: '(' was never closed"),
    "raises first": ("x = 1 / 0\n" + NET, "it raises ZeroDivisionError: division by zero (line 1)"),
    "never updates": ("import numpy as np\nprint(np.ones(3).sum())\n", NOTHING),
    "no numbers": ("print('hello')\n", NOTHING),
    "module": ("import no_such_module\n" + NET, "it needs the module no_such_module, which is not installed here"),
    "file": ("open('data.csv')\n" + NET, "it needs the file 'data.csv', which is not there (line 1)"),
    "table": ("import numpy as np\nnp.loadtxt('data.csv')\n" + NET, "it needs a file that is not there: data.csv"),
    "input": ("n = int(input('epochs? '))\n" + NET, "it asks for input, and a check has nobody to answer (line 1)"),
    "loops": ("while True: pass\n" + NET, "it was still running when its time was over, and no step of training"),
    "will not stop": ("while True:\n    try:\n        while True: pass\n    except: pass\n", "it was still running"),
    "memory": ("import numpy as np\nnp.ones(10**12)\n" + NET, "it needs more memory than a check allows (line 2)"),
    "usage": ("import sys\nsys.exit('usage: net.py data')\n" + NET, "it ended itself before it trained anything;"),
    "argument": ("import sys\nn = int(sys.argv[1])\n" + NET, "it raises IndexError: list index out of range (line 2)"),
    "torch": (TORCH, "it computes with torch: only what NumPy and Python's own numbers compute is followed"),
    "crash": ("import ctypes\nctypes.string_at(0)\n", "it crashed the interpreter (SIGSEGV)"),
    "bomb": ("import os\nwhile True: os.fork()\n", "it did not end in time and was stopped"),
}  # fmt: skip

VERDICTS = {
    "raises at the end": NET + "print(1 / 0)\n",
    "raises on the way": NET.replace(LOOP, "    if epoch == 50: raise RuntimeError\n" + LOOP),
    "module at the end": NET + "import no_such_module\n",
    "input at the end": NET + "input('press enter')\n",
    "windows": NET + "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\n",
    "prints a gigabyte": NET.replace(LOOP, "    print('x' * 10**6)\n" + LOOP),
    "trains for ever": NET.replace("for epoch in range(1000):", "while True:"),
    "goes on for ever": NET + "while True: pass\n",
    "forks": "import os\nfor _ in range(4): os.fork()\n" + NET,
    "changes folder": "import os\nos.chdir('/')\n" + NET,
    "seeds": NET.replace("rng = np.random.default_rng(0)", "np.random.seed(0)\nrng = np.random"),
    "leaves": NET + "import os\nos._exit(3)\n",
    "ignores signals": "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n" + NET,
}  # fmt: skip


def check(folder: Path, text: str, seconds: float):
    program = folder / "net.py"
    program.write_text(text)
    begin = time.monotonic()
    report = run.check_file(program, seconds=seconds, starts=0)
    assert time.monotonic() - begin < seconds + run.GRACE + 6
    assert [path.name for path in folder.iterdir()] == ["net.py"]
    assert program.read_text() == text
    assert gone_from(folder)
    return report


def left_in(folder: Path) -> list[str]:
    """Processes that still work in a folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if os.readlink(process / "cwd") == str(folder):
                found.append(process.name)
        except OSError:
            continue
    return found


def gone_from(folder: Path) -> bool:
    """Whether no process works there any more; a killed one may take its time to die."""
    deadline = time.monotonic() + 5
    while left_in(folder) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not left_in(folder)


@pytest.mark.parametrize("name", SENTENCES)
def test_one_sentence(name: str, tmp_path: Path) -> None:
    if name == "torch" and importlib.util.find_spec("torch") is None:
        pytest.skip("torch is not installed")
    text, expected = SENTENCES[name]
    report = check(tmp_path, text, 3 if "still" in expected or name == "bomb" else 20)
    assert (report.verdict, status(report), report.findings) == ("unchecked", 2, ())
    assert report.reason.startswith(expected)
    assert "\n" not in report.reason


@pytest.mark.parametrize("name", VERDICTS)
def test_a_verdict_on_what_ran(name: str, tmp_path: Path) -> None:
    report = check(tmp_path, VERDICTS[name], 8 if name == "goes on for ever" else 20)
    assert {gradient.state for gradient in report.gradients} == {"right"}, report
    assert len(report.gradients) == 4


def handgrad(*arguments: str, **options) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "handgrad", "check", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)


def test_a_reader_who_goes_away(tmp_path: Path) -> None:
    (tmp_path / "net.py").write_text("x = (\n")
    with handgrad("net.py", cwd=tmp_path) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        errors = process.stderr.read()
    assert (process.returncode, errors) == (2, b"")


def test_a_key_that_breaks_it_off(tmp_path: Path) -> None:
    (tmp_path / "net.py").write_text("while True: pass\n")
    process = handgrad("net.py", cwd=tmp_path)
    deadline = time.monotonic() + 10
    while not left_in(tmp_path)[1:] and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=10)
    assert (process.returncode, output, errors) == (130, b"", b"")
    assert gone_from(tmp_path)


WRONG = {
    "no such file": (("nothing.py",), b"nothing.py: not checked: there is no such file\n"),
    "no name": (("",), b"not checked: no file is named\n"),
    "another file": (("notes.txt",), b"this is not a Python file: its name ends in .txt, not .py or .ipynb"),
    "no folder of programs": ((".",), b"there is no program in this folder"),
    "no such option": (("--frob", "net.py"), b"unrecognized arguments: --frob"),
    "nothing named": ((), b"the following arguments are required: FILE"),
    "no number": (("net.py", "--jobs", "two"), b"argument --jobs: two is not a number of jobs, 1 or more"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_a_stranger_may_type(name: str, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("notes")
    arguments, expected = WRONG[name]
    process = handgrad(*arguments, cwd=tmp_path)
    output, errors = process.communicate(timeout=20)
    said = b" ".join((output + errors).split())
    assert process.returncode == 2
    assert expected.strip() in said
    assert b"Traceback" not in said
