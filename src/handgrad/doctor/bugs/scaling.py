"""Inputs on a scale of their own: what they do to the first layer, and how they are brought to size 1."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from handgrad.doctor.anatomy.course import Course, Layer
from handgrad.doctor.anatomy.inputs import after, holders, input_ops, input_range, input_size, standardised
from handgrad.doctor.bugs.never_read import exchanged, named, unread
from handgrad.doctor.bugs.start import too_large_besides
from handgrad.doctor.edits.initial import inputs_axis, weights_into
from handgrad.doctor.edits.made_smaller import divided, returned
from handgrad.doctor.edits.spelling import uses_numpy
from handgrad.doctor.edits.syntax import Tree
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Site

if TYPE_CHECKING:
    from handgrad.doctor.case import Case
    from handgrad.doctor.edits.rates import Rate
    from handgrad.doctor.truth.patient import Patient

KIND = "no-input-scaling"
LARGE = 8.0
"""Size of inputs above which their scale is named."""
FAR = 4
"""Lines between two statements that are too many to be underlined together."""
RATES = (0.1, 0.01)
"""Learning rates that go with inputs of size 1."""


def signs(case: Case) -> Iterator[Sign]:
    """Inputs much larger than 1 in front of weights of size 1, or that force a tiny learning rate."""
    course = case.course
    if not course.patients or input_size(course.patients) < LARGE:
        return
    first = course.patients[0]
    weights = too_large_besides(course, input_size(course.patients))
    repairs = [each for scaled in scalings(course, first) for each in with_smaller_weights(scaled, weights)]
    if repairs:
        finding = case.find(KIND, repairs[0].site, repairs[0].message, "warning")
        yield Sign(finding, tuple(repairs), needs_proof=True, follow=True)


def with_smaller_weights(scaled: Repair, weights: Repair | None) -> Iterator[Repair]:
    """Scaled inputs, and start weights for them where the program's own are too large for any."""
    yield scaled
    if weights is not None and scaled.companion is None:
        yield scaled.joined(weights, scaled.rank + 0.03)


def scalings(course: Course, first: Patient) -> Iterator[Repair]:
    """The inputs standardised; the targets too where they are large; a learning rate that fits beside it."""
    case, (low, high) = course.case, input_range(course.patients)
    message = f"the inputs reach from {low:.4g} to {high:.4g}" + consequence(course)
    features = features_of(course, first)
    targets = [target for _, target, _ in first.step.targets[:1] if target is not None]
    for index in input_ops(first)[:1]:
        for tree, statement, name, value in list(holders(case, index))[:2]:
            targeted = made_from(case, tree, statement, name, targets)
            others = [*targeted, *beside(tree, statement, name, uses_numpy(tree))]
            last = max([statement, *others], key=lambda each: each.lineno)
            site = between(case.site_of(statement, tree.file), case.site_of(last, tree.file))
            yield from already_scaled(case, tree, statement, name, value, message)
            held = value if uses_numpy(tree) else case.recording.namespace.get(name, value)
            scaled = (after(tree, last, standardised(name, held, features)),)
            for home, given in returned(case, statement, name) if uses_numpy(tree) else ():
                if text := divided(home, given, case.program[index].value):
                    place = case.site_of(given, home.file)
                    yield Repair(KIND, place, (home.replace(given, text),), message, 1.4, forward=True)
            yield Repair(KIND, site, scaled, message, 1.5, forward=True)
            rate = course.rate
            for number, each in enumerate(RATES if rate is not None else ()):
                if rate is not None and not each / 3 < rate.value < each * 3:
                    other = fitting(case, rate, each)
                    edits, rank = (*scaled, *other.splices), 1.6 + 0.1 * number
                    yield Repair(KIND, site, edits, message, rank, forward=True, companion=other)


def already_scaled(
    case: Case, tree: Tree, statement: ast.stmt, name: str, value: Any, message: str
) -> Iterator[Repair]:
    """What is made of the inputs and never read, or is the same in a smaller size, in the place of the inputs."""
    area = tree.function(statement) or tree.root
    idle = set(unread(area))
    for called, made in named(area):
        if not any(is_name(part, name) for part in ast.walk(made.value)):
            continue
        if made in idle or is_smaller(case.recording.namespace.get(called), value):
            for each in exchanged(case, tree, made):
                yield replace(each, kind=KIND, message=message, rank=1.3, forward=True)


def is_smaller(held: Any, value: Any) -> bool:
    """Whether an array is the inputs, each column moved and divided by a number, in a much smaller size."""
    if not isinstance(held, np.ndarray) or held.shape != np.shape(value) or held.dtype.kind != "f" or held.ndim > 2:
        return False
    if np.max(np.abs(held), initial=0.0) * LARGE >= np.max(np.abs(value), initial=0.0):
        return False
    made, given = (np.atleast_2d(np.transpose(each)) - np.mean(each, axis=0)[..., None] for each in (held, value))
    along = np.sum(made * given, axis=1)  # (columns,)
    return bool(np.allclose(along**2, np.sum(made**2, axis=1) * np.sum(given**2, axis=1), rtol=1e-9))


def fitting(case: Case, rate: Rate, value: float) -> Repair:
    """A learning rate for inputs of size 1, where the program's own is another."""
    small = rate.value < value
    kind = "learning-rate-too-small" if small else "learning-rate-too-large"
    message = f"a rate of {rate.value:g} is {'smaller' if small else 'larger'} than inputs of size 1 need"
    site = case.site_of(rate.places[0].node, rate.places[0].tree.file)
    return Repair(kind, site, tuple(place.replaced(value) for place in rate.places), message)


def made_from(case: Case, tree: Tree, statement: ast.stmt, name: str, targets: list[int]) -> Iterator[ast.stmt]:
    """Statements of the same block that make the targets, which may be computed from the inputs as they are.

    What divides inputs and targets at once is none of them: there the inputs are handed on.
    """
    block = tree.block(statement)
    for each in (each for index in targets for _, each, _, _ in holders(case, index)):
        several = isinstance(each, ast.Assign) and isinstance(each.targets[0], ast.Tuple)
        if each in block and not (several and any(is_name(part, name) for part in ast.walk(each))):
            yield each


def beside(tree: Tree, statement: ast.stmt, name: str, numpy: bool) -> Iterator[ast.stmt]:
    """The next statements, as long as they make other lists of the inputs: their labels, as a rule."""
    block = tree.block(statement)
    for each in block[block.index(statement) + 1 :] if not numpy else ():
        if not isinstance(each, ast.Assign) or not any(is_name(part, name) for part in ast.walk(each.value)):
            return
        yield each


def is_name(node: ast.AST, name: str) -> bool:
    """Whether a node reads a variable."""
    return isinstance(node, ast.Name) and node.id == name


def between(one: Site, other: Site) -> Site:
    """From one place to another; the other alone where they are far from each other."""
    if other.end_line - one.line > FAR:
        return other
    return replace(one, end_line=other.end_line, end_column=other.end_column)


def consequence(course: Course) -> str:
    """What large inputs do to the first layer."""
    hidden = course.hidden(course.patients[0])
    if not hidden:
        return ""
    layer: Layer = hidden[0]
    size = float(np.abs(layer.before).mean())
    flat = float(np.mean(np.abs(layer.slope) < 1e-3)) if layer.slope is not None else 0.0
    if layer.saturates and flat > 0:
        return f": the first weighted sums have the size {size:.3g}, and {flat:.0%} of the slopes behind them are 0"
    return f": the first weighted sums have the size {size:.3g}"


def features_of(course: Course, first: Patient) -> int:
    """How many numbers one row has."""
    hidden = course.hidden(first)
    for number in weights_into(first, hidden[0] if hidden else None):
        shape = np.shape(first.values[first.step.before[number]])
        if len(shape) == 2:
            return int(shape[inputs_axis(first, number)])
    return 0
