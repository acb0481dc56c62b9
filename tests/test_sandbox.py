"""Programs that misbehave: each gets one sentence within its time, leaves no process, and keeps its files."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from handgrad.doctor.running import run
from handgrad.doctor.running.failures import OutOfTime
from handgrad.doctor.running.sandbox import KEPT, sandbox

STAND_IN = (sys.executable, "-P", str(Path(__file__).parent / "stand_in_child.py"))
SECONDS = 1.5

SENTENCES = {
    "raises": ("def f(x):\n    return 1 / x\nf(0)\n", "it raises ZeroDivisionError: division by zero (line 2)"),
    "silent_error": ("class E(Exception):\n    def __str__(self): return 1\nraise E\n", "it raises E (line 3)"),
    "input": ('n = int(input("how many? "))', "it asks for input, and a check has nobody to answer (line 1)"),
    "getpass": ("import getpass\ngetpass.getpass()", "it raises EOFError"),
    "loop": ("while True:\n    pass\n", "it was still running when its time was over (line"),
    "stubborn": ("while True:\n    try:\n        1\n    except: 0\n", "it was still running when its time was over"),
    "waits": ("import threading\nthreading.Event().wait()", "it was still running when its time was over (line 2)"),
    "deaf": ("from signal import *\nsignal(SIGALRM, SIG_IGN)\nwhile True: pass", "it did not end in time"),
    "eats": ("a = []\nwhile True: a.append(bytearray(10**8))", "it needs more memory than a check allows (line 2)"),
    "huge_array": ("import numpy as np\nnp.ones(10**11)", "it needs more memory than a check allows (line 2)"),
    "module": ("import no_such", "it needs the module no_such, which is not installed here (line 1)"),
    "file": ('open("data.csv")', "it needs the file 'data.csv', which is not there (line 1)"),
    "window": ("import tkinter\ntkinter.Tk()", "it opens a window, and a check has no screen (line 2)"),
    "leaves": ("import os\nos._exit(3)", "it ended itself with 3 (line 2)"),
    "exits": ("import sys\nsys.exit('bye')", "it ended itself with bye (line 2)"),
    "crashes": ("import ctypes\nctypes.string_at(0)", "it crashed the interpreter (SIGSEGV)"),
    "kills_itself": ("import os\nos.kill(os.getpid(), 9)", "it was killed from outside"),
    "recursion": ("def f(): f()\nf()", "it raises RecursionError"),
    "closes_everything": ("import os\nos.closerange(0, 1000)", "it ended without a word to the check"),
}

VERDICTS = {
    "prints_a_gigabyte": 'line = "x" * 10**6\nfor _ in range(1000): print(line)',
    "writes_a_gigabyte": 'import os\nfor _ in range(1000): os.write(1, b"x" * 10**6)',
    "sleeps": "import time\ntime.sleep(1000)",
    "changes_folder": 'import os\nos.chdir("/")',
    "seeds": "import numpy as np\nnp.random.seed(0)\nassert round(np.random.rand(), 3) == 0.549",
    "shows_plots": "import matplotlib.pyplot as plt\nfig, (a, b, c) = plt.subplots(1, 3)\n"
    "a.plot([1])[0].set_data([0], [1])\nfor ax in fig.axes: ax.grid()\nfrom matplotlib import cm\nplt.show(block=True)",
    "leaves_a_thread": "import threading, time\nthreading.Thread(target=lambda: time.sleep(1000)).start()",
    "knows_its_name": 'import sys\nassert (__name__, sys.argv[0]) == ("__main__", __file__)\nopen("net.py")',
    "has_helpers": "import helper\nassert helper.one == 1",
    "catches_the_end_of_input": "try:\n    input()\nexcept EOFError:\n    pass",
    "replaces_streams": "import io, sys\nsys.stdout = sys.stderr = io.StringIO()\nprint(1)",
    "closes_streams": "import sys\nsys.stdout.close()\nsys.stderr.close()",
    "sets_errors": "import numpy as np\nnp.seterr(all='raise')",
}


def check(folder: Path, text: str, seconds: float = SECONDS):
    (folder / "helper.py").write_text("one = 1\n")
    program = folder / "net.py"
    program.write_text(text)
    before = sorted(path.name for path in folder.iterdir())
    begin = time.monotonic()
    report = run.check_file(program, seconds=seconds, memory=2**30, child=STAND_IN)
    assert time.monotonic() - begin < seconds + run.GRACE + 3
    assert program.read_text() == text
    assert sorted(path.name for path in folder.iterdir()) == before
    assert not run.running
    return report


@pytest.mark.parametrize("name", SENTENCES)
def test_one_sentence(name: str, tmp_path: Path) -> None:
    text, expected = SENTENCES[name]
    if name == "window":
        pytest.importorskip("tkinter")
    report = check(tmp_path, text, 6 if name in ("eats", "huge_array") else SECONDS)
    assert report.verdict == "unchecked"
    assert report.reason.startswith(expected)
    assert "\n" not in report.reason


@pytest.mark.parametrize("name", VERDICTS)
def test_a_verdict_all_the_same(name: str, tmp_path: Path) -> None:
    report = check(tmp_path, VERDICTS[name], 10)
    assert (report.verdict, report.reason) == ("right", "")


FORKS = {
    "forks": "if os.fork() == 0:\n    note(os.getpid())\n    while True: pass",
    "forks_and_falls_through": "if os.fork() == 0:\n    note(os.getpid())",
    "daemon": "if os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0: note(os.getpid())\n    while True: pass",
    "subprocess": "import subprocess\nnote(subprocess.Popen(['sleep', '100']).pid)",
    "session": "import subprocess\nnote(subprocess.Popen(['sleep', '100'], start_new_session=True).pid)",
    "pool": "from multiprocessing import *\ndef spin():\n    while True: pass\np = Process(target=spin)\n"
    "p.start()\nnote(p.pid)\n1 / 0",
    "loops_too": "if os.fork() == 0:\n    os.setsid()\n    note(os.getpid())\n    while True: pass\nwhile True: pass",
}
NOTE = "import os\ndef note(pid): os.system(f'echo {pid} > part && mv part pid')\n"
"""A shell is not held by the shadow of the files."""
WAIT = "\nwhile not os.path.exists('pid'): pass\n"


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")
@pytest.mark.parametrize("name", FORKS)
def test_no_process_is_left(name: str, tmp_path: Path) -> None:
    program = tmp_path / "net.py"
    program.write_text(NOTE + FORKS[name] + WAIT)
    begin = time.monotonic()
    report = run.check_file(program, seconds=SECONDS, child=STAND_IN)
    assert report.verdict == ("unchecked" if name in ("loops_too", "pool") else "right"), report.reason
    assert time.monotonic() - begin < SECONDS + run.GRACE + 3
    assert not alive(int((tmp_path / "pid").read_text()))


def alive(process: int) -> bool:
    deadline = time.monotonic() + 2
    while time.monotonic() < deadline:
        try:
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return False
        if state == "Z":
            return False
        time.sleep(0.02)
    return True


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
@pytest.mark.parametrize("programs", [1, 3])
def test_a_stopped_check_takes_its_children_along(number: int, programs: int, tmp_path: Path) -> None:
    for index in range(programs):
        text = f"import os\nos.system('echo ' + str(os.getpid()) + ' > pid{index}')\nwhile True: pass"
        (tmp_path / f"net{index}.py").write_text(text)
    code = (
        "import argparse, sys; from handgrad.commands import check; from handgrad.doctor.running import run;"
        f"run.CHILD = {STAND_IN!r}; p = argparse.ArgumentParser(); check.add(p);"
        "sys.exit(check.run(p.parse_args(sys.argv[1:])))"
    )
    command = [sys.executable, "-c", code, str(tmp_path) if programs > 1 else str(tmp_path / "net0.py"), "--jobs", "3"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 10
    while len([p for p in tmp_path.glob("pid*") if p.read_text()]) < programs and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(number)
    _, errors = process.communicate(timeout=10)
    assert process.returncode == (128 + number if number != signal.SIGKILL else -number)
    assert b"Traceback" not in errors
    pids = [int(path.read_text()) for path in tmp_path.glob("pid*")]
    assert len(pids) == programs
    assert not any(alive(pid) for pid in pids)


def test_an_installed_matplotlib_opens_no_window(tmp_path: Path) -> None:
    package = tmp_path / "matplotlib"
    package.mkdir()
    (package / "__init__.py").write_text("name = 'real'\ndef use(backend): pass\n")
    (package / "pyplot.py").write_text(
        "def show(): raise SystemError\npause = show\ndef plot(x): return x\n"
        "def switch_backend(name): assert name == 'Agg'\n"
    )
    program = tmp_path / "net.py"
    program.write_text(
        "import matplotlib, matplotlib.pyplot as plt, os\nassert matplotlib.name == 'real'\nassert plt.plot(3) == 3\n"
        "plt.show(block=True); plt.pause(1); plt.switch_backend('TkAgg')\n"
        "assert os.environ['MPLBACKEND'] == 'Agg' and 'DISPLAY' not in os.environ\n"
    )
    assert run.check_file(program, seconds=5, child=STAND_IN).reason == ""


def test_output_is_bounded(tmp_path: Path) -> None:
    with open(tmp_path / "printed", "wb", buffering=0) as file, sandbox(5) as room:
        sys.stdout.buffer.raw.to = file.fileno()  # type: ignore[union-attr]
        for _ in range(100):
            sys.stdout.write("x" * 1000)
        sys.stdout.flush()
    assert (tmp_path / "printed").stat().st_size == KEPT < room.printed == 100_000


def test_the_room_is_left_as_it_was_entered(tmp_path: Path) -> None:
    import builtins
    import random
    import warnings

    import numpy as np

    def state() -> tuple:
        return (
            os.getcwd(), list(sys.path), sys.argv, sys.stdout, sys.stderr, builtins.input, time.sleep, os._exit,
            sys.getrecursionlimit(), np.geterr(), list(warnings.filters), signal.getsignal(signal.SIGALRM),
            list(sys.meta_path), hasattr(builtins, "display"), sys.dont_write_bytecode,
        )  # fmt: skip

    before = state()
    with pytest.raises(ValueError), sandbox(5, 2**40, display=True):
        os.chdir(tmp_path)
        sys.path.insert(0, "x")
        sys.argv = ["x"]
        sys.setrecursionlimit(5000)
        np.seterr(all="raise")
        warnings.simplefilter("ignore")
        random.seed(0)
        raise ValueError
    assert state() == before


def test_time_is_over_again_and_again() -> None:
    rounds = 0
    with pytest.raises(OutOfTime), sandbox(0.05) as room:
        while rounds < 3:
            try:
                while True:
                    pass
            except OutOfTime:
                rounds += 1
        while True:
            pass
    assert rounds == 3
    assert room.stopped is not None
    time.sleep(0.5)  # nothing rings any more


def test_the_parent_does_not_load_numpy() -> None:
    code = "import sys, handgrad.commands.check, handgrad.commands.explain; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_arguments_and_places_come_through(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "net.py").write_text("import sys\nassert sys.argv[1:] == ['--epochs', '10', ''], sys.argv")
    report = run.check_file("sub/net.py", ["--epochs", "10", ""], seconds=5, child=STAND_IN)
    assert (report.file, report.verdict) == ("sub/net.py", "right")
    assert report.checked == ("arguments ['--epochs', '10', '']",)
    assert 0 < report.seconds < 5
