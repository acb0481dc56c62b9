"""Aims: what every activation has to be multiplied by on the way back, and texts of it for a place of the source."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from handgrad.doctor.patient import Landmark, Patient
from handgrad.doctor.spelling import prefix
from handgrad.doctor.syntax import Tree, rooted
from handgrad.doctor.visible import enclosing_lambda, is_module
from handgrad.program.program import Ref

if TYPE_CHECKING:
    from handgrad.doctor.case import Case

Formula = Callable[[Any], Any]

FORMULAS: dict[str, Formula] = {
    "{x} * (1 - {x})": lambda x: x * (1 - x),
    "(1 - {x} ** 2)": lambda x: 1 - x**2,
    "({x} > 0)": lambda x: x > 0,
    "{x}": lambda x: x,
    "(1 - {np}tanh({x}) ** 2)": lambda x: 1 - np.tanh(x) ** 2,
    "{np}exp(-{x}) / (1 + {np}exp(-{x})) ** 2": lambda x: np.exp(-x) / (1 + np.exp(-x)) ** 2,
    "{np}cos({x})": np.cos,
    "(2 * {x})": lambda x: 2 * x,
    "{np}sign({x})": np.sign,
    "{np}exp({x})": np.exp,
    "1 / (1 + {np}exp(-{x}))": lambda x: 1 / (1 + np.exp(-x)),
    "1 / (1 + {x} ** 2)": lambda x: 1 / (1 + x**2),
    "(1 + {x}) * (1 - {x}) / 2": lambda x: (1 + x) * (1 - x) / 2,
}
"""Slopes in terms of the value before or after an activation; each is a factor as it stands."""
FEW = 64
"""How many elements are enough to see that a formula is another."""
FIRST = 6
"""How many activations made by the same expression are looked at."""
UNPROVEN = 1.6
"""How much less likely a call is that was not seen to give a right slope."""
MOST = 3
"""How many texts for one slope are tried at one place."""


@dataclass(frozen=True)
class Aim:
    """A stretch of one activation: what has to be multiplied in between `after` and `before` on the way back."""

    landmark: Landmark
    before: int
    after: int


@dataclass(frozen=True)
class Spelling:
    """One text of the right slope, and how far it is from what people write (0: nothing is nearer)."""

    text: str
    distance: float
    of: str = ""
    """The array that it is made of."""


def aims_of(patient: Patient) -> list[Aim]:
    """Every activation whose slope is not 1, and where it has several steps (a mask behind it), each of its parts."""
    found = []
    for landmark in distinct_landmarks(patient):
        found.append(Aim(landmark, landmark.before, landmark.after))
        stops = [landmark.after, *masked(patient, landmark)]
        for above, stop in pairwise(stops):
            found += [
                Aim(landmark, stop, above),
                Aim(landmark, stop, landmark.after),
                Aim(landmark, landmark.before, stop),
            ]
    return [
        aim for aim in dict.fromkeys(found) if (n := need(patient, aim)) is None or not fits(np.ones(np.shape(n)), n)
    ]


def distinct_landmarks(patient: Patient) -> list[Landmark]:
    """The activations; of those that the same expressions made, only the first ones and the last."""
    groups: dict[Any, list[Landmark]] = {}
    for landmark in patient.landmarks:
        key = patient.program[landmark.before].site, patient.program[landmark.after].site
        groups.setdefault(key, []).append(landmark)
    return [landmark for group in groups.values() for landmark in dict.fromkeys([*group[:FIRST], *group[-MOST:]])]


def masked(patient: Patient, landmark: Landmark) -> list[int]:
    """The values of an activation that are only multiplied by data, such as a mask and its factor, before its end."""
    found: list[int] = []
    index = multiplied(patient, landmark.after)
    while index is not None and index != landmark.before:
        found.append(index)
        index = multiplied(patient, index)
    return found


def multiplied(patient: Patient, index: int) -> int | None:
    """What an operation multiplies, or divides, by data alone; None where it does something else."""
    op = patient.program[index]
    moving = [ref for ref in op.refs() if ref in patient.moving]
    first = op.args[0].index if op.args and isinstance(op.args[0], Ref) else None
    if len(moving) != 1 or not (op.name == "multiply" or (op.name == "divide" and moving[0] == first)):
        return None
    return moving[0]


def need(patient: Patient, aim: Aim) -> Any:
    """The right factor, in the shape of the activation; NaN where it is unknown, None where elements are mixed."""
    slope = patient.slope(aim.landmark)
    if slope is None or (aim.after, aim.before) == (aim.landmark.after, aim.landmark.before):
        return slope
    below, above = patient.adjoints.get(aim.before), patient.adjoints.get(aim.after)
    if below is None or above is None:
        return None
    with np.errstate(all="ignore"):
        return np.where(np.asarray(above) != 0, np.asarray(below) / above, np.nan)


def fits(value: Any, wanted: Any) -> bool:
    """Whether a value is the wanted factor wherever that is known."""
    value, wanted = np.asarray(value), np.asarray(wanted)
    if value.dtype.kind not in "fiub" or value.size != wanted.size:
        return False
    value, wanted = np.ravel(value).astype(float), np.ravel(wanted)
    known = np.isfinite(wanted)
    return bool(known.any()) and np.allclose(value[known], wanted[known], rtol=1e-9, atol=1e-12)


def value_of(patient: Patient, index: int) -> Any:
    """An operation's value, precise where it is part of the step."""
    return patient.values[index] if index in patient.values else patient.program[index].value


def spellings(case: Case, tree: Tree, node: ast.AST, aim: Aim) -> list[Spelling]:
    """Texts of the slope for one place, likeliest first."""
    place = (tree.file, enclosing_lambda(tree, node) or tree.function(node), aim)
    if place not in case.scope.spelled:
        case.scope.spelled[place] = spelled(case, tree, node, aim)
    found: list[Spelling] = case.scope.spelled[place]
    return found


def spelled(case: Case, tree: Tree, node: ast.AST, aim: Aim) -> list[Spelling]:
    """Formulas and calls, those of arrays that stand in the same function first."""
    patient = case.patient
    wanted = need(patient, aim) if patient else None
    if patient is None or wanted is None:
        return []
    own = names_in(tree, node)
    found = [*by_formula(case, tree, aim, case.scope.visible(tree, node)), *by_function(case, tree, node, aim)]
    return sorted(
        {s.text: Spelling(s.text, s.distance + 0.2 * (s.of not in own), s.of) for s in reversed(found)}.values(),
        key=lambda each: (each.distance, len(each.text)),
    )


def names_in(tree: Tree, node: ast.AST) -> set[str]:
    """Texts that stand in the same function."""
    area = tree.function(node) or tree.root
    return {ast.unparse(part) for part in ast.walk(area) if isinstance(part, (ast.Name, ast.Attribute, ast.Subscript))}


def by_formula(case: Case, tree: Tree, aim: Aim, visible: Mapping[str, set[int]]) -> Iterator[Spelling]:
    """Known formulas of texts, wherever the numbers that they held agree."""
    patient = case.patient
    assert patient is not None
    module, wanted = prefix(tree), need(patient, aim)
    for place, (template, formula) in enumerate(FORMULAS.items()):
        texts = [
            text for text, held in visible.items() if any(gives(formula, value_of(patient, i), wanted) for i in held)
        ]
        for text in sorted(texts, key=lambda text: (len(visible[text]), len(text)))[:MOST]:
            yield Spelling(template.format(x=text, np=module), 0.3 * (place > 3) + 0.1, text)
    ends = {aim.landmark.before, aim.landmark.after}
    for text, held in visible.items():
        for index in held & ends:
            for template in two_valued(value_of(patient, index), wanted, module):
                yield Spelling(template.format(x=text), 0.2, text)


def gives(formula: Formula, value: Any, wanted: Any) -> bool:
    """Whether a formula of a value is the wanted factor: tried on a few elements first."""
    size = np.size(wanted)
    if np.size(value) != size:
        return False
    few = slice(None, None, max(1, size // FEW))
    some = np.ravel(np.asarray(value))[few], np.ravel(np.asarray(wanted))[few]
    if np.isfinite(some[1]).any() and not fits(applied(formula, some[0]), some[1]):
        return False
    return fits(applied(formula, value), wanted)


def two_valued(value: Any, wanted: Any, module: str) -> Iterator[str]:
    """A slope of 1 above zero and of another number below."""
    value, wanted = np.ravel(np.asarray(value)), np.ravel(np.asarray(wanted))
    if value.dtype.kind != "f" or value.size != wanted.size or not np.all(np.isfinite(wanted)):
        return
    below = np.unique(np.round(wanted[value <= 0], 12))
    if np.any(value > 0) and below.size == 1 and 0 < below[0] < 1 and np.allclose(wanted[value > 0], 1):
        yield f"{module}where({{x}} > 0, 1, {float(below[0]):g})"


def applied(formula: Formula, value: Any) -> Any:
    """A formula of a value; NaN where that is no number."""
    array = np.asarray(value)
    if array.dtype.kind not in "fiub":
        return np.nan
    with np.errstate(all="ignore"):
        return formula(array.astype(float))


def by_function(case: Case, tree: Tree, node: ast.AST, aim: Aim) -> Iterator[Spelling]:
    """The program's own functions of one array, applied to what goes into the activation or comes out of it."""
    own, visible = names_in(tree, node), case.scope.visible(tree, node)
    for call, ends in own_calls(case).items():
        for end in ("after", "before"):
            texts = [text for text, held in visible.items() if getattr(aim.landmark, end) in held]
            for text in sorted(texts, key=lambda text: (text not in own, len(text)))[:MOST]:
                if not ends or end in ends:
                    yield Spelling(call.replace("{x}", text), UNPROVEN * (not ends), text)


def own_calls(case: Case) -> dict[str, set[str]]:
    """Calls of the program's own slope functions with `{x}` for their first argument, the others being constants.

    Each with the ends of an activation from which it was seen to give the right slope.
    """
    if "calls" not in case.scope.spelled:
        case.scope.spelled["calls"] = found_calls(case)
    found: dict[str, set[str]] = case.scope.spelled["calls"]
    return found


def found_calls(case: Case) -> dict[str, set[str]]:
    """Calls that are made on the way back, and functions that are made for it and never called."""
    found: dict[str, set[str]] = {}
    called: set[str] = set()
    for home in case.trees.values():
        for call in ast.walk(home.root):
            if isinstance(call, ast.Call):
                called.add(name_of(call))
                if call.args and is_slope_call(case, home, call):
                    rest = [ast.unparse(part) for part in (*call.args[1:], *call.keywords)]
                    text = f"{ast.unparse(call.func)}({', '.join(['{x}', *rest])})"
                    found.setdefault(text, set()).update(right_ends(case, home, call))
    for name, definitions in case.scope.functions.items():
        parameters = [arg.arg for arg in definitions[0][1].args.args]
        method = parameters[:1] == ["self"]
        if name not in called and len(parameters) == 1 + method and not name.startswith("__"):
            found["self." * method + name + "({x})"] = set()
    return dict(list(found.items())[:6])


def right_ends(case: Case, tree: Tree, call: ast.Call) -> Iterator[str]:
    """Whether the argument of a call that gave a right slope was what went into the activation or came out of it."""
    patient = case.patient
    assert patient is not None
    results = [value_of(patient, i) for i in case.scope.results_of(tree, call)]
    given = case.scope.visible(tree, call).get(ast.unparse(call.args[0]), set())
    for landmark in patient.landmarks:
        slope = patient.slope(landmark)
        if slope is not None and np.size(slope) > 1 and any(fits(result, slope) for result in results):
            yield from (end for end in ("before", "after") if getattr(landmark, end) in given)


def name_of(call: ast.Call) -> str:
    """The last part of what is called."""
    return str(getattr(call.func, "id", getattr(call.func, "attr", "")))


def is_slope_call(case: Case, tree: Tree, call: ast.Call) -> bool:
    """Whether a call of one array and constants is one of the program's own that takes no part in the forward pass."""
    assert case.patient is not None
    if isinstance(call.func, ast.Attribute) and (is_module(call.func.value) or not rooted(call.func)):
        return False
    rest = [*call.args[1:], *(keyword.value for keyword in call.keywords)]
    results = case.scope.results_of(tree, call)
    if not rest and is_forward(case, name_of(call)):
        return False
    return all(isinstance(part, ast.Constant) for part in rest) and any(i in case.patient.slopes for i in results)


def is_forward(case: Case, name: str) -> bool:
    """Whether some call of a function of this name gave a value of the forward pass."""
    assert case.patient is not None
    return any(
        isinstance(call, ast.Call)
        and name_of(call) == name
        and any(i in case.patient.forward_set for i in case.scope.results_of(tree, call))
        for tree in case.trees.values()
        for call in ast.walk(tree.root)
    )
