"""The command line: `handgrad COMMAND ...`; every module of `handgrad.commands` is a command."""

from __future__ import annotations

import argparse
import importlib
import os
import pkgutil
import signal
import sys
from collections.abc import Sequence

import handgrad
from handgrad import commands


def main(words: Sequence[str] | None = None) -> int:
    """Perform one command and return its exit status: 2 where it could not be done, with one sentence."""
    words = list(sys.argv[1:] if words is None else words)
    if not words:
        overview().print_help()
        return 2
    if words[0] not in names():
        overview().parse_args(words)
    try:
        status = perform(words[0], words[1:])
        sys.stdout.flush()  # here, where it can still be said that this fails
        return status
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the interpreter flushes once more at its end
        return 128 + signal.SIGPIPE
    except (ValueError, TypeError, ArithmeticError, OSError) as error:
        print(f"handgrad: {sentence(error)}", file=sys.stderr)
        return 2


def sentence(error: Exception) -> str:
    """What an error says; one from the system as a file and what is the matter with it."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or 'the output'}: {error.strerror.lower()}"
    return str(error)


def perform(name: str, words: Sequence[str]) -> int:
    """Read the options of one command and run it; only its own module is loaded."""
    command = importlib.import_module(f"{commands.__name__}.{name}")
    parser = argparse.ArgumentParser(prog=f"handgrad {name}")
    command.add(parser)
    own, theirs = split(words)
    args = parser.parse_args(own)
    args.arguments = theirs
    status: int = command.run(args)
    return status


def split(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words for us, and after the first `--` those for somebody else's program."""
    end = words.index("--") if "--" in words else len(words)
    return list(words[:end]), list(words[end + 1 :])


def names() -> list[str]:
    """The commands there are."""
    return [module.name for module in pkgutil.iter_modules(commands.__path__)]


def overview() -> argparse.ArgumentParser:
    """The parser for everything but a command: help, version, and words that are none."""
    lines = [f"  {name:<10}{summary(name)}" for name in names()]
    parser = argparse.ArgumentParser(
        prog="handgrad",
        description=handgrad.__doc__,
        epilog="\n".join(["commands:", *lines, "", "`handgrad COMMAND --help` tells more"]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=names(), metavar="COMMAND", help="what to do")
    parser.add_argument("--version", action="version", version=f"handgrad {handgrad.__version__}")
    return parser


def summary(name: str) -> str:
    """What a command does, from the first line of its module: "`handgrad NAME`: what it does."."""
    text = importlib.import_module(f"{commands.__name__}.{name}").__doc__ or ""
    return text.partition("\n")[0].partition(": ")[2].rstrip(".")


if __name__ == "__main__":
    sys.exit(main())
