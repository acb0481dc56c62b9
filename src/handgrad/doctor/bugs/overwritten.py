"""Parameters that lose numbers between the forward pass and the update: something else is written into them."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from handgrad.doctor.anatomy.slices import previous
from handgrad.doctor.anatomy.sorts import WRITES
from handgrad.doctor.anatomy.study import Step
from handgrad.doctor.bugs.aliasing import aliasing, second_names
from handgrad.doctor.bugs.memory import inplace_mutation, written_name
from handgrad.doctor.case import Case
from handgrad.doctor.edits.syntax import Splice
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.doctor.truth.updates import Update
from handgrad.program.program import Site

MESSAGE = "this writes into the parameters themselves: this step's predictions used {count} numbers that are lost here"


def signs(case: Case) -> Iterator[Sign]:
    """Writes into a parameter that no step makes and that change it in most steps."""
    steps = case.anatomy.steps
    lost: dict[Site, list[int]] = {}
    for step in steps:
        for site, count in dict(written(case, step)).items():
            lost.setdefault(site, []).append(count)
    often = sorted(
        (site for site, counts in lost.items() if 2 * len(counts) > len(steps) > 1),
        key=lambda site: (site.file, site.line, site.column),
    )
    if often:
        message = MESSAGE.format(count=max(lost[often[0]]))
        kind, splices, place = mended(case, often)
        yield Sign(case.find(kind, place, message), (Repair(kind, place, splices, message, 1.0),), by="recheck")


def written(case: Case, step: Step) -> Iterator[tuple[Site, int]]:
    """Where numbers of a parameter are written over before its step is taken, and how many are."""
    update, program = Update(step, case.program), step.program
    for number, before in step.before.items():
        index = update.start(number)
        while index != before:
            op, olds = program[index], previous(program, program[index])
            if op.name not in WRITES or len(olds) != 1 or op.site is None:
                break
            changed = int(np.sum(np.asarray(program[olds[0]].value) != np.asarray(op.value)))
            if changed:
                yield op.site, changed
            index = olds[0]


def mended(case: Case, sites: list[Site]) -> tuple[str, tuple[Splice, ...], Site]:
    """The name of the bug, a copy in front of each write or where its name was given, and where that stands."""
    kind, splices, place = inplace_mutation.name, list[Splice](), sites[0]
    for site in sites:
        tree = case.trees[site.file]
        node = tree.at(site)
        statement = tree.statement(node) if node is not None else None
        name = written_name(statement) if statement is not None else ""
        if statement is None or not name:
            continue
        given = [each for each in second_names(tree) if ast.unparse(each.targets[0]) == name]
        given = [each for each in given if tree.function(each) is tree.function(statement)]
        if given:
            kind, place = aliasing.name, case.site_of(given[0], tree.file)
            splices.append(tree.replace(given[0].value, f"{tree.source(given[0].value)}.copy()"))
        else:
            splices.append(tree.line_before(statement, f"{name} = {name}.copy()"))
    return kind, tuple(dict.fromkeys(splices)), place
