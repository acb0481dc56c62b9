"""Patches are made exactly, or not at all, and what was there before can be had again."""

from __future__ import annotations

import difflib
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handgrad.doctor.proof import patching

BEFORE = "import numpy as np\n\n\nw = np.ones(3)\nw -= 0.1 * w.sum()\nprint(w)\n"
AFTER = BEFORE.replace("w.sum()", "w.sum(axis=0)")


def diff(before: str, after: str, name: str = "net.py") -> str:
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    rows = difflib.unified_diff(old, new, f"a/{name}", f"b/{name}")
    return "".join(row if row.endswith("\n") else row + "\n\\ No newline at end of file\n" for row in rows)


lines = st.lists(st.sampled_from(["a", "b", "", "  c", "--- a/x", "+++ b/x", "-", "+"]), max_size=12)


@given(lines, lines)
def test_a_patch_turns_one_text_into_the_other(before: list[str], after: list[str]) -> None:
    old, new = "".join(f"{row}\n" for row in before), "".join(f"{row}\n" for row in after)
    rows = diff(old, new).split("\n")[2:]
    assert patching.patched(old, rows) == new


def test_a_file_outside_git_is_kept_beside_itself(tmp_path: Path) -> None:
    net = tmp_path / "net.py"
    net.write_text(BEFORE)
    net.chmod(0o640)
    written = patching.apply(diff(BEFORE, AFTER), tmp_path)
    assert net.read_text() == AFTER
    assert net.stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "net.py.orig").read_text() == BEFORE
    assert [path.name for path in written] == ["net.py.orig", "net.py"]


def test_a_second_backup_does_not_replace_the_first(tmp_path: Path) -> None:
    (tmp_path / "net.py").write_text(BEFORE)
    (tmp_path / "net.py.orig").write_text("older")
    patching.apply(diff(BEFORE, AFTER), tmp_path)
    assert (tmp_path / "net.py.orig").read_text() == "older"
    assert (tmp_path / "net.py.orig1").read_text() == BEFORE


def test_windows_line_ends_stay(tmp_path: Path) -> None:
    (tmp_path / "net.py").write_bytes(BEFORE.replace("\n", "\r\n").encode())
    patching.apply(diff(BEFORE, AFTER), tmp_path)
    assert (tmp_path / "net.py").read_bytes() == AFTER.replace("\n", "\r\n").encode()


def test_a_file_that_has_changed_since_is_left_alone(tmp_path: Path) -> None:
    changed = BEFORE.replace("0.1", "0.2")
    (tmp_path / "net.py").write_text(changed)
    with pytest.raises(patching.Refused, match="not as it was"):
        patching.apply(diff(BEFORE, AFTER), tmp_path)
    assert (tmp_path / "net.py").read_text() == changed
    assert [path.name for path in tmp_path.iterdir()] == ["net.py"]


def repository(folder: Path) -> None:
    for command in (["init", "-q"], ["add", "."], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x"]):
        subprocess.run(["git", "-C", str(folder), *command], check=True)


def test_a_committed_file_needs_no_backup(tmp_path: Path) -> None:
    (tmp_path / "net.py").write_text(BEFORE)
    repository(tmp_path)
    patching.apply(diff(BEFORE, AFTER), tmp_path)
    assert (tmp_path / "net.py").read_text() == AFTER
    assert not (tmp_path / "net.py.orig").exists()


def test_uncommitted_changes_are_not_mixed_with_the_fix(tmp_path: Path) -> None:
    (tmp_path / "net.py").write_text("old\n")
    repository(tmp_path)
    (tmp_path / "net.py").write_text(BEFORE)
    with pytest.raises(patching.Refused, match="not committed"):
        patching.apply(diff(BEFORE, AFTER), tmp_path)
    assert (tmp_path / "net.py").read_text() == BEFORE


def test_a_notebook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "net.ipynb").write_text("{}")
    with pytest.raises(patching.Refused, match="notebook"):
        patching.apply(diff(BEFORE, AFTER, "net.ipynb"), tmp_path)
