"""Patching: a report's unified diff applied to the user's files, with nothing lost."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+\d+(?:,\d+)? @@")
NO_END = "\\ No newline at end of file"


class Refused(Exception):
    """The patch is not applied; the message is the one sentence that says why."""


def apply(patch: str, folder: Path) -> list[Path]:
    """Apply a patch to the files below `folder`; returns what was written, backups included.

    A file that git knows must have no uncommitted changes; any other is kept beside itself as NAME.orig. Raises
    `Refused`, before anything is written, where a file is not as it was when it was checked.
    """
    texts = {folder / name: patched(text_of(folder / name), rows) for name, rows in files_of(patch)}
    kept = [path for path in texts if not clean_in_git(path)]
    written = [backup(path) for path in kept]
    for path, text in texts.items():
        write(path, text)
        written.append(path)
    return written


def files_of(patch: str) -> Iterator[tuple[str, list[str]]]:
    """The files of a patch, and the lines of their hunks."""
    name, rows = "", list[str]()
    lines = patch.split("\n")
    for number, line in enumerate(lines):
        if line.startswith("--- a/") and lines[number + 1].startswith("+++ b/"):
            if name:
                yield name, rows
            name, rows = line.removeprefix("--- a/").rstrip(), []
        elif name and not line.startswith("+++ b/"):
            rows.append(line)
    if name:
        yield name, rows


def text_of(path: Path) -> str:
    """A file's text, its line ends as they are."""
    if path.suffix == ".ipynb":
        raise Refused(f"{path.name} is a notebook: the fix has to be made in its cells by hand")
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"{path.name} cannot be read: {error}") from None


def patched(text: str, rows: list[str]) -> str:
    """The text with all hunks made; every line that they mention must be there, exactly."""
    end = "\r\n" if "\r\n" in text else "\n"
    old, new, position = text.replace("\r\n", "\n").split("\n"), list[str](), 0
    for row in rows:
        if match := HUNK.match(row):
            start = int(match[1]) - (match[2] != "0")
            new += old[position:start]
            position = start
        elif row.startswith("+"):
            new.append(row[1:])
        elif row and row != NO_END:
            if position >= len(old) or old[position] != row[1:]:
                raise Refused("the file is not as it was when it was checked")
            if row.startswith(" "):
                new.append(old[position])
            position += 1
    return end.join([*new, *old[position:]])


def clean_in_git(path: Path) -> bool:
    """Whether git keeps the file as it is; raises `Refused` where git shows changes that are not committed."""
    status = git(path, "status", "--porcelain", "--", path.name)
    if status is None or git(path, "ls-files", "--error-unmatch", "--", path.name) is None:
        return False
    if status.strip():
        raise Refused(f"{path.name} has changes that are not committed: commit them, so that the fix can be undone")
    return True


def git(path: Path, *arguments: str) -> str | None:
    """What git says in a file's folder; None where it fails or is not there."""
    try:
        run = subprocess.run(["git", "-C", str(path.parent), *arguments], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return run.stdout


def backup(path: Path) -> Path:
    """A copy of the file beside it, under a name that is free."""
    names = (path.with_name(f"{path.name}.orig{number or ''}") for number in range(1000))
    kept = next(name for name in names if not name.exists())
    shutil.copy2(path, kept)
    return kept


def write(path: Path, text: str) -> None:
    """Replace the file's text in one step, its permissions kept."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode())
        shutil.copymode(path, name)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
