"""The shadow: a folder that takes what a program writes, so that no file of the user's is made, changed or removed.

Inside the room (sandbox.py) a path that the program writes to stands for the same path below the shadow's root; there
it is found again when it is read, listed or asked for. What it removes is only remembered as gone. Caches are left as
they are. Files that code in C opens by itself, and programs that the program starts, go past the shadow.
"""

from __future__ import annotations

import builtins
import contextlib
import io
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from typing import Any

ROOT = "HANDGRAD_SHADOW"
"""The environment's name for the folder in which the shadows of one check lie; the parent makes and removes it."""
FREE = ("/dev", "/proc", "/sys")
"""Where no files of the user's are."""
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

Path = Any


class Shadow:
    """Which path stands for which; the system's own functions are kept for use behind it."""

    def __init__(self, root: str) -> None:
        self.root = os.path.realpath(root)
        self.caches = os.path.abspath(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"))
        self.gone: set[str] = set()
        self.open, self.os_open, self.stat, self.lstat = io.open, os.open, os.stat, os.lstat
        self.listdir, self.scandir, self.mkdir = os.listdir, os.scandir, os.mkdir
        self.remove, self.rmdir, self.rename = os.remove, os.rmdir, os.rename
        self.makedirs, self.copy, self.copytree = os.makedirs, shutil.copy2, shutil.copytree

    def functions(self) -> list[tuple[Any, str, Any]]:
        """What takes the place of the functions that open, ask for and change files."""
        asks: list[tuple[str, Callable[..., Any]]] = [
            (name, getattr(os, name)) for name in ("stat", "lstat", "access", "chdir", "readlink")
        ]
        quiet = ("chmod", "chown", "utime", "truncate", "setxattr")
        openers = getattr(sys.modules.get("numpy.lib._datasource"), "_file_openers", None)
        known = getattr(openers, "_file_openers", None)
        return [
            *([(openers, "_file_openers", {**known, None: self.opened})] if known else []),
            (builtins, "open", self.opened),
            (io, "open", self.opened),
            (os, "open", self.os_opened),
            (os, "listdir", self.listed),
            (os, "scandir", self.scanned),
            (os, "mkdir", self.made),
            (os, "rmdir", self.removed_folder),
            *((os, name, self.removed) for name in ("remove", "unlink")),
            *((os, name, self.moved) for name in ("rename", "replace")),
            *((os, name, self.linked) for name in ("link", "symlink")),
            *((os, name, self.asking(function)) for name, function in asks),
            *((os, name, self.changing(getattr(os, name))) for name in quiet if hasattr(os, name)),
        ]

    def place(self, path: Path) -> str | None:
        """The absolute path; None for what stands for itself: descriptors, devices, the shadow's own files."""
        if isinstance(path, int) or path is None:
            return None
        found = os.path.abspath(os.fsdecode(path))
        own = (*FREE, self.root, self.caches)
        return None if any(found == each or found.startswith(each + os.sep) for each in own) else found

    def exists(self, path: str) -> bool:
        """Whether the system knows a path."""
        try:
            self.lstat(path)
        except (OSError, ValueError):
            return False
        return True

    def is_gone(self, place: str) -> bool:
        """Whether the program removed a path, or a folder that it lies in."""
        return any(place == each or place.startswith(each + os.sep) for each in self.gone)

    def read(self, path: Path) -> Path:
        """Where a path is to be read."""
        place = self.place(path)
        if place is None:
            return path
        if self.exists(self.root + place):
            return self.root + place
        if self.is_gone(place):
            raise FileNotFoundError(2, "No such file or directory", path)
        return path

    def written(self, path: Path, keep: bool) -> Path:
        """Where a path is to be written, with what it holds already where that is to be kept."""
        place = self.place(path)
        if place is None:
            return path
        target, folder = self.root + place, os.path.dirname(place)
        if not self.exists(self.root + folder):
            if not self.exists(folder) or self.is_gone(folder):
                return path  # nothing can be written there, and the system says so
            self.makedirs(self.root + folder)
        if keep and self.exists(place) and not self.exists(target) and not self.is_gone(place):
            self.copy(place, target)
        return target

    def opened(self, file: Path, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        """`open`."""
        if not set(mode) & set("wax+"):
            return self.open(self.read(file), mode, *args, **kwargs)
        if "x" in mode and self.known(file):
            raise FileExistsError(17, "File exists", file)
        return self.open(self.written(file, keep=not set(mode) & set("wx")), mode, *args, **kwargs)

    def os_opened(self, path: Path, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        """`os.open`."""
        if dir_fd is not None:
            return self.os_open(path, flags & ~WRITING, mode, dir_fd=dir_fd)
        if not flags & WRITING:
            return self.os_open(self.read(path), flags, mode)
        if flags & os.O_EXCL and self.known(path):
            raise FileExistsError(17, "File exists", path)
        return self.os_open(self.written(path, keep=not flags & os.O_TRUNC), flags, mode)

    def known(self, path: Path) -> bool:
        """Whether a path is there for the program."""
        try:
            return self.exists(self.read(path))
        except FileNotFoundError:
            return False

    def listed(self, path: Path = ".") -> Any:
        """`os.listdir`."""
        place = self.place(path)
        if place is None:
            return self.listdir(path)
        names = [] if self.is_gone(place) or not self.exists(place) else self.listdir(path)
        names = [name for name in names if not self.is_gone(os.path.join(place, os.fsdecode(name)))]
        if not self.exists(self.root + place):
            return names if self.exists(place) else self.listdir(path)
        encode = os.fsencode if isinstance(path, bytes) else os.fsdecode
        return list(dict.fromkeys([*names, *map(encode, self.listdir(self.root + place))]))

    def scanned(self, path: Path = ".") -> Any:
        """`os.scandir`."""
        place = self.place(path)
        shadow = place is not None and self.exists(self.root + place)
        if place is None or not (shadow or self.gone):
            return self.scandir(path)
        names, found = set(self.listed(path)), list[Any]()
        for folder in (self.root + place, place):
            if self.exists(folder):
                entries = self.scandir(folder)
                found += [each for each in entries if each.name in names and each.name not in {e.name for e in found}]
        return Entries(found)

    def made(self, path: Path, mode: int = 0o777, *, dir_fd: int | None = None) -> None:
        """`os.mkdir`."""
        place = self.place(path)
        if place is None or dir_fd is not None:
            return self.mkdir(path, mode, dir_fd=dir_fd)
        if self.known(path):
            raise FileExistsError(17, "File exists", path)
        self.mkdir(self.written(path, keep=False), mode)
        return None

    def removed(self, path: Path, *, dir_fd: int | None = None) -> None:
        """`os.remove`, `os.unlink`."""
        place = self.place(path)
        if dir_fd is not None or place is None:
            if dir_fd is None:
                self.remove(path)
            return
        found = self.read(path)
        if found == self.root + place:
            self.remove(found)
        else:
            self.lstat(found)
        self.gone.add(place)

    def removed_folder(self, path: Path, *, dir_fd: int | None = None) -> None:
        """`os.rmdir`; also the last step of `shutil.rmtree`."""
        place = self.place(path)
        if dir_fd is not None or place is None:
            if dir_fd is None:
                self.rmdir(path)
            return
        found = self.read(path)
        self.lstat(found)
        if found == self.root + place:
            self.cleared(found)
        self.gone.add(place)

    def cleared(self, folder: str) -> None:
        """Remove a folder of the shadow's with all that is in it."""
        for entry in list(self.scandir(folder)):
            if entry.is_dir(follow_symlinks=False):
                self.cleared(entry.path)
            else:
                self.remove(entry.path)
        self.rmdir(folder)

    def moved(self, source: Path, target: Path, **folders: int | None) -> None:
        """`os.rename`, `os.replace`."""
        place, found = self.place(source), self.read(source)
        self.lstat(found)
        goal = self.written(target, keep=False)
        if place is not None and found == self.root + place:
            self.rename(found, goal)
        elif os.path.isdir(found):
            self.copytree(found, goal, dirs_exist_ok=True)
        else:
            self.copy(found, goal)
        if place is not None:
            self.gone.add(place)

    def linked(self, source: Path, target: Path, *args: Any, **kwargs: Any) -> None:
        """`os.link`, `os.symlink`: a copy, where there is a file."""
        found = self.read(os.path.join(os.path.dirname(os.fsdecode(target)), os.fsdecode(source)))
        if os.path.isfile(found):
            self.copy(found, self.written(target, keep=False))

    def asking(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """A function of a path that only looks."""

        def ask(path: Path, *args: Any, **kwargs: Any) -> Any:
            return function(path if kwargs.get("dir_fd") is not None else self.read(path), *args, **kwargs)

        return ask

    def changing(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """A function that changes what its last path is: done to the shadow's file only."""

        def change(path: Path, *args: Any, **kwargs: Any) -> Any:
            place = self.place(path)
            if place is None:
                return function(path, *args, **kwargs)
            return function(self.written(path, keep=True), *args, **kwargs) if os.path.isfile(path) else None

        return change


class Entries:
    """What `os.scandir` gives: an iterator that can be closed."""

    def __init__(self, found: list[Any]) -> None:
        self.left = iter(found)

    def __iter__(self) -> Iterator[Any]:
        return self.left

    def __next__(self) -> Any:
        return next(self.left)

    def __enter__(self) -> Entries:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Nothing is open."""


@contextlib.contextmanager
def shadow() -> Iterator[Shadow]:
    """A shadow for one run of a program, removed afterwards."""
    root = tempfile.mkdtemp(prefix="run-" if ROOT in os.environ else "handgrad-", dir=os.environ.get(ROOT))
    try:
        yield Shadow(root)
    finally:
        shutil.rmtree(root, ignore_errors=True)


@contextlib.contextmanager
def shadows() -> Iterator[None]:
    """A folder for the shadows of processes that may be ended before they remove their own."""
    before = os.environ.get(ROOT)
    with tempfile.TemporaryDirectory(prefix="handgrad-", ignore_cleanup_errors=True) as root:
        os.environ[ROOT] = root
        try:
            yield
        finally:
            os.environ.pop(ROOT)
            if before is not None:
                os.environ[ROOT] = before
