"""Kernels that go back as they are: not turned round, or with the axes of inputs and outputs not exchanged."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np

from handgrad.doctor.anatomy.recurrence import is_recurrent
from handgrad.doctor.anatomy.slices import ancestors
from handgrad.doctor.anatomy.sorts import MATMULS, MOVES
from handgrad.doctor.bugs.convolved import SLIDING, nearness, slides
from handgrad.doctor.case import Case
from handgrad.doctor.edits.pieces import definition, values_of
from handgrad.doctor.edits.rearranged import Reads, Rearrangement, affected, left_wrong, rearrangements
from handgrad.doctor.edits.spelling import is_method
from handgrad.doctor.edits.spots import spot
from handgrad.doctor.edits.suspects import Suspect
from handgrad.doctor.edits.syntax import Tree, rooted
from handgrad.doctor.edits.visible import own_nodes
from handgrad.doctor.proof.repair import Repair
from handgrad.doctor.truth.patient import Patient
from handgrad.doctor.truth.updates import Update

TURNED = "this has to be the other way round on the way back than in the forward pass"
EXCHANGED = "on the way back two axes change places: outputs of the forward pass are inputs, and inputs outputs"
AT_ONCE = 5_000
"""How many operations may be looked at again for one expression: in a long step fewer ways are tried."""
FEWEST = 2
"""How many ways are tried in any step."""
AS_IT_IS = Rearrangement(None, ())
EXCHANGES = {"swapaxes", "transpose", "moveaxis"}
"""Operations by which axes change places."""
SHORT = 3
"""How many statements a function has that only does something to what it is given."""
MOST = 8
"""How many expressions are looked at."""
WHOLE = (ast.Call, ast.BinOp, ast.AugAssign)
"""What reads its operands as they are."""


def repairs(case: Case) -> Iterator[Repair]:
    """Turn an array round, or exchange two of its axes, where that makes wrong gradients of the step right."""
    case = case.sharpened
    if case.patient is None or not slides(case.patient):
        return
    update = Update(case.patient.step, case.patient.anatomy.program)
    wrong = left_wrong(case.patient, update, {}, AS_IT_IS) or set()
    for suspect, node, reads in islice(looked_at(case), MOST) if wrong else ():
        for left, repair in edits(case, update, suspect, node, reads, wrong):
            yield repair
            if not left:
                return
    yield from handed_turned(case)


def handed_turned(case: Case) -> Iterator[Repair]:
    """The maps that a function slides over one another for a kernel's gradient, each the other way round."""
    patient = case.scope.patient
    if is_recurrent(patient):  # one step of time after the other is no kernel's window
        return
    kernels = {np.shape(patient.program[index].value)[-2:] for index in patient.step.before.values()}
    calls = ((each, each.node) for each in case.suspects if isinstance(each.node, ast.Call))
    for suspect, call in islice(calls, MOST):
        tree = suspect.tree
        results = case.scope.results_of(tree, call)
        if not any(np.shape(patient.program[index].value) in kernels - {()} for index in results):
            continue
        for argument in (each for each in call.args if not isinstance(each, ast.Constant)):
            text = f"{tree.operand(argument)}[::-1, ::-1]"
            site, edit = case.site_of(argument, tree.file), tree.replace(argument, text)
            yield Repair("conv-backward", site, (edit,), TURNED, 1.6 + 0.2 * nearness(case, suspect))


def looked_at(case: Case) -> Iterator[tuple[Suspect, ast.expr, Reads]]:
    """Arrays behind wrong gradients that may stand the wrong way round: kernels first, then what is first wrong.

    Each with the operations of the way back that read it.
    """
    found: dict[ast.expr, tuple[tuple[int, bool, bool, int, int], Suspect, Reads]] = {}
    for suspect in case.suspects:
        for node in ast.walk(simple(suspect)) if not case.blame.aims_well(suspect) else ():
            if isinstance(node, ast.expr) and node not in found and (reads := readers(case, suspect.tree, node)):
                axes = kernel_axes(case, reads)
                if axes or (node is suspect.node and is_result(case, node, reads)):
                    distance = far(case, suspect.tree, node, reads), suspect.score
                    order = -axes, is_handed(suspect.tree, node), not is_rearranged(case, reads), *distance
                    found[node] = order, suspect, reads
    for node, (_, suspect, reads) in sorted(found.items(), key=lambda item: item[1][0]):
        yield suspect, node, reads


def is_handed(tree: Tree, node: ast.expr) -> bool:
    """Whether an array is what a function of a few statements is given: whoever gives it says how it is to stand."""
    function = tree.function(node)
    if not isinstance(function, ast.FunctionDef) or not isinstance(node, ast.Name) or len(function.body) > SHORT:
        return False
    return node.id in {argument.arg for argument in function.args.args}


def is_rearranged(case: Case, reads: Reads) -> bool:
    """Whether axes of an array have changed places already: whoever does one half of it forgot the other."""
    return any(case.program[index].name in EXCHANGES for held in reads.values() for index in held)


def far(case: Case, tree: Tree, node: ast.expr, reads: Reads) -> int:
    """Through how many calls an array is handed on until it is read."""
    op = case.program[min(reads)]
    nodes = [tree.at(site) for site in (op.site, *op.stack) if site is not None and site.file == tree.file]
    around = [tree.function(each) for each in nodes if each is not None]
    return around.index(tree.function(node)) if tree.function(node) in around else 0


def simple(suspect: Suspect) -> ast.AST:
    """The statement that a suspect stands in, where it holds no other statements."""
    statement = suspect.statement
    return statement if statement is not None and not hasattr(statement, "body") else suspect.node


def is_result(case: Case, node: ast.expr, reads: Reads) -> bool:
    """Whether a call or an index gives an array of several maps, or what was slid over another."""
    held = [case.program[index] for each in reads.values() for index in each]
    call = isinstance(node, (ast.Call, ast.Subscript))
    return call and any(np.ndim(op.value) > 2 or op.name in SLIDING for op in held)


def kernel_axes(case: Case, reads: Reads) -> int:
    """How many axes an array has that is a kernel or a part of one, however rearranged; 0 where it is none."""
    patient = case.scope.patient
    held = patient.direct & frozenset[int]().union(*reads.values())
    axes = max((np.ndim(patient.program[index].value) for index in held), default=0)
    return 0 if axes == 2 and all(is_dense(patient, index) for index in held) else axes


def is_dense(patient: Patient, index: int) -> bool:
    """Whether a parameter is the matrix of a layer that connects everything."""
    begins = patient.direct.intersection(ancestors(patient.program, [index]))
    users = (patient.program[user] for begin in begins for user in patient.users_in(begin))
    return any(op.name in MATMULS and np.ndim(op.value) < 3 for op in users)


def readers(case: Case, tree: Tree, node: ast.expr) -> Reads:
    """Operations of the way back -> the values of an expression that they read; none where others read it as well."""
    patient, scope = case.scope.patient, case.scope
    results = scope.results_of(tree, node) if isinstance(node, ast.Call) else ()
    own = (scope.performed.get((tree.file, node)) or set(results)) & set(patient.step.slice)
    held = own or set(values_of(case, tree, node)) or handed_on(case, tree, node)
    users = {user for index in held for user in patient.user_table.get(index, ())}
    if not own:
        around = tree.parents.get(node)
        around = tree.parents.get(around) if isinstance(around, ast.keyword) else around
        users = {user for user in users if isinstance(around, WHOLE) and within(case, tree, around, user)}
    if patient.forward_set & (own | users) or not users <= patient.backward | set(patient.slopes):
        return {}
    users -= set(patient.step.after.values())
    return {user: {index: index for index in held.intersection(patient.program[user].refs())} for user in users}


def handed_on(case: Case, tree: Tree, node: ast.expr) -> set[int]:
    """The parameters of most axes that a call reads, where an argument is the only one that can be them."""
    call = tree.parents.get(node)
    call = tree.parents.get(call) if isinstance(call, ast.keyword) else call
    if not isinstance(call, ast.Call) or not rooted(node) or node is call.func or is_method(tree, call):
        return set()  # a layer's own kernels are not handed on
    arguments = [*call.args, *(keyword.value for keyword in call.keywords)]
    known = {argument: set(values_of(case, tree, argument)) for argument in arguments if argument is not node}
    if any(rooted(argument) and not values for argument, values in known.items()):
        return set()
    patient = case.scope.patient
    inside = [index for index in patient.step.slice if within(case, tree, call, index)]
    read = {ref for index in inside for ref in case.program[index].refs() if ref < inside[0]} & patient.direct
    axes = {ref: np.ndim(case.program[ref].value) for ref in read.difference(*known.values())}
    return {ref for ref, count in axes.items() if count == max(axes.values())}


def within(case: Case, tree: Tree, around: ast.AST, index: int) -> bool:
    """Whether an operation was performed by an expression, or in a call that it makes."""
    op, place = case.program[index], spot(case.site_of(around, tree.file))
    return op.site is not None and any(spot(site) == place for site in (op.site, *op.stack))


@dataclass(frozen=True)
class Mend:
    """An array rearranged: how many gradients stay wrong with it, and how it is written."""

    left: int
    change: Rearrangement
    text: str

    @property
    def message(self) -> str:
        """What is said of the array."""
        return EXCHANGED if self.change.swapped and not self.change.turned else TURNED


def edits(
    case: Case, update: Update, suspect: Suspect, node: ast.expr, reads: Reads, wrong: set[int]
) -> Iterator[tuple[int, Repair]]:
    """An array, or what it is rearranged of, in the way that mends most; and how many gradients stay wrong with it."""
    tree = suspect.tree
    bases = [(node, reads), *inner(case, tree, node, reads)]
    found = [each for base, taken in bases if (each := mended(case, update, tree, base, taken, wrong)) is not None]
    if found:
        best = min(found, key=lambda each: (each.left, len(each.text)))
        rank = 1.1 + 0.3 * bool(best.left) + 0.2 * nearness(case, suspect)
        place = where_named(tree, node)
        text = best.change.text(tree.operand(place)) if place is not node else best.text
        site = case.site_of(place, tree.file)
        yield best.left, Repair("conv-backward", site, (tree.replace(place, text),), best.message, rank)


def where_named(tree: Tree, node: ast.expr) -> ast.expr:
    """What a name is given, where it is given once and read once in its function: there it is made what it is to be."""
    given = definition(tree, node)
    reads = (n for n in own_nodes(tree.function(node) or tree.root) if isinstance(n, ast.Name) and n is not node)
    again = any(n.id == getattr(node, "id", "") and isinstance(n.ctx, ast.Load) for n in reads)
    return node if given is None or again else given


def mended(case: Case, update: Update, tree: Tree, base: ast.expr, reads: Reads, wrong: set[int]) -> Mend | None:
    """The first rearrangement that mends all, else that which mends most; as few as there is time for are tried."""
    patient = case.scope.patient
    shapes = {np.shape(patient.program[index].value) for held in reads.values() for index in held.values()}
    tries = max(FEWEST, AT_ONCE // (len(affected(patient, reads)) + len(patient.step.slice)))
    best: Mend | None = None
    for change in islice(rearrangements(shapes), tries):
        left = left_wrong(patient, update, reads, change)
        if left is not None and left < wrong and (best is None or len(left) < best.left):
            best = Mend(len(left), change, change.text(tree.operand(base)))
        if best is not None and not best.left:
            break
    return best


def inner(case: Case, tree: Tree, node: ast.expr, reads: Reads) -> Iterator[tuple[ast.expr, Reads]]:
    """What an expression rearranges itself, where that has the same shape."""
    base = node.value if isinstance(node, (ast.Subscript, ast.Attribute)) else None
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and is_method(tree, node):
        base = node.func.value
    elif isinstance(node, ast.Call):
        base = next(iter(node.args), None)
    program, own = case.program, case.scope.performed.get((tree.file, node), set())
    before = {
        index: program[index].refs()[0] for index in own if program[index].name in MOVES and program[index].refs()
    }
    shapes = all(np.shape(program[one].value) == np.shape(program[other].value) for one, other in before.items())
    if base is not None and shapes and all(index in before for held in reads.values() for index in held):
        yield base, {user: {index: before[index] for index in held} for user, held in reads.items()}
