"""Slope texts: how a program may write the slope of an activation at one place, with what can be read there."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from handgrad.doctor.edits.aims import FORMULAS, Aim, fits, gives, need, two_valued, value_of
from handgrad.doctor.edits.bindings import enclosing_lambda
from handgrad.doctor.edits.spelling import function_of, prefix
from handgrad.doctor.edits.syntax import Tree, rooted
from handgrad.doctor.edits.visible import enclosing, is_module

if TYPE_CHECKING:
    from handgrad.doctor.case import Case

NEAREST = 60
"""How many of the values that a text held are looked at."""
UNPROVEN = 1.6
"""How much less likely a call is that was not seen to give a right slope."""


@dataclass(frozen=True)
class Spelling:
    """One text of the right slope, and how far it is from what people write (0: nothing is nearer)."""

    text: str
    distance: float
    of: str = ""
    """The array that it is made of."""
    held: int = 1
    """How many values that array's name has had."""


def spellings(case: Case, tree: Tree, node: ast.AST, aim: Aim) -> list[Spelling]:
    """Texts of the slope for one place, likeliest first: of arrays that stand in its statement before others."""
    place = (tree.file, enclosing_lambda(tree, node) or tree.function(node), aim)
    if place not in case.scope.spelled:
        case.scope.spelled[place] = spelled(case, tree, node, aim)
    found: list[Spelling] = case.scope.spelled[place]
    here = texts_in(tree.statement(node) or node)
    return sorted(found, key=lambda each: (each.distance, each.of not in here, each.held, len(each.text)))


def spelled(case: Case, tree: Tree, node: ast.AST, aim: Aim) -> list[Spelling]:
    """Formulas and calls; those of arrays that stand in the same function are nearer."""
    patient = case.patient
    wanted = need(patient, aim) if patient else None
    if patient is None or wanted is None:
        return []
    own, around = names_in(tree, node), 0.2 if tree.function(node) is None else 0.6
    found = [*by_formula(case, tree, aim, case.scope.visible(tree, node)), *by_function(case, tree, node, aim)]
    return list(
        {
            s.text: replace(s, distance=s.distance + (around if s.of.isidentifier() else 0.2) * (s.of not in own))
            for s in reversed(found)
        }.values()
    )


def names_in(tree: Tree, node: ast.AST) -> set[str]:
    """Texts that stand in the same function."""
    function = tree.function(node)
    return texts_in(enclosing(tree, function)[-1] if function else tree.root)


def texts_in(area: ast.AST) -> set[str]:
    """Names, attributes and items in a part of the source."""
    return {ast.unparse(part) for part in ast.walk(area) if isinstance(part, (ast.Name, ast.Attribute, ast.Subscript))}


def by_formula(case: Case, tree: Tree, aim: Aim, visible: Mapping[str, set[int]]) -> Iterator[Spelling]:
    """Known formulas of texts, wherever the numbers that they held agree."""
    patient = case.patient
    assert patient is not None
    module, wanted = functions_of(tree), need(patient, aim)
    for place, (template, formula) in enumerate(FORMULAS.items()):
        texts = [
            text
            for text, held in visible.items()
            if any(gives(formula, value_of(patient, i), wanted) for i in nearest(held, aim))
        ]
        for text in texts:
            yield Spelling(template.format(x=text, np=module), 0.3 * (place > 3) + 0.1, text, len(visible[text]))
    ends = {aim.landmark.before, aim.landmark.after}
    for text, held in visible.items():
        for index in held & ends:
            for template in two_valued(value_of(patient, index), wanted, module):
                yield Spelling(template.format(x=text), 0.2, text, len(held))


def nearest(held: Collection[int], aim: Aim) -> Collection[int]:
    """What a text held, or the values nearest to the activation where there are many: one for each number."""
    return held if len(held) <= NEAREST else sorted(held, key=lambda index: abs(index - aim.after))[:NEAREST]


def functions_of(tree: Tree) -> str:
    """What stands in front of `exp` and `tanh`: NumPy's name, or `math.` where there is no NumPy."""
    names = {alias.name for node in ast.walk(tree.root) if isinstance(node, ast.Import) for alias in node.names}
    return "math." if "math" in names and not any("numpy" in name for name in names) else prefix(tree)


def by_function(case: Case, tree: Tree, node: ast.AST, aim: Aim) -> Iterator[Spelling]:
    """The program's own functions of one array, applied to what goes into the activation or comes out of it."""
    for call, ends in own_calls(case).items():
        for end in ("after", "before"):
            for text, held in case.scope.visible(tree, node).items():
                if getattr(aim.landmark, end) in held and (not ends or end in ends):
                    yield Spelling(call.replace("{x}", text), UNPROVEN * (not ends), text, len(held))


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
                called.add(function_of(call))
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
        if slope is not None and any(fits(result, slope) for result in results):
            yield from (end for end in ("before", "after") if getattr(landmark, end) in given)


def is_slope_call(case: Case, tree: Tree, call: ast.Call) -> bool:
    """Whether a call of one array and constants is one of the program's own that takes no part in the forward pass."""
    assert case.patient is not None
    if isinstance(call.func, ast.Attribute) and (is_module(call.func.value) or not rooted(call.func)):
        return False
    rest = [*call.args[1:], *(keyword.value for keyword in call.keywords)]
    results = case.scope.results_of(tree, call)
    if not rest and is_forward(case, function_of(call)):
        return False
    return all(isinstance(part, ast.Constant) for part in rest) and any(i in case.patient.slopes for i in results)


def is_forward(case: Case, name: str) -> bool:
    """Whether some call of a function of this name gave a value of the forward pass."""
    assert case.patient is not None
    return any(
        isinstance(call, ast.Call)
        and function_of(call) == name
        and any(i in case.patient.forward_set for i in case.scope.results_of(tree, call))
        for tree in case.trees.values()
        for call in ast.walk(tree.root)
    )
