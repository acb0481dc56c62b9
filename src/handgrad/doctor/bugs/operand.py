"""Operands: a different array than the one the forward pass used."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.recurrence import recurrent_parameters
from handgrad.doctor.bugs import Kind
from handgrad.doctor.case import Case
from handgrad.doctor.edits.blame import along
from handgrad.doctor.edits.operands import Operand, operands
from handgrad.doctor.edits.suspects import Suspect
from handgrad.doctor.edits.syntax import names_read
from handgrad.doctor.edits.together import role_of, same_everywhere
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op

wrong_array = Kind(
    name="wrong-array",
    code="D019",
    title="another array than intended",
    explain="""\
Each line of a backward pass undoes one line of the forward pass, and uses the
very arrays that line used:

    forward   z2 = a1 W2                    backward  dW2 = a1^T delta2
                                                      da1 = delta2 W2^T
    forward   a1 = f(z1)                    backward  delta1 = da1 * f'(z1)

The bug: a neighbour stands in its place; an activation before its function,
the raw error for the error passed back, a name left over from copying.

    z2 = z1 @ W2 + b2                       # forward skips the activation
    dW2 = z1.T @ delta2                     # z1 where a1 went in
    dW1 = x.T @ (error * slope1)            # the error of the output, not of this layer

Write instead the array of the forward line:

    dW2 = a1.T @ delta2                     # forward: a1 @ W2
    delta1 = (delta2 @ W2.T) * slope1       # forward: a1 = f(z1), then a1 @ W2

When two arrays have the same shape nothing complains, so sizes that are all
different are a cheap safeguard: with 5 rows, 3 inputs, 7 units and 2 outputs
most exchanges raise at once.

A small example: a1 = relu(z1) with z1 = -2, delta2 = 1. The unit was silent,
so its weight took no part: dW2 = 0. With z1 it would be -2.
""",
)

wrong_layer_index = Kind(
    name="wrong-layer-index",
    code="D020",
    title="neighbouring layer used",
    explain="""\
With lists of layers, layer l reads a[l], multiplies by W[l] and writes a[l +
1]:

    z[l] = a[l] W[l] + b[l],   a[l + 1] = f(z[l])

so, going back,

    dW[l]        =  a[l]^T delta[l]         the input of layer l
    delta[l - 1] =  (delta[l] W[l]^T) * f'(z[l - 1])

The bug: an index is one off.

    dW[l] = a[l + 1].T @ delta[l]           # the layer's own output
    delta[l - 1] = (delta[l] @ W[l - 1].T) * slope(z[l - 1])        # the weights one below
    delta[l - 1] = (delta[l] @ W[l].T) * slope(z[l])                # the slope one above

Write instead:

    dW[l] = a[l].T @ delta[l]               # forward: a[l] @ W[l]
    delta[l - 1] = (delta[l] @ W[l].T) * slope(z[l - 1])            # forward: a[l] = f(z[l - 1])

Equal widths hide it: give every layer another number of units while testing,
and most of these raise. The top layer is right, and everything from the wrong
index down is not.

A small example: a[0] = [1, 0], a[1] = [0.2, 0.9], delta[0] = [1, 0]. Only
input 0 was on and only unit 0 is to blame: dW[0] = [[1, 0], [0, 0]]. With a[1]
it would be [[0.2, 0], [0.9, 0]].
""",
)


MOST = 24
"""How many operands of unknown worth are tried in all, and how many texts for each."""
GUESSED = 2.5
"""The rank of the likeliest edit that no value speaks for."""
MESSAGE = "the forward pass used another array here"
ANOTHER = "another array belongs here"


def repairs(case: Case) -> Iterator[Repair]:
    """Another array for each operand of a suspect, where the result would be a right gradient."""
    if case.patient is None:
        return
    yield from same_everywhere(fitting(case), lambda repair: (repair.kind, role_of(case, repair), guess(repair)))


def guess(repair: Repair) -> str:
    """The text of an edit that no value speaks for: in every place it is tried alike."""
    return repair.splices[0].text if repair.rank >= GUESSED else ""


def fitting(case: Case) -> Iterator[Repair]:
    """Texts with which an expression is a right gradient, then those of which no value can tell."""
    guesses: list[Repair] = []
    guilty = [each.score for each in case.suspects if any(map(case.blame.guilty, each.ops))]
    nearest = max(1, min(guilty, default=1))
    for suspect in case.suspects:
        for operand in operands(case, suspect) if not case.blame.aims_well(suspect) else ():
            sure = list(right_texts(case, suspect, operand))
            yield from sure
            if not sure and suspect.score <= nearest:
                guesses.extend(guessed(case, suspect, operand))
            yield from unrecorded(case, suspect, operand) if not sure else ()
    yield from sorted(guesses, key=lambda repair: repair.rank)[:MOST]


def right_texts(case: Case, suspect: Suspect, operand: Operand) -> Iterator[Repair]:
    """Texts with which the expression is a right gradient."""
    blame, tree = case.blame, suspect.tree
    own, last = blame.own(suspect), is_last(case, suspect)
    if not (last or isinstance(suspect.node, ast.AugAssign)) and all(
        blame.patient.means(blame.value(op.index)) for op in own[:3]
    ):
        return
    old = tree.source(operand.node)
    for text in case.scope.visible(tree, suspect.node):
        if text == old or not known(case, suspect, operand, text):
            continue

        def result(op: Op, text: str = text) -> Any:
            return operand.result_of(op, shown(case, suspect, operand, text, op))

        if blame.fits(suspect, result) or (not last and all(is_on_the_way(case, op, result(op)) for op in own[:3])):
            rank = 1.7 + 0.1 * blame.distance(suspect) + 0.005 * len(text)
            yield made(case, suspect, operand, text, rank)


def is_on_the_way(case: Case, op: Op, value: Any) -> bool:
    """Whether a value in an operation's place is the right gradient of what follows from parameters that it goes into.

    What has the size of such a parameter is a step along it: a value of another size would change its shape.
    """
    blame, patient = case.blame, case.patient
    assert patient is not None
    numbers = blame.reach[op.index] & blame.judged
    sizes = {np.size(patient.comparison.matches[number].own) for number in numbers}
    if sizes == {np.size(op.value)} != {np.size(value)}:
        return False
    return not blame.follows(frozenset(numbers)).isdisjoint(blame.patient.means(value))


def is_last(case: Case, suspect: Suspect) -> bool:
    """Whether what a suspect gives is all that a parameter is moved along, or its new value."""
    blame, matches = case.blame, case.patient.comparison.matches if case.patient is not None else {}
    ends = [(op, matches[n]) for op in blame.own(suspect)[:3] for n in blame.reach[op.index] & blame.judged]
    return all(op.index in blame.written or along(match.own, blame.value(op.index)) for op, match in ends)


def shown(case: Case, suspect: Suspect, operand: Operand, text: str, op: Op) -> Any:
    """What a text held; of a key that parameters and gradients share the parameter, where the gradient stands there."""
    value, other = case.blame.shown(text, suspect, op), operand.value_of(op)
    if value is None or other is None or not np.array_equal(value, other):
        return value
    assert case.patient is not None
    held = case.scope.visible(suspect.tree, suspect.node).get(text, set())
    olds = held.intersection(case.patient.step.before.values())
    return case.blame.value(olds.pop()) if len(olds) == 1 else value


def known(case: Case, suspect: Suspect, operand: Operand, text: str) -> bool:
    """Whether it is known what a text held: no number of the source, and not the operand's own value."""
    for op in case.blame.own(suspect)[:3]:
        if is_written(case, case.blame.held(text, suspect, op)):
            return False
        value, other = shown(case, suspect, operand, text, op), operand.value_of(op)
        if value is None or other is None or np.array_equal(value, other):
            return False
    return True


def fit(case: Case, suspect: Suspect, operand: Operand, text: str) -> bool:
    """Whether a text held an array of the operand's shape, and another one."""
    for op in case.blame.own(suspect)[:3]:
        value, other = case.blame.shown(text, suspect, op), operand.value_of(op)
        if value is None or other is None or np.shape(value) != np.shape(other) or np.array_equal(value, other):
            return False
    return True


def made(case: Case, suspect: Suspect, operand: Operand, text: str, rank: float) -> Repair:
    """The repair that puts a text in an operand's place."""
    tree = suspect.tree
    held = {case.blame.held(text, suspect, op) for op in case.blame.own(suspect)[:1]}
    forward = case.patient is not None and not held.isdisjoint(case.patient.forward_set)
    message = f"{MESSAGE if forward else ANOTHER}: {text}, not {short(tree.source(operand.node))}"
    site = case.site_of(operand.node, tree.file)
    return Repair(kind_of(case, suspect, operand, text), site, (tree.replace(operand.node, text),), message, rank)


def is_written(case: Case, index: int | None) -> bool:
    """Whether a value is a number that stands in the source, and no input that a parameter is applied to."""
    patient = case.patient
    assert patient is not None
    if index is None or patient.program[index].origin != "literal":
        return False
    users = (user for user in patient.user_table.get(index, ()) if user in patient.forward_set)
    return not any(patient.uses_parameter(user) for user in users)


def is_gradient_of_weights(case: Case, index: int) -> bool:
    """Whether a value is what weights are moved along."""
    assert case.patient is not None
    matches, size = case.patient.comparison.matches, np.size(case.blame.value(index))
    numbers = case.blame.reach.get(index, frozenset()) - case.blame.biases
    return any(n in matches and np.size(matches[n].own) == size for n in numbers)


def kind_of(case: Case, suspect: Suspect, operand: Operand, text: str) -> str:
    """What it is called to use one array in place of another."""
    patient, read = case.patient, case.scope.read.get((suspect.tree.file, operand.node), [])
    op = case.blame.own(suspect)[-1]
    used, meant = max(read, default=None), case.blame.held(text, suspect, op)
    assert patient is not None
    if used is None or meant is None:
        return wrong_array.name
    strange = used in patient.forward_set or used in patient.direct or is_gradient_of_weights(case, used)
    if strange and case.blame.biases_only(suspect):
        return "bias-grad-wrong"
    ends = [(landmark.before, landmark.after) for landmark in patient.landmarks]
    same_role = any(used in side and meant in side for side in zip(*ends, strict=True))
    return index_kind(case, op) if same_role else wrong_array.name


def index_kind(case: Case, op: Op) -> str:
    """What a neighbour's array is called: one of another step of time where only recurrent weights are wrong by it."""
    patient = case.patient
    assert patient is not None
    recurrent = {patient.step.numbers[index] for index in recurrent_parameters(patient)}
    return "bptt" if recurrent and case.blame.reach[op.index] <= recurrent else wrong_layer_index.name


def short(text: str) -> str:
    """A text that is quoted in a sentence."""
    return text if len(text) <= 40 else f"{text[:37]}..."


def guessed(case: Case, suspect: Suspect, operand: Operand) -> Iterator[Repair]:
    """Texts of the same shape that stand in the same function, where no value can tell."""
    area = suspect.tree.function(suspect.node) or suspect.tree.root
    near = {ast.unparse(part) for part in names_read(area)}
    for text in sorted(near & set(case.scope.visible(suspect.tree, suspect.node))):
        if text != suspect.tree.source(operand.node) and fit(case, suspect, operand, text):
            far = 0 if is_beside(operand.node, text) else 2
            rank = GUESSED + far + case.blame.distance(suspect) + 0.01 * len(text)
            yield made(case, suspect, operand, text, rank)


def unrecorded(case: Case, suspect: Suspect, operand: Operand) -> Iterator[Repair]:
    """Numbers of the same function that no operation reads, where a parameter's own value is a factor of its step."""
    patient, tree = case.patient, suspect.tree
    function = tree.function(suspect.node)
    held = set(case.scope.read.get((tree.file, operand.node), ()))
    if patient is None or function is None or not held or not held <= patient.step.numbers.keys():
        return
    reached = {number for op in case.blame.own(suspect) for number in case.blame.reach[op.index]}
    if not {patient.step.numbers[index] for index in held} <= reached & case.blame.wrong:
        return
    known = set(case.scope.visible(tree, suspect.node))
    stored = (node for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
    given = {arg.arg for arg in function.args.args} - {"self"}
    for text in sorted(({node.id for node in stored if node.lineno < suspect.site.line} | given) - known):
        rank = 2.2 + case.blame.distance(suspect) + 0.01 * len(text)
        yield made(case, suspect, operand, text, rank)


def is_beside(node: ast.expr, text: str) -> bool:
    """Whether a text reads another attribute or item of the very object that an operand is one of."""
    other = ast.parse(text, mode="eval").body
    if isinstance(node, ast.Attribute) and isinstance(other, ast.Attribute):
        return ast.dump(node.value) == ast.dump(other.value)
    if isinstance(node, ast.Subscript) and isinstance(other, ast.Subscript):
        keys = isinstance(node.slice, ast.Constant) and isinstance(other.slice, ast.Constant)
        return keys and ast.dump(node.value) == ast.dump(other.value)
    return False
