"""A child for tests of everything around the analysis: runs the program in the sandbox, or says what NAME.json says."""

from __future__ import annotations

import dataclasses
import os
import runpy
import sys
from collections.abc import Sequence

from handgrad.doctor.finding import Report
from handgrad.doctor.running import child
from handgrad.doctor.running.failures import sentence
from handgrad.doctor.running.sandbox import sandbox
from handgrad.report.record import loads


def examine(path: str, arguments: Sequence[str], seconds: float, starts: int) -> Report:
    if os.path.exists(path + ".json"):
        with open(path + ".json") as file:
            return dataclasses.replace(loads(file.read()), file=path)
    try:
        with sandbox(seconds):
            runpy.run_path(path, run_name="__main__")
    except BaseException as error:
        return Report(path, "unchecked", reason=sentence(error, os.path.dirname(path)))
    return Report(path, "right", checked=(f"arguments {list(arguments)}",))


if __name__ == "__main__":
    child.main(sys.argv[1:], examine)
