"""Frozen parameters: used in the forward pass, and the same after every step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.slices import ancestors, dependents
from handgrad.doctor.anatomy.sorts import WEIGHING, WRITES
from handgrad.doctor.bugs import Kind
from handgrad.doctor.case import Case
from handgrad.doctor.edits.kept_elsewhere import kept_elsewhere
from handgrad.doctor.edits.later import is_changed_later
from handgrad.doctor.edits.lost import idle_updates, lost_gradients, right_gradient
from handgrad.doctor.edits.thaw import origin, partners_of, texts_of, thawed
from handgrad.doctor.proof.prove import Sign
from handgrad.program.program import Op, Site

bias_not_updated = Kind(
    name="bias-not-updated",
    code="D026",
    title="parameter never updated",
    explain="""\
A parameter that the forward pass uses has a gradient, and training means
moving all of them:

    W <- W - lr * dL/dW          b <- b - lr * dL/db

The bug: one of them has no update, or its update changes something else.

    W1 -= lr * dW1
    W2 -= lr * dW2                          # b1 and b2 keep their first values
    for w, b in layers:
        b = b - lr * db                     # a new array; the layer keeps the old one

Write instead:

    W1 -= lr * dW1;  b1 -= lr * db1
    W2 -= lr * dW2;  b2 -= lr * db2
    for w, b in layers:
        b -= lr * db                        # changes the array itself

What it costs depends on the task: a bias left at 0 ties every unit's threshold
to the origin, and a weight matrix left at its start is a random projection
that never learns.

A small test: keep a copy of every parameter, make one step, and look which
ones are still equal to their copy.
""",
)

layer_not_updated = Kind(
    name="layer-not-updated",
    code="D027",
    title="layer left out of training",
    explain="""\
The way back visits every layer that the forward pass visited, in reverse
order: with L layers, the indices L-1 down to 0.

    for l in reversed(range(L)):  dW[l], db[l], delta = backward(l, delta)

The bug: the loop starts or ends one off, and one layer gets no gradient or no
update.

    for l in range(L - 1, 0, -1):           # stops at 1: layer 0 is left out
    for layer in layers[1:]:                # the same
    for l in range(L - 1): W[l] -= lr * dW[l]       # the output layer is left out

Write instead:

    for l in range(L - 1, -1, -1):          # down to 0
    for layer in reversed(layers):

A small test: remember every array, make one step, and look which ones are
still equal to what they were. The rest of the network trains around a frozen
layer, so the loss still falls: it only stops too high.
""",
)

LOOKUPS = {"getitem", "take"}
MADE = ("random", "zeros", "ones", "full", "empty", "array", "asarray")
"""What makes the first values of a parameter."""


@dataclass
class Frozen:
    """An array that the forward pass uses as a parameter, and that never changes."""

    index: int
    """The operation that made it."""
    weight: bool
    """Whether it is multiplied by, and not only added."""
    right: Any = None
    """Its right gradient."""
    table: bool = False
    """Whether rows are looked up in it: a gradient that is put together row by row tells it from data."""
    scaling: bool = False
    """Whether it multiplies element by element, as data may: a gradient that is computed tells it from those."""
    gradients: list[int] = field(default_factory=list)
    """Operations that compute its gradient, which then goes nowhere."""
    idle: list[int] = field(default_factory=list)
    """Operations that move it by 0, where parameters are moved by their gradients."""


def signs(case: Case) -> Iterator[Sign]:
    """One finding for all that is frozen; proved by training where the program does not even compute its gradient."""
    found = frozen(case)
    if not found:
        return
    kind = layer_not_updated.name if any(each.weight for each in found) else bias_not_updated.name
    computed = [each for each in found if each.gradients or each.idle or is_left_out(case, each)]
    named = dict.fromkeys(name_of(case, each) for each in found[:4])
    be, it = ("is", "it") if len(named) == 1 else ("are", "them")
    message = f"{', '.join(named)} {be} used in the forward pass and {be} the same after every step"
    if any(each.gradients for each in found):
        message += f"; a gradient is computed for {it}, and nothing is done with it"
    elif any(each.idle for each in found):
        message += f"; what is taken off {it} is 0"
    elif computed:
        message += "; the weights of the same layer are trained"
    rights = {each.index: each.right for each in found}
    repairs = (*kept_elsewhere(case, rights, kind, message), *thawed(case, rights, kind, message))
    site = repairs[0].site if repairs else site_of(case, found[0])
    finding = case.find(kind, site, message, severity="error" if computed else "warning")
    yield Sign(finding, repairs, needs_proof=not computed, by="recheck" if computed else "training", follow=True)


def site_of(case: Case, each: Frozen) -> Site | None:
    """Where a line is missing: beside the update of the weights of its layer, or where it is made."""
    assert case.patient is not None
    after = case.patient.step.after
    updates = [case.program[after[number]] for number in partners_of(case, each.index) & after.keys()]
    return max(updates or [case.program[each.index]], key=lambda op: op.index).site


def is_left_out(case: Case, each: Frozen) -> bool:
    """Whether a bias stays as it is while its layer's weights are trained."""
    if each.weight or case.patient is None:
        return False
    products = (case.program[i] for i in case.patient.forward if case.program[i].name in WEIGHING)
    is_input = any(origin(case, ref) == each.index for op in products for ref in op.refs())  # x + f(x)
    return not is_input and bool(partners_of(case, each.index))


def frozen(case: Case) -> list[Frozen]:
    """Everything that looks like a parameter and never changes, in the order in which it is used."""
    patient = case.patient
    if patient is None:
        return []
    found: dict[int, Frozen] = {}
    fed, later = data_fed(case), later_uses(case)
    for index in whole_forward(case):
        op = case.program[index]
        for ref in candidates(case, op, fed):
            first = origin(case, ref)
            if looks_like_parameter(case, first, ref, op, later):
                each = found.setdefault(first, Frozen(first, False, table=op.name in LOOKUPS))
                each.weight |= op.name in (*WEIGHING, *LOOKUPS)
                each.scaling |= op.name == "multiply"
    for each in found.values():
        each.right = right_gradient(case, each.index)
        each.gradients = list(lost_gradients(case, each.index, each.right))
        each.idle = list(idle_updates(case, each.index, each.right))
        if each.table:
            each.gradients = [i for i in each.gradients if case.program[i].name in WRITES]
    known = [each for each in found.values() if each.right is not None and not is_changed_later(case, each.index)]
    return [each for each in known if each.gradients or each.idle or is_certain(case, each)]


def is_certain(case: Case, each: Frozen) -> bool:
    """Whether an array is a parameter for its place alone, though the program computes no gradient of it."""
    return not (each.table or each.scaling or first_layer(case, each))


def whole_forward(case: Case) -> list[int]:
    """The operations that predictions depend on, those that depend on no parameter included."""
    patient = case.patient
    assert patient is not None
    stop = {*patient.step.numbers, *patient.step.memory}
    return ancestors(case.program, patient.step.predictions, stop=stop)


def candidates(case: Case, op: Op, fed: Collection[int]) -> list[int]:
    """Operands of a forward operation that may be a parameter: the others depend on parameters, or are data rows."""
    patient, refs = case.patient, op.refs()
    assert patient is not None
    if op.name in LOOKUPS:
        indices: Any = case.program[refs[-1]].value if len(refs) == 2 else ()
        return refs[:1] if len(refs) == 2 and np.ndim(indices) > 0 and refs[0] not in patient.moving else []
    if op.name not in (*WEIGHING, "add", "subtract", "multiply") or len(refs) != 2:
        return []
    sums = [ref for ref in refs if ref in patient.moving and (ref in fed or is_sum(case, op, ref))]
    if op.name == "subtract":  # a threshold, the sum less theta
        return refs[1:] if refs[0] in sums and refs[1] not in patient.moving else []
    if sums:
        return [ref for ref in refs if ref not in patient.moving]
    if op.name == "multiply" or any(ref in patient.moving for ref in refs):
        return []
    if op.name == "add":
        return refs
    if sorted(np.ndim(case.program[ref].value) for ref in refs) == [1, 2]:
        return [ref for ref in refs if np.ndim(case.program[ref].value) == 2]
    if op.index in patient.moving or np.ndim(op.value) != 2 or not patient.step.predictions:
        return []
    prediction = np.shape(case.program[patient.step.predictions[0]].value)
    rows, columns = (shape[axis] if shape else 0 for shape, axis in ((prediction, 0), (prediction, -1)))
    by_rows, by_columns = np.shape(op.value)[0] == rows, np.shape(op.value)[1] == columns
    return [refs[1]] if by_rows and not by_columns else [refs[0]] if by_columns and not by_rows else []


def is_sum(case: Case, op: Op, ref: int) -> bool:
    """Whether an operand, of single numbers, is a sum of products to which something is added; no parameter itself."""
    assert case.patient is not None
    own = ref in case.patient.step.numbers or ref in case.patient.direct
    return op.name in ("add", "subtract") and not own and is_product(case, case.program[ref])


def data_fed(case: Case) -> set[int]:
    """Operations of the step that depend on arrays which are neither parameters nor an optimiser's memory."""
    patient = case.patient
    assert patient is not None
    own = {*patient.step.numbers, *patient.step.memory} & set(patient.step.slice)
    derived = dependents(patient.program, patient.step.slice, own)
    given = [i for i in patient.step.slice if i not in derived]
    arrays = [i for i in given if np.size(case.program[i].value) > 1]
    numbers = [i for i in given if case.program[i].origin not in ("", "literal")]
    return dependents(patient.program, patient.step.slice, arrays or numbers)


def first_layer(case: Case, each: Frozen) -> bool:
    """Whether a frozen weight is applied to data and not to what other parameters gave."""
    patient = case.patient
    assert patient is not None
    uses = [op for op in map(case.program.__getitem__, whole_forward(case)) if uses_it(case, op, each.index)]
    return not any(ref in patient.moving for op in uses for ref in op.refs())


def uses_it(case: Case, op: Op, index: int) -> bool:
    """Whether an operand is a value or a rearrangement of it."""
    return index in (origin(case, ref) for ref in op.refs())


def looks_like_parameter(case: Case, first: int, ref: int, op: Op, later: Uses) -> bool:
    """Whether an operand was made of nothing, is used in every step, and is of no size that data have."""
    patient, made = case.patient, case.program[first]
    assert patient is not None
    value = np.asarray(made.value)
    if first in patient.moving or value.dtype.kind != "f" or value.size < 1 or not made_of_nothing(case, first):
        return False
    if np.size(case.program[ref].value) != value.size:
        return False
    return (op.name in (*WEIGHING, *LOOKUPS) or is_bias(case, ref, op)) and used_later(case, first, op, later)


def is_bias(case: Case, ref: int, op: Op) -> bool:
    """Whether an operand is added to every row, or to the product of a single one."""
    others = [case.program[other] for other in op.refs() if other != ref]
    smaller = np.size(case.program[ref].value) < np.size(op.value)
    return smaller or (len(others) == 1 and is_product(case, others[0]))


def is_product(case: Case, op: Op) -> bool:
    """Whether a value is a product; of single numbers, also the last of a sum of products."""
    if np.size(op.value) > 1:
        return op.name in WEIGHING
    added = [case.program[ref] for ref in op.refs()] if op.name == "add" else []
    return op.name in (*WEIGHING, "multiply") or any(each.name == "multiply" for each in added)


def made_of_nothing(case: Case, index: int) -> bool:
    """Whether a value was computed of random numbers, zeros and constants alone."""
    leaves = [case.program[i] for i in ancestors(case.program, [index]) if case.program[i].name == "leaf"]
    made = [leaf for leaf in leaves if leaf.origin.split(".")[0] in MADE]
    return bool(made) and all(leaf in made or np.size(leaf.value) == 1 for leaf in leaves)


Uses = dict[Site | None, list[Op]]
"""The operations after the step, by the place where they stand."""


def later_uses(case: Case) -> Uses:
    """What each place of the program performs again after the step."""
    assert case.patient is not None
    found: Uses = defaultdict(list)
    for op in case.program.ops[max(case.patient.step.after.values()) :]:
        found[op.site].append(op)
    return found


def used_later(case: Case, leaf: int, op: Op, later: Uses) -> bool:
    """Whether the same place of the program uses an array again after the step."""
    return any(leaf in (origin(case, ref) for ref in each.refs()) for each in later.get(op.site, ()))


def name_of(case: Case, each: Frozen) -> str:
    """What the program calls a frozen array."""
    texts = sorted(texts_of(case, each.index), key=len)
    return texts[0] if texts else f"an array of {'x'.join(map(str, np.shape(case.program[each.index].value)))}"
