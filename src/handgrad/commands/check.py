"""`handgrad check`: look over somebody's backpropagation."""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import sys
import tempfile
import threading
import webbrowser
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeVar, get_args

from handgrad.doctor.finding import Report
from handgrad.doctor.proof import patching
from handgrad.doctor.running import run as doctor
from handgrad.report import record, sarif, summary
from handgrad.report.paint import Color, page_for
from handgrad.report.text import render

Number = TypeVar("Number", int, float)

PROGRAMS = (".py", ".ipynb")
HIDDEN_FOLDERS = ("__pycache__", "site-packages", "node_modules")
MOST_JOBS = 8

EPILOG = """\
exit status: 0 nothing found (notes do not count), 1 something found, 2 could not check.
Arguments after -- are the program's own: handgrad check net.py -- --epochs 10
"""


def add(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.description = "Run a program, work out the right gradients, and say which of its own are wrong."
    parser.epilog = EPILOG
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("files", nargs="+", metavar="FILE", help="a program, a notebook, or a folder of them")
    parser.add_argument("--json", metavar="PATH", help="write the report as JSON; - for the standard output")
    parser.add_argument("--sarif", metavar="PATH", help="write the report for code review tools; - likewise")
    parser.add_argument("--html", metavar="PATH", help="write the report as a page with pictures")
    parser.add_argument("--open", action="store_true", help="show that page in the browser")
    parser.add_argument("--watch", action="store_true", help="serve the page, and check again when the file is saved")
    parser.add_argument(
        "--seconds", type=positive, default=doctor.SECONDS, metavar="S", help="time for each (default: %(default)g)"
    )
    parser.add_argument(
        "--starts", type=whole, default=doctor.STARTS, metavar="N",
        help="starts from which training is counted with and without each fix; 0: no training (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument("--fix", action="store_true", help="print what is proved as a patch, and nothing else")
    parser.add_argument("--write", action="store_true", help="with --fix: make the changes in the file")
    parser.add_argument("--jobs", type=natural, default=None, metavar="N", help="programs to check at the same time")
    parser.add_argument("--color", choices=get_args(Color), default="auto", help="default: %(default)s")


def run(args: argparse.Namespace) -> int:
    """Check every program that is named, and say what was found. `args.arguments` are the programs' own arguments."""
    try:
        with stopped_by_signals():
            return run_all(args)
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


def run_all(args: argparse.Namespace) -> int:
    """The work of `run`."""
    if args.watch:
        return watched(args)
    files = [program for name in args.files for program in programs(name)]
    many = len(files) != 1 or any(os.path.isdir(name) for name in args.files)
    page = page_for(sys.stdout, args.color)
    say = quiet if "-" in (args.json, args.sarif, args.html) or args.fix else aloud
    check = partial(checked, arguments=getattr(args, "arguments", ()), seconds=args.seconds, starts=args.starts)
    reports = []
    for report in each(check, files, args.jobs):
        reports.append(report)
        say(summary.line(report, max(map(len, files)), page) + "\n" if many else render(report, page))
    if many:
        say(f"\n{page.showable(summary.total(reports))}\n")
    written = not args.json or write(args.json, json_of(reports, many))
    written &= shown(reports, args.html, args.open)
    written &= not args.sarif or write(args.sarif, sarif.dumps(reports))
    if args.fix:
        written &= all([fixed(report, args.write) for report in reports])
    return summary.overall(reports) if written else 2


def watched(args: argparse.Namespace) -> int:
    """Serve the page of one program until the reader breaks off."""
    from handgrad.report.watch import serve

    if len(args.files) != 1 or os.path.isdir(args.files[0]):
        print("handgrad: --watch follows one program; name one file", file=sys.stderr)
        return 2
    arguments = getattr(args, "arguments", ())
    serve(args.files[0], lambda name: checked(name, arguments, args.seconds, args.starts), args.open, aloud)
    return 0


def shown(reports: Sequence[Report], path: str | None, browse: bool) -> bool:
    """Write the page of a report, and open it, where that is asked for; False where it cannot be written."""
    if not path and not browse:
        return True
    if len(reports) != 1:
        print("handgrad: a page shows one program; name one file", file=sys.stderr)
        return False
    target = path or os.path.join(tempfile.mkdtemp(prefix="handgrad-"), "report.html")
    if not write(target, reports[0].to_html()):
        return False
    if browse and not webbrowser.open(Path(target).resolve().as_uri()):
        print(f"handgrad: no browser could be opened; the page is {target}", file=sys.stderr)
    return True


def fixed(report: Report, write: bool) -> bool:
    """Print the patch of a report, and make its changes where that is asked for; False where they are refused."""
    if not report.patch:
        print(f"handgrad: {report.file}: no fix is proved{reason_of(report)}", file=sys.stderr)
        return True
    aloud(report.patch)
    if write:
        try:
            written = patching.apply(report.patch, Path(report.file).resolve().parent)
        except (patching.Refused, OSError) as error:
            print(f"handgrad: {report.file}: nothing is written: {error}", file=sys.stderr)
            return False
        print(f"handgrad: written: {', '.join(path.name for path in written)}", file=sys.stderr)
    return True


def reason_of(report: Report) -> str:
    """Why there is nothing to fix, where that is known."""
    return f" ({report.reason})" if report.reason else ", since nothing is found" if not report.findings else ""


@contextlib.contextmanager
def stopped_by_signals() -> Iterator[None]:
    """Let a request to terminate unwind the stack, so that children are ended on the way."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def programs(name: str) -> Iterator[str]:
    """The file itself, or every program below a folder; the folder's own name where it holds none."""
    if not os.path.isdir(name):
        yield name
        return
    found = False
    for folder, folders, files in os.walk(name):
        folders[:] = sorted(inner for inner in folders if worth_a_look(folder, inner))
        for file in sorted(files):
            if file.lower().endswith(PROGRAMS) and not file.startswith("."):
                found = True
                yield os.path.join(folder, file)
    if not found:
        yield name


def worth_a_look(folder: str, inner: str) -> bool:
    """Whether a folder may hold somebody's programs: not hidden, not installed packages."""
    installed = os.path.exists(os.path.join(folder, inner, "pyvenv.cfg"))
    return not inner.startswith(".") and inner not in HIDDEN_FOLDERS and not installed


def checked(name: str, arguments: Sequence[str], seconds: float, starts: int) -> Report:
    """The report on one program; whatever goes wrong, there is one."""
    if os.path.isdir(name):
        return Report(name, "unchecked", reason="there is no program in this folder, no .py and no .ipynb file")
    try:
        return doctor.check_file(name, arguments, seconds=seconds, starts=starts)
    except Exception as error:
        return Report(name, "unchecked", reason=f"the check itself stopped: {type(error).__name__}: {error}")


def each(check: Callable[[str], Report], files: Sequence[str], jobs: int | None) -> Iterator[Report]:
    """The reports in the order of the files; where the check is broken off, no child is left behind."""
    if len(files) == 1:
        yield check(files[0])
        return
    with ThreadPoolExecutor(jobs or min(os.cpu_count() or 1, MOST_JOBS)) as pool:
        try:
            yield from pool.map(check, files)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            doctor.end_running()
            raise


def json_of(reports: Sequence[Report], many: bool) -> str:
    """The JSON of one report, or of several."""
    return summary.dumps(reports) if many else record.dumps(reports[0])


def write(path: str, text: str) -> bool:
    """Write a report to a file or the standard output; False, with one sentence, where that cannot be done."""
    if path == "-":
        aloud(text + "\n")
        return True
    try:
        Path(path).write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        print(f"handgrad: {path} cannot be written: {(error.strerror or str(error)).lower()}", file=sys.stderr)
        return False
    return True


def aloud(text: str) -> None:
    """Print at once; a reader who has gone away is no failure."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def quiet(text: str) -> None:
    """Print nothing: the standard output is taken by a report for a program."""


def number(kind: Callable[[str], Number], text: str) -> Number | None:
    """A text as a number of a kind; None where it is none."""
    try:
        return kind(text)
    except ValueError:
        return None


def positive(text: str) -> float:
    """A time in seconds."""
    value = number(float, text)
    if value is None or not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is not a positive number of seconds")
    return value


def whole(text: str) -> int:
    """A number of starts."""
    value = number(int, text)
    if value is None or value < 0:
        raise argparse.ArgumentTypeError(f"{text} is not a number of starts, 0 or more")
    return value


def natural(text: str) -> int:
    """A number of jobs."""
    value = number(int, text)
    if value is None or value < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number of jobs, 1 or more")
    return value
