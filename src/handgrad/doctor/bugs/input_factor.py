"""The layer's input as a factor of its weights' gradient."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

import numpy as np

from handgrad.doctor.bugs import Kind
from handgrad.doctor.bugs.bias import held_by, reduction
from handgrad.doctor.case import Case
from handgrad.doctor.edits.expressions import multiplied, numpy_prefix, tight
from handgrad.doctor.edits.suspects import Suspect
from handgrad.doctor.edits.syntax import Tree, is_addition, names_read, rooted
from handgrad.doctor.edits.visible import operands_of
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op, Ref

missing_input_factor = Kind(
    name="missing-input-factor",
    code="D018",
    title="layer input missing from gradient",
    explain="""\
In z = a W a weight is multiplied by the input it carries, so that input is a
factor of its gradient:

    dL/dW_jk  =  sum over rows i of  a_ij * delta_ik

The bug: delta alone is used, as if the weight were a bias.

    dW = delta.sum(axis=0)                  # the same for every input
    w[j] += lr * delta                      # the input x[j] is missing

Write instead:

    dW = a.T @ delta                        # forward: a @ W
    w[j] += lr * delta * x[j]

A small example: x = [0, 1], delta = 0.5. The first input was 0 and had no part
in the result, so its weight must not move: right [0, 0.5]; without the factor
[0.5, 0.5].
""",
)

ONES = "this factor is 1 everywhere: the input that the weight carries is a factor of its gradient"
MOST = 12
"""How many names are tried as the missing factor where their values are not known."""


def repairs(case: Case) -> Iterator[Repair]:
    """Multiply delta by each array, or each item, that may be the layer's input."""
    if case.patient is None:
        return
    for suspect in case.suspects:
        if not case.blame.own(suspect) or case.blame.biases_only(suspect) or case.blame.aims_well(suspect):
            continue
        if isinstance(suspect.node, ast.expr):
            yield from by_arrays(case, suspect)
            yield from for_ones(case, suspect)
        if isinstance(suspect.node, (ast.AugAssign, ast.BinOp)):
            yield from by_items(case, suspect)


def by_arrays(case: Case, suspect: Suspect) -> Iterator[Repair]:
    """The product with an array that is visible, where that is the gradient."""
    tree, blame, call = suspect.tree, case.blame, reduction(suspect.node)
    delta = tree.source(call.reduced if call else suspect.node)
    message = "delta alone is no gradient of a weight: the input that the weight carries is a factor of it"
    for text in case.scope.visible(tree, suspect.node):
        shown = held_by(case, suspect, text)
        for template, combine in PRODUCTS.items():

            def value(op: Op, combine: Any = combine, shown: Any = shown) -> Any:
                own = blame.value(op.refs()[0] if call and op.refs() else op.index)
                return combined(combine, shown(op), own)

            if blame.fits(suspect, value):
                new = template.format(x=tight(text), d=tight(delta), np=numpy_prefix(tree))
                rank = 2 + 0.2 * blame.distance(suspect) + 0.01 * len(text)
                yield Repair(missing_input_factor.name, suspect.site, (tree.replace(suspect.node, new),), message, rank)


def for_ones(case: Case, suspect: Suspect) -> Iterator[Repair]:
    """An array itself where a factor is made of it that is 1 everywhere."""
    tree, op = suspect.tree, case.blame.own(suspect)[-1]
    for part, arg in zip(operands_of(suspect.node), op.args, strict=False):
        if isinstance(part, ast.Call) and len(part.args) == 1 and rooted(part.args[0]) and isinstance(arg, Ref):
            value = np.asarray(case.blame.value(arg.index))
            if value.size > 1 and np.all(value == 1):
                kind, message = missing_input_factor.name, ONES
                if is_mask(case, tree, part.args[0]):
                    kind, message = "missing-derivative", "this factor is 1 everywhere, also where nothing came through"
                edit = tree.replace(part, tree.source(part.args[0]))
                rank = 1.5 + 0.2 * case.blame.distance(suspect)
                yield Repair(kind, case.site_of(part, tree.file), (edit,), message, rank)


def is_mask(case: Case, tree: Tree, node: ast.expr) -> bool:
    """Whether a text held nothing but yes and no."""
    held = case.scope.visible(tree, node).get(ast.unparse(node), ())
    return bool(held) and all(np.asarray(case.program[index].value).dtype.kind == "b" for index in held)


PRODUCTS = {
    "{x}.T @ {d}": lambda x, d: x.T @ d if x.ndim == d.ndim == 2 else None,
    "{d} @ {x}.T": lambda x, d: d @ x.T if x.ndim == d.ndim == 2 else None,
    "{np}outer({x}, {d})": lambda x, d: np.outer(x, d) if x.ndim == d.ndim == 1 else None,
    "{np}outer({d}, {x})": lambda x, d: np.outer(d, x) if x.ndim == d.ndim == 1 else None,
    "{d} * {x}": lambda x, d: d * x if 0 in (x.ndim, d.ndim) and x.size * d.size > 1 else None,
}
"""How the gradient of a weight is written, from the layer's input x and its delta d."""


def combined(combine: Any, x: Any, d: Any) -> Any:
    """The product of two values; None where they do not fit each other."""
    if x is None or d is None:
        return None
    try:
        return combine(np.asarray(x), np.asarray(d))
    except ValueError:
        return None


def by_items(case: Case, suspect: Suspect) -> Iterator[Repair]:
    """Where single numbers are changed, the factor `name[j]` with an index of what is changed, or a plain name."""
    tree, node = suspect.tree, suspect.node
    if any(np.size(op.value) != 1 for op in case.blame.culprits(suspect)) or not is_update(tree, node):
        return
    statement = tree.statement(node)
    target = statement.target if isinstance(statement, ast.AugAssign) else getattr(statement, "targets", [None])[0]
    value: ast.expr = node.value if isinstance(node, ast.AugAssign) else node.right  # type: ignore[attr-defined]
    message = f"the change of {tree.source(target)} has no factor for the input that it carries"
    for rank, text in enumerate(items(tree, node, target, value)):
        new = multiplied(tree, value, text)
        yield Repair(
            missing_input_factor.name, suspect.site, (tree.replace(value, new),), message,
            2.5 + 0.05 * rank + 0.2 * case.blame.distance(suspect),
        )  # fmt: skip


def is_update(tree: Tree, node: ast.AST) -> bool:
    """Whether a node is `w += ...`, or the right side of `w = w + ...`."""
    if isinstance(node, ast.AugAssign):
        return isinstance(node.op, (ast.Add, ast.Sub))
    parent = tree.parents.get(node)
    if not (isinstance(parent, ast.Assign) and is_addition(node)):
        return False
    return ast.unparse(parent.targets[0]) == ast.unparse(node.left)


def items(tree: Tree, node: ast.AST, target: ast.AST, value: ast.expr) -> list[str]:
    """Texts that may be the input: those with an index of the target first."""
    area = tree.function(node) or tree.root
    calls = {ast.unparse(part.func) for part in ast.walk(area) if isinstance(part, ast.Call)}
    indices = [ast.unparse(part.slice) for part in ast.walk(target) if isinstance(part, ast.Subscript)]
    names = {ast.unparse(part): part for part in names_read(area)}
    own = {ast.unparse(part) for part in (target, *names_read(value))} | calls | set(indices)
    bases = [name for name, part in names.items() if name not in own and not isinstance(part, ast.Subscript)]
    items_of = [
        f"{base}[{index}]" for base in sorted(bases, key=lambda base: not is_list(area, base)) for index in indices
    ]
    known = {text: part for text, part in names.items() if isinstance(part, ast.Subscript) and text not in own}
    fitting = [text for text, part in known.items() if ast.unparse(part.slice) in indices]
    counted = [f"{ast.unparse(part.value)}[{index}]" for part in known.values() for index in indices[:1]]
    return list(dict.fromkeys([*fitting, *(text for text in counted if text not in own), *items_of, *known, *bases]))[
        :MOST
    ]


def is_list(area: ast.AST, name: str) -> bool:
    """Whether a name is counted, indexed or gone through somewhere in a function."""
    for part in ast.walk(area):
        inside = [part.value] if isinstance(part, ast.Subscript) else part.args if isinstance(part, ast.Call) else []
        inside = [*inside, part.iter] if isinstance(part, (ast.For, ast.comprehension)) else inside
        if any(ast.unparse(each) == name for each in inside):
            return True
    return False
