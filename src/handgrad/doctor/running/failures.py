"""Why a program could not be run to its end: one clear sentence for every way to stop."""

from __future__ import annotations

import os
import traceback
from collections.abc import Mapping
from types import ModuleType
from typing import Any

from handgrad.doctor.finding import Place
from handgrad.doctor.running.source import Source


class OutOfTime(BaseException):
    """The program has run for as long as it may; not an `Exception`, so that `except Exception` lets it through."""


class InputWanted(EOFError):
    """The program asked a person for input, and there is no person."""


def sentence(error: BaseException, folder: str, source: Source | None = None) -> str:
    """One sentence, lower case, without a full stop, about what ended the program.

    `folder` is the program's own: the line that is named is the innermost one that stands in it; for a notebook
    `source` tells its cell.
    """
    try:
        place = raised_at(error, folder, source)
        return what_happened(error) + (f" ({place})" if place else "")
    except Exception:
        return f"it stopped with {type(error).__name__}"


def what_happened(error: BaseException) -> str:
    """The sentence without the place."""
    if isinstance(error, OutOfTime):
        return "it was still running when its time was over"
    if isinstance(error, InputWanted):
        return "it asks for input, and a check has nobody to answer"
    if isinstance(error, ModuleNotFoundError):
        return f"it needs the module {error.name or first_line(error)}, which is not installed here"
    if isinstance(error, FileNotFoundError):
        return missing_file(error)
    if isinstance(error, MemoryError):
        return "it needs more memory than a check allows"
    if isinstance(error, SystemExit):
        return "it ended itself" + ("" if error.code in (None, 0) else f" with {short(error.code)}")
    if isinstance(error, SyntaxError):
        return f"{os.path.basename(error.filename or 'a module of it')} is not valid Python: {error.msg}"
    if type(error).__name__ == "TclError":
        return "it opens a window, and a check has no screen"
    text = first_line(error)
    return f"it raises {type(error).__name__}" + (f": {text}" if text else "")


def inside_library(error: BaseException, namespace: Mapping[str, Any]) -> str:
    """The library that a program computes with and that failed, for it is not followed there; "" where it did not."""
    library = foreign_arrays(namespace)
    files = [frame.filename for frame in traceback.extract_tb(error.__traceback__)]
    return library if library and any(f"{os.sep}{library}{os.sep}" in file for file in files) else ""


def before_training(ended: str, namespace: Mapping[str, Any]) -> str:
    """Why nothing that is trained was seen in a program that raised nothing, where that can be told; else ""."""
    library = foreign_arrays(namespace)
    if library:
        return f"it computes with {library}: only what NumPy and Python's own numbers compute is followed"
    if ended == "time":
        return "it was still running when its time was over, and no step of training was seen by then"
    if ended == "exit":
        return (
            "it ended itself before it trained anything; arguments that it needs go after --, as in net.py -- data.csv"
        )
    return ""


def is_minimised(namespace: Mapping[str, Any]) -> bool:
    """Whether a program has one of SciPy's minimisers at hand."""
    values = list(namespace.values())
    names = [value.__name__ if isinstance(value, ModuleType) else getattr(value, "__module__", "") for value in values]
    return any(str(name).startswith("scipy.optimize") for name in names)


def foreign_arrays(namespace: Mapping[str, Any]) -> str:
    """The library other than NumPy whose arrays a program names, or whose module; "" where there is none."""
    for value in list(namespace.values()):
        found = vars(value).values() if isinstance(value, ModuleType) else [value]
        kinds = [each if isinstance(each, type) else type(each) for each in found]
        for kind in kinds:
            library = kind.__module__.partition(".")[0]
            if hasattr(kind, "__dlpack__") and library not in ("numpy", "handgrad"):
                return library
    return ""


def missing_file(error: FileNotFoundError) -> str:
    """Which file is not there; NumPy says it in words only."""
    if error.filename is None:
        return f"it needs a file that is not there: {first_line(error).rstrip('.')}"
    return f"it needs the file {os.fsdecode(error.filename)!r}, which is not there"


def raised_at(error: BaseException, folder: str, source: Source | None) -> str:
    """The innermost line of the user's own code on the way to the error, as "line 7" or "line 7 of data.py"."""
    inside = os.path.join(os.path.realpath(folder), "")
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if own(frame.filename, inside)]
    if not frames:
        return ""
    last = frames[-1]
    if source and source.cells and last.filename == source.file:
        cell, line = source.cell(last.lineno or 1)
        return f"line {line} of cell {cell}"
    where = f"line {last.lineno}" if last.lineno else ""
    return where if last.filename == frames[0].filename else f"{where} of {os.path.basename(last.filename)}"


def own(filename: str, inside: str) -> bool:
    """Whether a frame belongs to the user's folder, and not to something installed below it."""
    path = os.path.realpath(filename)
    return not filename.startswith("<") and path.startswith(inside) and "site-packages" not in path[len(inside) :]


def place_of(error: BaseException, source: Source) -> Place | None:
    """The innermost expression of the program's own file on the way to the error, as a place to show."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == source.file and f.lineno]
    if not frames or not 1 <= (frames[-1].lineno or 0) <= len(source.lines):
        return None
    last = frames[-1]
    line = last.lineno or 1
    text = source.lines[line - 1]
    begin, end = characters(text, last.colno or 0), characters(text, last.end_colno or 0)
    if last.end_lineno != line or end <= begin:
        begin, end = len(text) - len(text.lstrip()), len(text)
    return Place(source.file, line, line, begin + 1, end + 1, text[begin:end])


def characters(text: str, offset: int) -> int:
    """How many characters the first `offset` bytes of a line are; Python counts its columns in bytes."""
    return len(text.encode("utf-8", "surrogatepass")[:offset].decode("utf-8", "ignore"))


def first_line(error: BaseException) -> str:
    """The beginning of what the error says; an error that cannot say anything says nothing."""
    try:
        return short(str(error))
    except Exception:
        return ""


def short(value: object, longest: int = 160) -> str:
    """The first line of a text, cut to a length that fits a sentence."""
    lines = str(value).strip().splitlines()
    text = "".join(letter if letter.isprintable() else " " for letter in (lines[0] if lines else ""))
    return text if len(text) <= longest else text[: longest - 3] + "..."
