"""Choosing the loss that a program's gradients belong to: the one that explains most of them, in all steps alike."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from handgrad.doctor.truth.compare import Comparison
from handgrad.doctor.truth.crossed import SQUARED, is_crossed
from handgrad.doctor.truth.steady import by_parameter, is_firm, keeps_factor
from handgrad.doctor.truth.truth import parallel, size

SAME = 1e-9
"""How near two factors come that are the same."""
EXACT = 1e-3
"""Part of the tolerance within which gradients in float64 agree that are the same."""
MOVED = 1.05
"""How many times longer a right gradient gets that follows what the program does."""
STEADY = 1.5
"""Ratio of the largest to the smallest factor over the recorded steps that a learning rate may go through."""


def best(comparisons: list[Comparison]) -> Comparison | None:
    """The comparison with most right parameters, a wrong one counting against it."""
    return max(comparisons, key=points, default=None)


def points(comparison: Comparison) -> int:
    """How well a loss explains one step."""
    return len(comparison.right) - 2 * bool(comparison.wrong)


def best_loss(steps: list[list[Comparison]], logarithms: bool = False) -> list[str]:
    """The loss under which most parameters are right over all steps, and others that are the same but for a factor.

    It has the same factor in all steps, where any loss has. Of equals it is the one that more steps can have, then no
    cross-entropy where the program takes no `logarithms`, then the one with a steady factor. Where it explains
    nothing, or only a part and the program's own another, or the program's own loss differs from it only by a penalty
    on the parameters, or is the cross-entropy and the gradient that of the squared error, it is the program's own
    that counts.
    """
    chosen = {name: [best([c for c in step if c.truth.loss == name]) for step in steps] for name in names(steps)}
    if is_only_shown(chosen):
        del chosen["program"]
    if "program" in chosen:
        chosen = {name: each for name, each in chosen.items() if not name.startswith("error signal")}
    whole = unmatched(completed(chosen))
    firm = [name for name in whole if is_firm(whole[name])]
    found = max(firm or whole, key=lambda name: score(name, whole[name], logarithms), default="")
    own = [each for each in chosen.get("program", []) if each is not None]
    partly = "program" in firm and any(each is not None and each.wrong for each in whole[found])
    if own and found != "program" and (partly or counts_more(own, found, chosen)):
        found = "program"
    if own and all(each.truth.penalties for each in own):
        return [found]
    return [found, *(name for name in chosen if name != found and alike(chosen[name], chosen[found]))]


def follows(comparisons: Iterable[Comparison | None]) -> bool:
    """Whether some gradient keeps its factor while its right length goes up and down: chance does not do that."""
    for shown in filter(keeps_factor, by_parameter(comparisons)):
        sizes = [float(np.linalg.norm(match.right)) for match in shown]
        if max(sizes) > MOVED * min(sizes):
            return True
    return False


def completed(chosen: dict[str, list[Comparison | None]]) -> dict[str, list[Comparison | None]]:
    """Every loss over all steps: where the program does not compute one, it is known by another that is the same."""
    found = {}
    for name, own in chosen.items():
        same = [other for other in chosen.values() if other is not own and None in own and alike(own, other)]
        found[name] = [next(filter(None, each), None) for each in zip(own, *same, strict=True)]
    return found


def unmatched(chosen: dict[str, list[Comparison | None]]) -> dict[str, list[Comparison | None]]:
    """Without the named losses that only some steps can have, and that another explains as well there."""

    def matched(own: list[Comparison | None], other: list[Comparison | None]) -> bool:
        pairs = [(one, two) for one, two in zip(own, other, strict=True) if one is not None]
        as_good = all(two is not None and points(two) >= points(one) for one, two in pairs)
        beyond = [two for one, two in zip(own, other, strict=True) if one is None and two is not None]
        return as_good and bool(beyond) and all(points(two) >= 0 for two in beyond)

    named = [own for name, own in chosen.items() if name != "program"]
    less = [id(own) for own in named if any(matched(own, other) for other in named)]
    return {name: own for name, own in chosen.items() if id(own) not in less}


def names(steps: list[list[Comparison]]) -> list[str]:
    """The losses that any step is judged by."""
    return list(dict.fromkeys(comparison.truth.loss for step in steps for comparison in step))


def score(
    name: str, comparisons: list[Comparison | None], logarithms: bool
) -> tuple[float, bool, int, bool, bool, bool, bool]:
    """What speaks for a loss; what the program only seems to mean comes last."""
    known = [each for each in comparisons if each is not None]
    lost = any(each.wrong and not each.right for each in known)
    believed = [each for each in known if each.factor > 0 or not lost]  # at saturated outputs many losses turn round
    right = sum(len(each.right) for each in believed if is_confirmed([each]) or not each.wrong)
    wrong = sum(len(each.wrong) for each in known)
    share = (right - wrong) / max(1, right + wrong)
    factors = [each.factor for each in known if each.right]
    downhill = bool(factors) and min(factors) > 0
    taken = logarithms or "entropy" not in name
    return share, not name.startswith("error signal"), len(known), taken, is_steady(known), downhill, name == "program"


def is_steady(comparisons: list[Comparison], ratio: float = STEADY) -> bool:
    """Whether what is right under a loss goes downhill in all steps, with a factor that hardly changes."""
    factors = [each.factor for each in comparisons if each.right]
    return bool(factors) and min(factors) > 0 and max(factors) <= ratio * min(factors)


def is_only_shown(chosen: dict[str, list[Comparison | None]]) -> bool:
    """Whether what a program computes is the mean absolute error, and explains nothing: a measure for people to read.

    The way back begins with the difference itself far more often than with its sign.
    """
    own, sizes = chosen.get("program", []), chosen.get("mean absolute error", [])
    explained = any(each is not None and each.right for each in own)
    return not explained and SQUARED in chosen and alike(own, sizes)


def counts_more(own: list[Comparison], found: str, chosen: dict[str, list[Comparison | None]]) -> bool:
    """Whether the program's own loss counts, although another explains as much or more."""
    hardly = explains_nothing(chosen[found]) or explains_one_number(chosen[found]) or explains_roughly(chosen[found])
    return hardly or is_penalised(own, chosen[found]) or is_crossed(found, chosen)


def explains_nothing(comparisons: list[Comparison | None]) -> bool:
    """Whether hardly a gradient is right under a loss, and none of them points downhill."""
    known = [each for each in comparisons if each is not None]
    right, wrong = sum(len(each.right) for each in known), sum(len(each.wrong) for each in known)
    return right < wrong and not any(each.right and each.factor > 0 for each in known)


def explains_one_number(comparisons: list[Comparison | None]) -> bool:
    """Whether of several gradients only one is right under a loss, which is a single number: that is always a multiple.

    Nothing else speaks for such a loss, and others explain as much.
    """
    known = [each for each in comparisons if each is not None]
    single = all([match.free for match in each.right] in ([], [1]) for each in known)
    return single and all(each.wrong for each in known) and not follows(known)


def explains_roughly(comparisons: list[Comparison | None]) -> bool:
    """Whether a loss explains some steps only nearly and others not: so do many where the outputs are saturated."""
    known = [each for each in comparisons if each is not None]
    several = [(each, match) for each in known for match in each.right if match.free > 1]
    near = [match.direction_error > EXACT * each.truth.tolerance for each, match in several]
    return bool(near) and all(near) and any(each.wrong and not is_confirmed([each]) for each in known)


def is_confirmed(comparisons: Iterable[Comparison]) -> bool:
    """Whether gradients of more than one number are right in some step: a single number is always a multiple."""
    return any(sum(match.free for match in each.right) > 1 for each in comparisons)


def is_guessed(comparisons: Iterable[Comparison]) -> bool:
    """Whether nothing speaks for the loss: no gradient is right, and the program computes none, or climbs it.

    Which way it goes, one number that is right by itself does not say, where others are wrong.
    """
    found = list(comparisons)
    computed = any(each.truth.value is not None and (each.factor >= 0 or each.wrong) for each in found)
    return not is_confirmed(found) and not computed and not follows(found)


def is_penalised(own: list[Comparison], others: list[Comparison | None]) -> bool:
    """Whether the program's own loss is another one with a penalty."""
    same = [other for other in others if other is not None]
    return all(each.truth.penalties for each in own) and any(
        parallel(each.truth.seeds, other.truth.seeds) or parallel(without_penalties(each), other.truth.gradients)
        for each in own
        for other in same
    )


def without_penalties(comparison: Comparison) -> dict[int, Any]:
    """The gradients of a loss, less what its penalties add to them."""
    truth = comparison.truth
    return {number: right - truth.penalties.get(number, 0.0) for number, right in truth.gradients.items()}


def alike(one: list[Comparison | None], other: list[Comparison | None]) -> bool:
    """Whether two losses are the same in every step that is judged by both, in more than one number."""
    pairs = [
        (a.truth.seeds, b.truth.seeds) for a, b in zip(one, other, strict=False) if a is not None and b is not None
    ]
    return bool(pairs) and all(parallel(a, b) and sum(map(np.size, a.values())) > 1 for a, b in pairs)


def same_losses(chosen: list[Comparison], beside: list[list[Comparison]]) -> list[str]:
    """The losses that are the chosen one but for a factor, which is the same in most steps: a mean ends some epochs.

    And what the program's own is but for a guard.
    """
    factors: dict[str, list[float]] = {}
    guarded: dict[str, None] = {}
    for one, others in zip(chosen, beside, strict=True):
        for each in {other.truth.loss: other for other in reversed(others)}.values():
            names = each.truth.loss, each.truth.meant
            guarded.update(dict.fromkeys(names if each.truth.meant and one.truth.loss in names else ()))
            if parallel(one.truth.seeds, each.truth.seeds):
                factors.setdefault(each.truth.loss, []).append(size(each.truth.seeds) / size(one.truth.seeds))
    same = [name for name, own in factors.items() if most_alike(own) > max(1, len(chosen) / 2)]
    return list(dict.fromkeys([*same, *guarded]))


def most_alike(numbers: list[float]) -> int:
    """How many numbers are the same as one of them, at most."""
    return max(int(np.sum(np.isclose(numbers, each, rtol=SAME, atol=0))) for each in numbers)
