"""Another item than intended as a factor of a single parameter's change."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

import numpy as np

from handgrad.doctor.bugs.bias import bias_grad_wrong
from handgrad.doctor.bugs.input_factor import is_update, items
from handgrad.doctor.bugs.operand import MESSAGE, wrong_array
from handgrad.doctor.case import Case
from handgrad.doctor.edits.pieces import factors
from handgrad.doctor.edits.suspects import Suspect
from handgrad.doctor.edits.syntax import Tree
from handgrad.doctor.edits.visible import operands_of
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Ref

MOST = 30
"""How many times that a factor was read are looked at."""


def repairs(case: Case) -> Iterator[Repair]:
    """`w[k][j] -= rate * delta[k] * h[j]` for `... * out[k]`: items in each other's place where numbers are single."""
    for suspect in case.suspects if case.patient is not None else ():
        single = all(np.size(op.value) == 1 for op in case.blame.culprits(suspect))
        if single and is_update(suspect.tree, suspect.node):
            yield from exchanged(case, suspect)


def exchanged(case: Case, suspect: Suspect) -> Iterator[Repair]:
    """Each item that is a factor of the change, and every other that held what makes the change right."""
    tree, node = suspect.tree, suspect.node
    target = node.target if isinstance(node, ast.AugAssign) else node.left  # type: ignore[attr-defined]
    value: ast.expr = node.value if isinstance(node, ast.AugAssign) else node.right  # type: ignore[attr-defined]
    held = case.scope.visible(tree, node)
    kind = bias_grad_wrong.name if case.blame.biases_only(suspect) else wrong_array.name
    found = factors(value)
    known = {text: item_values(held, text) for text in items(tree, node, target, value)} if len(found) > 1 else {}
    texts = {text: indices for text, indices in known.items() if indices}
    for factor in found:
        wanted = wanted_values(case, tree, factor) if isinstance(factor, ast.Subscript) and texts else []
        for text, indices in texts.items() if wanted else ():
            values = [float(np.sum(case.blame.value(index))) for index in indices]
            if all(np.isclose(values, each, rtol=1e-6, atol=0).any() for each in wanted):
                message = f"{MESSAGE}: {text}, not {tree.source(factor)}"
                edit, rank = tree.replace(factor, text), 1.7 + 0.1 * case.blame.distance(suspect)
                yield Repair(kind, case.site_of(factor, tree.file), (edit,), message, rank)


def item_values(held: Mapping[str, set[int]], text: str) -> set[int]:
    """What an item held; of one that is read with another index only, what all of that list did."""
    base = text.rpartition("[")[0]
    return held.get(text) or {i for other, values in held.items() if other.rpartition("[")[0] == base for i in values}


def wanted_values(case: Case, tree: Tree, factor: ast.expr) -> list[float]:
    """What a factor would have to be, each time that it was read, for the change that it goes into to be right.

    Where it was 0 nothing tells how much of it went into the change.
    """
    patient, blame, product = case.patient, case.blame, tree.parents[factor]
    assert patient is not None
    found = []
    for index in sorted(case.scope.performed.get((tree.file, product), ()))[:MOST]:
        numbers = blame.reach.get(index, frozenset())
        part = case.program[index].args[operands_of(product).index(factor)]
        match = patient.comparison.matches.get(min(numbers, default=-1))
        if len(numbers) != 1 or match is None:
            return []
        if np.all(match.own):
            read = float(np.sum(blame.value(part.index) if isinstance(part, Ref) else part))
            found.append(read * patient.comparison.factor * float(np.sum(match.right)) / float(np.sum(match.own)))
    return found
