"""Edits inside the functions that a program has for the slopes of its activations."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.case import Case
from handgrad.doctor.edits.aims import MOST, Aim, aims_of, need
from handgrad.doctor.edits.bindings import enclosing_lambda
from handgrad.doctor.edits.mutations import calls_of, is_function, mutations, readings
from handgrad.doctor.edits.pieces import values_of
from handgrad.doctor.edits.slope_texts import by_formula, is_forward
from handgrad.doctor.edits.slopes import FORMULA, is_two_valued, kind_of_formula
from handgrad.doctor.edits.spelling import function_of
from handgrad.doctor.edits.suspects import Suspect
from handgrad.doctor.edits.syntax import Tree
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Site

Function = ast.FunctionDef | ast.Lambda

EVIDENT = 1.7
"""Up to which rank a formula is one that people write."""
SOONER = 0.15
"""How much likelier the same mistake is in both of two functions than in one of them."""
INPUT = "this slope is written for another value than the one that it is given"
MASK = "this passes other entries than the activation did"


def repairs(case: Case) -> Iterator[Repair]:
    """The right formula, calls taken away or added, and small changes, in every slope function behind what is wrong.

    Two functions may be wrong in the same manner: their formulas are also exchanged together.
    """
    formulas: dict[ast.AST | None, Repair] = {}
    for each in one_by_one(case):
        if each.kind == "derivative-wrong-input" and each.rank < EVIDENT:
            formulas.setdefault(function_at(case, each.site), each)
        yield each
    if len(formulas) == 2:
        one, other = formulas.values()
        yield one.joined(other, one.rank - SOONER)


def function_at(case: Case, site: Site) -> ast.AST | None:
    """The function or lambda that a site is in, the expression itself outside of any."""
    tree = case.trees[site.file]
    node = tree.at(site)
    return node and (enclosing_lambda(tree, node) or tree.function(node) or node)


def one_by_one(case: Case) -> Iterator[Repair]:
    """The edits of each function by itself."""
    case = case.sharpened
    if case.patient is None:
        return
    aims = aims_of(case.patient)
    for tree, function in slope_functions(case):
        parameters = [arg.arg for arg in function.args.args if arg.arg != "self"]
        for result in returned(function) if not parameters else ():
            yield from other_attribute(case, tree, result, aims)
        if parameters:
            for result in returned(function):
                yield from other_formula(case, tree, function, parameters[0], result, aims)
            for part in simple_parts(function):
                yield from other_argument(case, tree, parameters[0], part)
                yield from changed(case, tree, part, aims)
    for tree, node in slope_expressions(case):
        around = tree.function(node)
        if isinstance(around, ast.FunctionDef) and is_result(tree, node):
            for parameter in [arg.arg for arg in around.args.args if arg.arg != "self"][:1]:
                yield from other_formula(case, tree, around, parameter, node, aims)
                yield from other_argument(case, tree, parameter, node)
        yield from changed(case, tree, node, aims)


def slope_functions(case: Case) -> list[tuple[Tree, Function]]:
    """Functions called behind a wrong gradient whose results are no gradients and no part of the forward pass."""
    assert case.patient is not None
    taken = case.patient.forward_set | case.scope.back
    found: dict[ast.AST, tuple[Tree, Function]] = {}
    for suspect in case.suspects:
        own = (suspect.tree.file, suspect.node) in case.scope.performed
        for call in ast.walk(suspect.node) if own else [suspect.node]:
            if isinstance(call, ast.Call) and not taken & set(case.scope.results_of(suspect.tree, call)):
                found.update(
                    {function: (tree, function) for tree, function in case.scope.definitions(suspect.tree, call)}
                )
        if (small := enclosing_lambda(suspect.tree, suspect.node)) is not None and is_slope(case, suspect):
            found[small] = suspect.tree, small
    direct = [each for each in found.values() if not is_forward(case, getattr(each[1], "name", "lambda"))]
    return [(tree, function) for tree, function in direct if len(list(ast.walk(function))) < 120][:6]


def slope_expressions(case: Case) -> list[tuple[Tree, ast.expr]]:
    """Expressions behind a wrong gradient that are slopes, outermost ones only, outside of slope functions."""
    assert case.patient is not None
    inside = {node for _, function in slope_functions(case) for node in ast.walk(function)}
    found: dict[ast.AST, Tree] = {
        suspect.node: suspect.tree
        for suspect in case.suspects
        if isinstance(suspect.node, ast.expr) and suspect.node not in inside and is_slope(case, suspect)
    }
    parts = {part for node in found for part in ast.walk(node) if part is not node}
    return [(tree, node) for node, tree in found.items() if node not in parts and isinstance(node, ast.expr)][:12]


def is_slope(case: Case, suspect: Suspect) -> bool:
    """Whether all that an expression performed is neither forward nor a gradient."""
    assert case.patient is not None
    own = case.scope.performed.get((suspect.tree.file, suspect.node), set())
    return bool(own) and not own & (case.patient.forward_set | case.scope.back)


def is_result(tree: Tree, node: ast.expr) -> bool:
    """Whether a function returns an expression, or returns it under some condition (`f * (1 - f) if slope else f`)."""
    parent = tree.parents.get(node)
    return isinstance(parent, ast.Return) or (
        isinstance(parent, ast.IfExp) and node is not parent.test and isinstance(tree.parents.get(parent), ast.Return)
    )


def returned(function: Function) -> list[ast.expr]:
    """What a function gives back."""
    if isinstance(function, ast.Lambda):
        return [function.body]
    return [node.value for node in ast.walk(function) if isinstance(node, ast.Return) and node.value is not None]


def other_formula(
    case: Case, tree: Tree, function: Function, parameter: str, result: ast.expr, aims: list[Aim]
) -> Iterator[Repair]:
    """The slope of the activation in terms of the function's own argument."""
    assert case.patient is not None
    held = case.scope.held.get((function, parameter), set())
    indices = values_of(case, tree, result)
    given = dict.fromkeys([*indices[:MOST], *indices[-1:]])
    for aim in aims:
        if held & {aim.before, aim.after} and need(case.patient, aim) is not None:
            kind, message = kind_of_formula(case, aim, given)
            for spelling in by_formula(case, tree, aim, {parameter: held}):
                text = spelling.text.strip("()") if plain(spelling.text) else spelling.text
                splices = (tree.replace(result, text),)
                yield Repair(kind, case.site_of(result, tree.file), splices, message, 1.4 + spelling.distance)


def other_attribute(case: Case, tree: Tree, result: ast.expr, aims: list[Aim]) -> Iterator[Repair]:
    """The slope in terms of what the object keeps, in a method that is given nothing."""
    patient = case.patient
    assert patient is not None
    visible = {text: held for text, held in case.scope.visible(tree, result).items() if "." in text}
    given = values_of(case, tree, result)[:MOST]
    for aim in aims:
        kind, message = kind_of_formula(case, aim, given)
        for spelling in by_formula(case, tree, aim, visible) if need(patient, aim) is not None else ():
            text = spelling.text.strip("()") if plain(spelling.text) else spelling.text
            splices = (tree.replace(result, text),)
            yield Repair(kind, case.site_of(result, tree.file), splices, message, 1.4 + spelling.distance)


def plain(text: str) -> bool:
    """Whether the outer parentheses of a text belong together and may go."""
    return text.startswith("(") and text.endswith(")") and "(" not in text[1:] and ")" not in text[:-1]


def other_argument(case: Case, tree: Tree, parameter: str, part: ast.AST) -> Iterator[Repair]:
    """`f(v) * (1 - f(v))` for `v * (1 - v)`, and the other way round."""
    site = case.site_of(value_in(part), tree.file)
    calls = [node for node in ast.walk(part) if isinstance(node, ast.Call) and len(node.args) == 1]
    names = {ast.unparse(call.func) for call in calls if is_function(call.func) or is_forward(case, function_of(call))}
    for name in sorted(names):
        splices = tuple(tree.replace(call, tree.operand(call.args[0])) for call in calls_of(part, name))
        yield Repair("derivative-wrong-input", site, splices, INPUT, 1.3)
    for name in forward_functions(case):
        splices = tuple(tree.replace(node, f"{name}({tree.source(node)})") for node in readings(part, parameter))
        if splices and name not in names:
            yield Repair("derivative-wrong-input", site, splices, INPUT, 1.5)


def simple_parts(function: Function) -> list[ast.AST]:
    """The statements of a function that hold no others, and the conditions of those that do; the body of a lambda."""
    if isinstance(function, ast.Lambda):
        return [function.body]
    found: list[ast.AST] = []
    for node in ast.walk(function):
        if isinstance(node, (ast.If, ast.While)):
            found.append(node.test)
        elif isinstance(node, ast.stmt) and not any(isinstance(part, ast.stmt) for part in ast.iter_child_nodes(node)):
            found.append(node)
    return found


def value_in(part: ast.AST) -> ast.AST:
    """The expression of a statement that gives something back or assigns it; the part itself where it is none."""
    value = getattr(part, "value", None)
    return value if isinstance(part, ast.stmt) and isinstance(value, ast.expr) else part


def forward_functions(case: Case) -> list[str]:
    """The program's own functions of one argument in the forward pass."""
    found = []
    for name, definitions in case.scope.functions.items():
        parameters = [arg.arg for arg in definitions[0][1].args.args]
        if len(parameters) == 1 and parameters != ["self"] and is_forward(case, name):
            found.append(name)
    return found[:MOST]


def changed(case: Case, tree: Tree, area: ast.AST, aims: list[Aim]) -> Iterator[Repair]:
    """Every small change of an area."""
    assert case.patient is not None
    for mutation in mutations(tree, area):
        kind, message = {"mask": ("relu-mask", MASK), "unwrapped": ("derivative-wrong-input", INPUT)}.get(
            mutation.sort, ("derivative-wrong-formula", FORMULA)
        )
        if kind == "relu-mask" and not any(is_two_valued(case.patient, aim) for aim in aims):
            kind, message = "derivative-wrong-formula", FORMULA
        site = case.site_of(mutation.node, tree.file)
        rank = (1.5 if kind == "relu-mask" else 2.9) + mutation.distance
        yield Repair(kind, site, mutation.splices, message, rank)
