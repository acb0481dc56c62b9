"""Libraries: what a program imports from elsewhere, loaded once before it is run again and again in forks."""

from __future__ import annotations

import ast
import contextlib
import importlib
import importlib.util
import io
import warnings
from collections.abc import Iterator

from handgrad.doctor.running.windows import no_windows

INSTALLED = ("site-packages", "dist-packages")
"""Folders of libraries: what is elsewhere may be a part of the program, and is left to its run."""


def load(text: str) -> None:
    """Import the installed libraries that a program imports, and nothing else; one that fails is left to the run."""
    quiet = contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO())
    with no_windows(), warnings.catch_warnings(), quiet[0], quiet[1]:
        warnings.simplefilter("ignore")
        for name in imported(ast.parse(text)):
            with contextlib.suppress(Exception, SystemExit):
                if is_installed(name.partition(".")[0]):
                    importlib.import_module(name)


def imported(root: ast.Module) -> Iterator[str]:
    """The modules that a program names outside its functions; of `from a import b`, both a and what may be a.b."""
    for statement in root.body:
        if isinstance(statement, ast.Import):
            yield from (each.name for each in statement.names)
        elif isinstance(statement, ast.ImportFrom) and statement.module and not statement.level:
            yield statement.module
            yield from (f"{statement.module}.{each.name}" for each in statement.names if each.name != "*")


def is_installed(name: str) -> bool:
    """Whether a package stands among the installed libraries."""
    spec = importlib.util.find_spec(name)
    return spec is not None and spec.origin is not None and any(folder in spec.origin for folder in INSTALLED)
