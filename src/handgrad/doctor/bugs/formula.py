"""Forward formulas: a bracket, a sign or an operator that makes another function of an activation."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from handgrad.doctor.bugs import Kind
from handgrad.doctor.case import Case
from handgrad.doctor.edits.leaky import Edit, branches, larger_of
from handgrad.doctor.edits.spelling import function_of
from handgrad.doctor.edits.syntax import Splice, Tree
from handgrad.doctor.proof.repair import Repair
from handgrad.doctor.truth.patient import Landmark, Patient
from handgrad.program.spans import span_of

forward_formula = Kind(
    name="forward-formula",
    code="D032",
    title="forward formula is off",
    explain="""\
The derivation starts from the forward formula, so the formula in the program
has to be the one the derivation knows:

    sigmoid(z)  =  1 / (1 + exp(-z))
    tanh(z)     =  (exp(z) - exp(-z)) / (exp(z) + exp(-z))
    layer(a)    =  a W + b

The bug: a bracket, a sign or an operator is misplaced; the program runs and
computes another function.

    1 / 1 + np.exp(-z)                      # 1 + exp(-z): without bounds
    1 / (1 + np.exp(z))                     # sigmoid(-z): falls where it should rise
    a @ W * b                               # the bias multiplies

Write instead:

    1 / (1 + np.exp(-z))
    a @ W + b

A small example: sigmoid(0) is 0.5 and sigmoid(2) is 0.88. The first form above
gives 2 and 1.14. Two or three such values tried by hand find this bug faster
than any training run. The backward pass may be right for the formula that was
meant; it is then wrong for the one that runs.
""",
)

MOST = 24
"""How many edits are proposed in all."""


def repairs(case: Case) -> Iterator[Repair]:
    """Edits of the formulas behind activations that are none of the known functions."""
    patient = case.patient
    if patient is None:
        return
    found: list[Repair] = []
    for landmark in written_apart(patient):
        ways = ones if known(case, patient, landmark) else edits
        for tree, node in expressions(case, patient, landmark):
            site, message = case.site_of(top(tree, node), tree.file), strange(case, landmark)
            found.extend(
                Repair("forward-formula", site, splices, message, rank, forward=True)
                for rank, splices in ways(tree, node)
            )
    unique = {repair.splices: repair for repair in reversed(sorted(found, key=lambda each: each.rank))}
    yield from sorted(unique.values(), key=lambda each: each.rank)[:MOST]


def written_apart(patient: Patient) -> Iterator[Landmark]:
    """One activation of each place in the source."""
    places = {patient.program[landmark.after].site: landmark for landmark in reversed(patient.landmarks)}
    yield from places.values()


def top(tree: Tree, node: ast.AST) -> ast.AST:
    """The whole expression that a part stands in."""
    parent = tree.parents.get(node)
    while isinstance(parent, (ast.BinOp, ast.UnaryOp)):
        node, parent = parent, tree.parents.get(parent)
    return node


KNOWN: tuple[Callable[[Any], Any], ...] = (
    lambda z: 1 / (1 + np.exp(-z)),
    np.tanh,
    lambda z: np.maximum(z, 0),
    lambda z: z,
    lambda z: np.log1p(np.exp(z)),
    lambda z: z / (1 + np.exp(-z)),
    lambda z: z / (1 + np.abs(z)),
    np.arctan,
    np.sin,
    np.cos,
    np.exp,
    np.square,
    lambda z: np.exp(-(z**2)),
    lambda z: 1.7159 * np.tanh(2 * z / 3),
    lambda z: np.clip(z, -1, 1),
    lambda z: np.clip(0.2 * z + 0.5, 0, 1),
    lambda z: np.where(z > 0, z, np.expm1(np.minimum(z, 0))),
    lambda z: z * np.tanh(np.log1p(np.exp(z))),
    lambda z: 0.5 * z * (1 + np.tanh(np.sqrt(2 / np.pi) * (z + 0.044715 * z**3))),
)
"""Functions that people take for activations."""


def known(case: Case, patient: Patient, landmark: Landmark) -> bool:
    """Whether an activation is a function that people use, or none that works element by element."""
    if patient.slope(landmark) is None:
        return True
    z, a = probed(case, landmark)
    with np.errstate(all="ignore"):
        return any(np.allclose(a, function(z), rtol=1e-6, atol=1e-9) for function in KNOWN) or bent_line(z, a)


def probed(case: Case, landmark: Landmark) -> tuple[Any, Any]:
    """An activation's argument and value at points of our own choosing, for those of the program may all be 0."""
    shape = np.shape(case.program[landmark.before].value)
    size = int(np.prod(shape))
    points = []
    for turn in range(1 + FEWEST // size):
        z = (4 * np.sin(np.arange(1, size + 1) * 2.4 + turn * 0.7)).reshape(shape)
        a = case.flow.ripple({landmark.before: z}, [landmark.after])[landmark.after]
        points.append((np.ravel(z), np.ravel(np.asarray(a, dtype=float))))
    return np.concatenate([z for z, _ in points]), np.concatenate([a for _, a in points])


FEWEST = 12
"""Points at which a function is looked at."""


def bent_line(z: Any, a: Any) -> bool:
    """Whether the function is one line for negative and one for positive values, of which one is z: a leaky relu.

    Or z, or a relu, made larger by some factor, as by a mask of dropout.
    """
    lines = [a[side] / z[side] for side in (z > 0, z < 0) if np.any(side)]
    if not all(np.ptp(line) < 1e-9 for line in lines):
        return False
    slopes = [float(line[0]) for line in lines]
    enlarged = slopes[0] > 1 and (abs(slopes[0] - slopes[-1]) < 1e-9 or slopes[-1] == 0)
    return enlarged or any(abs(slope - 1) < 1e-9 for slope in slopes)


def strange(case: Case, landmark: Landmark) -> str:
    """What the function does."""
    z, a = probed(case, landmark)
    pick = int(np.argmin(np.abs(z - 2)))
    if np.isclose(a[pick], z[pick]):
        pick = int(np.argmin(np.abs(z + 2)))
    return f"this formula makes {a[pick]:.4g} of {z[pick]:.4g}; the backward pass belongs to another function"


def expressions(case: Case, patient: Patient, landmark: Landmark) -> Iterator[tuple[Tree, ast.AST]]:
    """The expressions that an activation is written in, and that its argument is."""
    trained = (state for state in case.anatomy.states if state.role in ("parameter", "optimizer"))
    kept = {version for state in trained for version in state.versions}
    if any(landmark.before <= index <= landmark.after for index in kept):
        return  # an update, and no formula of a layer
    seen = set()
    for index in patient.forward:
        if landmark.before <= index <= landmark.after and index in patient.moving:
            op = patient.program[index]
            tree, node = case.written(op)
            while tree is not None and node is not None and not isinstance(node, ast.stmt):
                if node not in seen and isinstance(node, (ast.BinOp, ast.UnaryOp, ast.Call, ast.IfExp)):
                    seen.add(node)
                    yield tree, node
                node = tree.parents.get(node)


def edits(tree: Tree, node: ast.AST) -> Iterator[Edit]:
    """Other ways to write one part of a formula, the likeliest mistakes first."""
    if isinstance(node, ast.BinOp):
        yield from regrouped(tree, node)
        yield from operators(tree, node)
    if isinstance(node, ast.Call):
        yield from exponents(tree, node)
        if function_of(node) in ("maximum", "minimum", "fmax", "fmin", "max", "min"):
            yield from larger_of(tree, node)
            yield 3, (renamed(tree, node, {"maximum": "minimum", "minimum": "maximum", "max": "min", "min": "max"}),)
        if function_of(node) == "where" and len(node.args) == 3:
            yield from branches(tree, *node.args)
    if isinstance(node, ast.IfExp):
        yield from branches(tree, node.test, node.body, node.orelse)


def ones(tree: Tree, node: ast.AST) -> Iterator[Edit]:
    """`z / (1 + exp(-z))` as `1 / (1 + exp(-z))`: both are activations, and easily taken for each other."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        exps = [call for call in ast.walk(node.right) if function_of(call) == "exp"]
        same = {ast.dump(part) for call in exps for part in ast.walk(call)}
        if ast.dump(node.left) in same:
            yield 1.4, (tree.replace(node.left, "1"),)


def regrouped(tree: Tree, node: ast.BinOp) -> Iterator[Edit]:
    """`a / b + c` as `a / (b + c)`, `-a + b` as `-(a + b)`, `a * b + c` as `a * (b + c)`."""
    inner = node.left
    if isinstance(inner, ast.BinOp) and not bracketed(tree, inner) and isinstance(inner.op, (ast.Div, ast.Mult)):
        rank = 1.0 if isinstance(inner.op, ast.Div) else 2.5
        yield rank, (*around(tree, inner.right, node),)
    if isinstance(node.op, (ast.Add, ast.Sub)) and tree.source(node).startswith("-"):
        line, column, _, _ = span_of(node)
        yield 1, (Splice(tree.file, (line, column + 1, line, column + 1), "("), tree.insert_after(node, ")"))
    if isinstance(node.op, ast.Div) and isinstance(node.right, ast.Call):
        yield 3, (tree.insert_before(node.right, "(1 + "), tree.insert_after(node.right, ")"))


def bracketed(tree: Tree, node: ast.expr) -> bool:
    """Whether a node stands in brackets of its own."""
    line, column, _, _ = span_of(node)
    return tree.lines[line - 1][:column].rstrip().endswith(b"(") and closes(tree, node)


def closes(tree: Tree, node: ast.expr) -> bool:
    """Whether a bracket closes right behind a node."""
    _, _, line, column = span_of(node)
    return tree.lines[line - 1][column:].lstrip().startswith(b")")


def around(tree: Tree, first: ast.expr, last: ast.expr) -> Iterator[Splice]:
    """Brackets from the beginning of one node, its own brackets included, to the end of another."""
    line, column, _, _ = span_of(first)
    before = tree.lines[line - 1][:column].rstrip()
    if before.endswith(b"(") and closes(tree, first):
        column = len(before) - 1
    yield Splice(tree.file, (line, column, line, column), "(")
    yield tree.insert_after(last, ")")


OTHERS: dict[type[ast.operator], tuple[tuple[str, float], ...]] = {
    ast.Add: (("-", 2), ("*", 3)),
    ast.Sub: (("+", 2), ("*", 4)),
    ast.Mult: (("+", 2), ("/", 3)),
    ast.Div: (("*", 3),),
}
SIGNS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}


def operators(tree: Tree, node: ast.BinOp) -> Iterator[Edit]:
    """Another operator, and a fraction upside down."""
    sign = SIGNS.get(type(node.op), "")
    place = operator_span(tree, node, sign)
    if place is not None:
        for other, rank in OTHERS[type(node.op)]:
            yield rank, (Splice(tree.file, place, other),)
    if isinstance(node.op, ast.Div):
        both = tree.operand(node.right), tree.operand(node.left)
        yield 3, (tree.replace(node.left, both[0]), tree.replace(node.right, both[1]))


def operator_span(tree: Tree, node: ast.BinOp, sign: str) -> tuple[int, int, int, int] | None:
    """Where the operator stands, if it is on one line with both operands."""
    _, _, line, start = span_of(node.left)
    end_line, end, _, _ = span_of(node.right)
    text = tree.lines[line - 1][start:end].decode()
    at = text.find(sign) if sign and line == end_line else -1
    return (line, start + at, line, start + at + 1) if at >= 0 else None


def exponents(tree: Tree, node: ast.Call) -> Iterator[Edit]:
    """`exp(z)` as `exp(-z)` and the other way round."""
    if function_of(node) != "exp" or len(node.args) != 1:
        return
    argument = node.args[0]
    if isinstance(argument, ast.UnaryOp) and isinstance(argument.op, ast.USub):
        yield 1.5, (tree.replace(argument, tree.source(argument.operand)),)
    else:
        yield 1.5, (tree.replace(argument, f"-{tree.operand(argument)}"),)


def renamed(tree: Tree, node: ast.Call, names: dict[str, str]) -> Splice:
    """A call of the opposite function."""
    name = function_of(node)
    text = tree.source(node.func)
    return tree.replace(node.func, text[: len(text) - len(name)] + names.get(name, name))
