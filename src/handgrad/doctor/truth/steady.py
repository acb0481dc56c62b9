"""Steady factors: which gradients set the scale where those of one step do not agree on it, as shown by all steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from handgrad.doctor.truth.compare import Comparison, Match

FEWEST = 3
"""Steps that show whether a factor stays the same."""
SPREAD = 1e-3
"""How far a factor goes, relative to itself, that does not stay the same."""
KEPT = 1e-6
"""How far a factor may go that stays the same."""


def steadied(steps: Sequence[list[Comparison]]) -> list[list[Comparison]]:
    """The comparisons of every step, with the factor that some parameters keep through all of them.

    Where one row is looked at in each step, a single number left out on the way back makes another multiple of every
    gradient in front of it. These may be most of the parameters, but the multiple changes from row to row.
    """
    kept = {name: kept_factor(under(steps, name)) for name in {c.truth.loss for step in steps for c in step}}
    return [[rescaled(c, kept[c.truth.loss]) for c in step] for step in steps]


def under(steps: Sequence[list[Comparison]], loss: str) -> list[Comparison]:
    """The comparisons under one loss."""
    return [comparison for step in steps for comparison in step if comparison.truth.loss == loss]


def kept_factor(comparisons: list[Comparison]) -> float | None:
    """The factor that some parameters keep while that of most changes; None where there is no such thing."""
    for number in comparisons[0].matches:
        shown = [each for each in comparisons if number in each.matches and is_shown(each.matches[number])]
        matches, tolerance = [each.matches[number] for each in shown], comparisons[0].truth.tolerance
        factors = [match.factor for match in matches if is_along(match, tolerance)]
        if not FEWEST <= len(factors) == len(shown) or factors[0] <= 0 or not is_kept(factors, tolerance):
            continue
        if not is_kept([each.factor for each in shown], SPREAD):
            return factors[0]
    return None


def is_shown(match: Match) -> bool:
    """Whether there is anything to compare."""
    return match.state != "nothing-to-compare"


def is_kept(factors: Sequence[float], spread: float) -> bool:
    """Whether all factors are the same."""
    return max(factors) - min(factors) <= spread * abs(factors[0])


def is_along(match: Match, tolerance: float) -> bool:
    """Whether a gradient is a multiple of the right one."""
    return is_shown(match) and not match.decay and match.direction_error <= tolerance


def rescaled(comparison: Comparison, factor: float | None) -> Comparison:
    """A comparison in which only multiples by this factor are right."""
    if factor is None:
        return comparison
    tolerance = comparison.truth.tolerance
    matches = {
        number: replace(match, state="right" if abs(match.factor / factor - 1) <= tolerance else "wrong")
        if is_along(match, tolerance)
        else match
        for number, match in comparison.matches.items()
    }
    return replace(comparison, matches=matches, factor=factor)


def is_firm(comparisons: Iterable[Comparison | None]) -> bool:
    """Whether some gradient is the same multiple of the right one in all of several steps that show it."""
    return any(map(keeps_factor, by_parameter(comparisons)))


def by_parameter(comparisons: Iterable[Comparison | None]) -> Iterator[list[Match]]:
    """Each parameter's comparisons in the steps that show anything of it."""
    known = [each for each in comparisons if each is not None]
    for number in {number for each in known for number in each.matches}:
        yield [each.matches[number] for each in known if number in each.matches and is_shown(each.matches[number])]


def keeps_factor(shown: list[Match]) -> bool:
    """Whether a gradient is right in all of several steps, and always the same multiple."""
    factors = [match.factor for match in shown if match.state == "right"]
    return FEWEST <= len(factors) == len(shown) and factors[0] > 0 and is_kept(factors, KEPT)
