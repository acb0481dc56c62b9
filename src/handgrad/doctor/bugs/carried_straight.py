"""What a way back through time carries on as it is, past the weights between one state and the next."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.anatomy.recurrence import is_recurrent, recurrent_weights
from handgrad.doctor.bugs.through_time import Loop, assigned, loops
from handgrad.doctor.case import Case
from handgrad.doctor.edits.syntax import names_in
from handgrad.doctor.edits.visible import own_nodes
from handgrad.doctor.proof.repair import Repair

MESSAGE = "this goes back to the step before without passing the weights {weights}, which brought the state here"
RANK = 1.35


def repairs(case: Case) -> Iterator[Repair]:
    """`dh = W.T @ dz` for `dh = dz` at the end of a turn, which the next turn begins with."""
    if case.patient is None or not is_recurrent(case.patient):
        return
    for tree, loop, _ in loops(case):
        for node in carried(loop):
            for number, weights in enumerate(recurrent_weights(case, tree, node)):
                value, message = tree.operand(node.value), MESSAGE.format(weights=weights)
                for turn, text in enumerate((f"{weights}.T @ {value}", f"{value} @ {weights}.T")):
                    if weights not in ast.unparse(node.value):
                        rank, edit = RANK + 0.02 * number + 0.01 * turn, tree.replace(node.value, text)
                        yield Repair("bptt", case.site_of(node.value, tree.file), (edit,), message, rank)


def carried(loop: Loop) -> Iterator[ast.Assign]:
    """The last assignments of a loop to names that it reads further up, of something that it has made since."""
    reads = [node for node in own_nodes(loop) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)]
    made = assigned(loop)
    for name, node in made.items():
        above = any(each.id == name and each.lineno < node.lineno for each in reads)
        if above and names_in(node.value) & (made.keys() - {name}):
            yield node
