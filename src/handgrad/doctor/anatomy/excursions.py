"""Excursions: a parameter moved a little and put back, to measure a slope; no step of training."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.slices import dependents
from handgrad.program.program import Program, Site

LONGEST = 3
"""Writes after which a parameter is back: up, down, back."""
SMALL = 0.05
"""How far, beside its size, a number is moved to measure a slope."""
BACK = 1e-5
"""How near it comes back, beside how far it was moved."""
PATIENCE = 4000
"""Operations in which the two values that are compared are computed."""

Back = dict[int, list[int]]


def settled(program: Program, back: Back) -> tuple[Back, dict[int, int]]:
    """Which value each was made from when excursions are left out, and what each value that is put back was before."""
    home: dict[int, int] = {}
    away: set[int] = set()
    known: dict[tuple[Site | None, ...], bool] = {}
    for index in back:
        for way in ways(program, back, index):
            places = tuple(program[i].site for i in way[:-1])
            if places not in known:
                known[places] = is_excursion(program, way)
            if known[places] and is_back(*(program[i].value for i in (way[-1], way[-2], way[0]))):
                away.update(way[1:-1])
                home[index] = home.get(way[-1], way[-1])
                break
    sites = {program[i].site for i in away}
    kept = {
        index: [home.get(old, old) for old in olds]
        for index, olds in back.items()
        if index not in home and program[index].site not in sites
    }
    return kept, home


def ways(program: Program, back: Back, index: int) -> Iterator[list[int]]:
    """The last writes of a value as far as different code made them, itself first, and the value before them."""
    way = [index]
    while len(way) <= LONGEST and len(back.get(way[-1], ())) == 1:
        if program[way[-1]].site in [program[i].site for i in way[:-1]]:
            return
        way.append(back[way[-1]][0])
        if len(way) > 2:
            yield list(way)


def is_excursion(program: Program, way: list[int]) -> bool:
    """Whether a value was moved away and back, and a slope measured on the way."""
    return is_back(*(program[i].value for i in (way[-1], way[-2], way[0]))) and is_measured(program, way[-1], way[-2])


def is_back(before: Any, away: Any, after: Any) -> bool:
    """Whether one number of a value was changed a little, and no other, and is as before."""
    if np.shape(before) != np.shape(away) or np.shape(before) != np.shape(after):
        return False
    before, away, after = (np.asarray(each, dtype=float) for each in (before, away, after))
    change = np.abs(away - before)
    if np.count_nonzero(change) != 1 or change.max() > SMALL * (1 + np.abs(before).max()):
        return False
    return bool(np.abs(after - before).max() <= BACK * change.max())


def is_measured(program: Program, base: int, moved: int) -> bool:
    """Whether two numbers are subtracted that were computed alike, one of them while the parameter was moved."""
    nearby = range(moved, min(moved + PATIENCE, len(program)))
    known = dependents(program, range(base, nearby.stop), [base])
    inside = dependents(program, nearby, [moved])
    for op in (program[index] for index in nearby):
        pair = {ref: program[ref].name for ref in op.refs() if ref in known and np.size(program[ref].value) == 1}
        if op.name == "subtract" and not inside.isdisjoint(pair) and len(pair) == 2 and len({*pair.values()}) == 1:
            return True
    return False


def at_home(readers: Mapping[int, dict[Any, int]], home: Mapping[int, int]) -> dict[int, dict[Any, int]]:
    """Who reads each value, and when first, those that are put back counted as what they were before."""
    if not home:
        return dict(readers)
    found: dict[int, dict[Any, int]] = {}
    for index, places in readers.items():
        known = found.setdefault(home.get(index, index), {})
        known.update({place: min(time, known.get(place, time)) for place, time in places.items()})
    return found
