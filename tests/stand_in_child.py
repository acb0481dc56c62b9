"""A child that runs the program in the sandbox and analyses nothing: for tests of everything around the analysis."""

from __future__ import annotations

import os
import runpy
import sys
from collections.abc import Sequence

from handgrad.doctor import child
from handgrad.doctor.failures import sentence
from handgrad.doctor.finding import Report
from handgrad.doctor.sandbox import sandbox


def examine(path: str, arguments: Sequence[str], seconds: float) -> Report:
    memory = int(os.environ.get("STAND_IN_MEMORY", 2**30))
    try:
        with sandbox(seconds, memory):
            runpy.run_path(path, run_name="__main__")
    except BaseException as error:
        return Report(path, "unchecked", reason=sentence(error, os.path.dirname(path)))
    return Report(path, "right", checked=(f"arguments {list(arguments)}",))


if __name__ == "__main__":
    child.main(sys.argv[1:], examine)
