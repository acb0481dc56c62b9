"""The shadow: what a program does to files is seen by it and by nobody else."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import numpy as np
import pytest

from handgrad.doctor.running.run import check_file
from handgrad.doctor.running.sandbox import sandbox

TRAINING = """
import json, os, pathlib, shutil
import numpy as np
rng = np.random.default_rng(0)
x = rng.normal(size=(20, 2))
y = x[:, 0] * 2
w = np.zeros(2)
with open("log.txt", "a") as log:
    for i in range(20):
        w -= 0.1 * x.T @ (x @ w - y) / 20
        log.write(f"{w}\\n")
assert len(open("log.txt").read().splitlines()) == 21
np.save("w.npy", w)
np.savetxt("w.txt", w)
np.savez("w.npz", w=w)
assert np.allclose(np.load("w.npy"), np.loadtxt("w.txt")) and np.allclose(np.load("w.npz")["w"], w)
os.makedirs("models/deep")
pathlib.Path("models/deep/w.json").write_text(json.dumps(w.tolist()))
assert "w.json" in os.listdir("models/deep") and "log.txt" in os.listdir(".")
os.remove("old.txt")
assert not os.path.exists("old.txt") and "old.txt" not in os.listdir()
shutil.rmtree("folder")
os.rename("a.txt", "b.txt")
assert open("b.txt").read() == "a" and not os.path.exists("a.txt")
"""


def filled(folder: Path) -> dict[str, str]:
    """A folder with files, and what they hold."""
    (folder / "folder").mkdir()
    for name, text in (("log.txt", "first\n"), ("old.txt", "old"), ("a.txt", "a"), ("folder/in.txt", "in")):
        (folder / name).write_text(text)
    return contents(folder)


def contents(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_program_that_writes_files_leaves_the_folder_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "net.py").write_text(TRAINING)
    before = filled(tmp_path)
    report = check_file(tmp_path / "net.py", starts=0)
    assert report.verdict == "right" and not report.not_checked
    assert contents(tmp_path) == before


def test_what_was_written_is_found_again_only_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    before = filled(tmp_path)
    with sandbox(10.0):
        Path("new.txt").write_text("new")
        os.replace("new.txt", "a.txt")
        assert Path("a.txt").read_text() == "new" and not Path("new.txt").exists()
        with pytest.raises(FileExistsError):
            os.mkdir("folder")
        with pytest.raises(FileNotFoundError):
            Path("nowhere/x.txt").write_text("x")
        with pytest.raises(FileNotFoundError):
            os.remove("nothing.txt")
        shutil.copy("a.txt", "folder/copy.txt")
        assert {entry.name for entry in os.scandir("folder")} == {"in.txt", "copy.txt"}
        shutil.rmtree("folder")
        assert not Path("folder").exists()
        np.savetxt("table.txt", np.eye(2))
        assert np.loadtxt("table.txt").shape == (2, 2)
    assert contents(tmp_path) == before
