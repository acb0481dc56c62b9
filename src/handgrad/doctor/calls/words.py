"""The words for gradients judged by numbers alone: what the numbers prove, and nothing more."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from handgrad.doctor.calls.judgement import Judged, agrees, factor, one_number, summed, transposed
from handgrad.doctor.calls.structure import Array
from handgrad.doctor.finding import Finding, Place

FEW = 4
"""How many numbers and names are shown."""


def findings_of(judged: list[Judged], place: Place, against: str) -> Iterator[Finding]:
    """A finding for everything that is wrong in one way, with all arrays that are wrong in that way."""
    groups: dict[tuple[str, str], list[Judged]] = {}
    for each in judged:
        if each.state == "wrong":
            groups.setdefault(diagnosis(each, against), []).append(each)
    for (kind, fact), members in groups.items():
        names = ", ".join(each.name for each in members[:FEW]) + (", ..." if len(members) > FEW else "")
        every = len(members) == len(judged) > 1
        whose = f"every gradient ({names})" if every else f"the gradient of {names}"
        yield Finding(
            kind, "error", place, f"{whose} {fact}",
            yours=few(members[0].seen), right=few(members[0].slopes.right),
            notes=tuple(notes_on(kind, members, judged)),
        )  # fmt: skip


def diagnosis(judged: Judged, against: str) -> tuple[str, str]:
    """The kind of bug that the numbers prove, and the fact."""
    constant, word = factor(judged), one_number(judged)
    if constant == -1:
        return "sign-error", f"is {against} times -1"
    if constant is not None:
        return "gradient-scale", f"is {constant:.6g} times {against}"
    if transposed(judged):
        return "gradient-transposed", f"is the transpose of {against}"
    if word:
        return "bias-grad-axis", f"is one number everywhere, the {word} of the numbers it should hold"
    if summed(judged):
        return "bias-grad-axis", f"{judged.misfit}: it is right once it is added over the axes it has too many"
    if judged.misfit:
        return "gradient-mismatch", judged.misfit
    if not np.all(np.isfinite(judged.seen)):
        return "gradient-mismatch", "holds NaN or infinity where the loss has a finite slope"
    if agrees(judged.seen, judged.slopes):
        return "gradient-mismatch", f"is {against} in the {judged.seen.size} numbers looked at, and wrong in others"
    if not np.any(judged.seen):
        return "gradient-mismatch", f"is 0 where {against} is not"
    return "gradient-mismatch", f"is not {against}"


def notes_on(kind: str, members: list[Judged], judged: list[Judged]) -> Iterator[str]:
    """Further facts: how far off, what is right, and what a factor is equal to."""
    first, constant = members[0], factor(members[0])
    if kind == "gradient-scale" and constant is not None:
        yield from lengths(constant, judged)
    if kind == "gradient-mismatch" and measurable(first):
        off = f"{first.name} is off by {first.error:.2g} of its own size"
        yield off + (f", with a cosine of {cosine(first):.4f} to the right one" if first.seen.size > 1 else "")
    fine = [each.name for each in judged if each.state == "right"]
    if fine:
        yield f"{', '.join(fine[:FEW])}{', ...' if len(fine) > FEW else ''} {'is' if len(fine) == 1 else 'are'} right"


def measurable(judged: Judged) -> bool:
    """Whether it means anything how far off a gradient is."""
    finite = bool(np.all(np.isfinite(judged.seen)) and np.any(judged.seen))
    return finite and not judged.misfit and judged.error > judged.slopes.tolerance


def cosine(judged: Judged) -> float:
    """The cosine of the angle between a gradient and the right one."""
    seen, right = judged.seen, judged.slopes.right
    return float(np.dot(seen, right)) / float(np.linalg.norm(seen) * np.linalg.norm(right) or 1)


def lengths(constant: float, judged: list[Judged]) -> Iterator[str]:
    """Where a factor is also the length of an axis of some array."""
    for size in (constant, 1 / constant):
        names = [each.name for each in judged if size in each.slopes.shape and size > 1]
        if names:
            yield f"{size:.6g} is also the length of an axis of {', '.join(names[:FEW])}"


def few(array: Array) -> str:
    """The first numbers in four digits, and how many there are."""
    shown = " ".join(f"{each:.4g}" for each in array[:FEW])
    return shown + (f" ... ({array.size} numbers)" if array.size > FEW else "")


def states_of(judged: list[Judged]) -> tuple[str, ...]:
    """What was compared, and how exactly."""
    return tuple(f"{each.name}, {seen_of(each)}" for each in judged)


def seen_of(judged: Judged) -> str:
    """How much of one array was looked at."""
    size, seen = int(np.prod(judged.slopes.shape)), judged.seen.size
    part = f"{seen} of {size} numbers" if seen < size else f"{size} number{'s' * (size != 1)}"
    corners = len(judged.slopes.entries) - seen
    at_corners = f" ({corners} on a corner, where there is no slope)" if corners else ""
    return part + at_corners
