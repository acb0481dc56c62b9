"""Running statistics that stay what they were made as: predictions are normalised by zeros and ones."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from handgrad.doctor.anatomy.slices import ancestors
from handgrad.doctor.case import Case
from handgrad.doctor.edits.syntax import Splice, Tree
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op, Ref
from handgrad.program.spans import span_of

FURTHER = 40
"""How many operations around a normalisation belong to it."""
RATE = 0.1
"""What a new batch counts in the average of an edit."""


@dataclass(frozen=True)
class Kept:
    """A statistic of the batch in training, and the constant that stands for it in a prediction."""

    batch: Op
    constant: Op
    store: ast.expr
    """Where the program keeps the constant."""


def signs(case: Case) -> Iterator[Sign]:
    """Predictions in which a constant takes the place of the mean that training took of each batch."""
    flow = case.flow
    forward = {i for step in case.anatomy.steps for i in ancestors(step.program, step.predictions)}
    training = {
        layer(case, op, mean): op
        for op in case.program.ops
        if op.index in forward and op.index in flow.trained and (mean := batch_mean(case, op)) is not None
    }
    for op in case.program.ops[flow.first_step :] if training else ():
        constant = centre(case, op) if op.index not in flow.trained else None
        partner = training.get(layer(case, op, constant)) if constant is not None else None
        mean = batch_mean(case, partner) if partner is not None else None
        kept = kept_at(case, mean, constant) if mean is not None and constant is not None else None
        if kept is not None and partner is not None:
            yield constant_sign(case, op, partner, kept)
            return


def layer(case: Case, op: Op, mean: Op) -> tuple[frozenset[int], int]:
    """Which numbers are normalised: those that depend on these parameters, by so many means."""
    return case.flow.depends.get(op.refs()[0], frozenset()), np.size(mean.value)


def centre(case: Case, op: Op) -> Op | None:
    """The unchanging number, the same for every unit, that is taken from what a layer computes."""
    second = op.args[1] if op.name == "subtract" and len(op.args) > 1 else None
    if not isinstance(second, Ref) or op.refs()[0] not in case.flow.moving:
        return None
    constant = case.program[second.index]
    return constant if is_constant(constant) else None


def is_constant(op: Op) -> bool:
    """Whether an array is as it was made, with one number in all its places."""
    return op.name == "leaf" and np.size(op.value) > 1 and np.ptp(op.value) == 0


def batch_mean(case: Case, op: Op) -> Op | None:
    """What is taken from computed rows, where that is their mean, over the rows and whatever else."""
    parts = [part for part in op.args if isinstance(part, Ref)]
    if op.name != "subtract" or len(parts) != 2 or not {part.index for part in parts} <= case.flow.moving:
        return None
    rows, mean = (case.program[part.index] for part in parts)
    return mean if is_over_rows(rows, mean, np.mean) and rows.index in ancestors(case.program, [mean.index]) else None


def is_over_rows(rows: Op, found: Op, statistic: np.ufunc | object) -> bool:
    """Whether a value is a statistic of another over the axes that it does not have."""
    assert callable(statistic)
    if np.ndim(found.value) > np.ndim(rows.value):
        return False
    shape = (1,) * (np.ndim(rows.value) - np.ndim(found.value)) + np.shape(found.value)
    axes = tuple(axis for axis, size in enumerate(shape) if size == 1 < np.shape(rows.value)[axis])
    if len(shape) < 2 or not axes or np.size(found.value) < 2:
        return False
    expected = statistic(rows.value, axis=axes, keepdims=True)
    return expected.shape == shape and bool(np.allclose(np.reshape(found.value, shape), expected))


def kept_at(case: Case, batch: Op, constant: Op) -> Kept | None:
    """The two, if the program writes the constant only where it makes it, or makes it for the prediction alone."""
    tree, node = case.written(constant)
    statement = tree.statement(node) if tree is not None and node is not None else None
    if tree is None or node is None or not isinstance(statement, ast.Assign):
        return None
    stores = [(each, value) for target in statement.targets for each, value in pairs(target, statement.value)]
    store = next((each for each, value in stores if any(part is node for part in ast.walk(value))), None)
    if store is None:
        return None
    again = sum(last_part(store) == last_part(other) for other in written(tree)) > 1
    if again and constant.index < case.flow.evaluation:
        return None
    return Kept(batch, constant, store)


def pairs(target: ast.expr, value: ast.expr) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Each target of an assignment with what it is given; the items of a dictionary that is written out."""
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) and len(target.elts) == len(value.elts):
        for one, other in zip(target.elts, value.elts, strict=True):
            yield from pairs(one, other)
    elif isinstance(value, ast.Dict):
        for key, item in zip(value.keys, value.values, strict=True):
            if key is not None:
                yield from pairs(ast.Subscript(target, key, ast.Store()), item)
    else:
        yield target, value


def written(tree: Tree) -> Iterator[ast.expr]:
    """Everything that a file writes numbers to; of `x[...]` x too."""
    for node in ast.walk(tree.root):
        parent = tree.parents.get(node)
        if isinstance(parent, ast.Assign) and getattr(parent.value, "value", "") is None:
            continue  # `x = None` begins anew
        if isinstance(node, (ast.Name, ast.Attribute, ast.Subscript)) and isinstance(node.ctx, ast.Store):
            yield node
            if isinstance(node, ast.Subscript):
                yield node.value


def last_part(place: ast.expr) -> tuple[type, str]:
    """What a place is called in whatever holds it: an attribute, a key, or a name."""
    if isinstance(place, ast.Attribute):
        return ast.Attribute, place.attr
    return type(place), ast.unparse(place.slice if isinstance(place, ast.Subscript) else place)


def same_place(one: ast.expr, other: ast.expr) -> bool:
    """Whether two expressions name the same place, be it to read or to write."""
    return ast.unparse(one) == ast.unparse(other)


def constant_sign(case: Case, op: Op, partner: Op, kept: Kept) -> Sign:
    """The sign where an average is made that is kept nowhere, or where the constant is read, or taken off."""
    value = f"{np.ravel(kept.constant.value)[0]:g}"
    message = (
        f"this stays {value} for every unit, and predictions are normalised by it; "
        f"in training the batch's own mean stands here, up to {np.max(np.abs(kept.batch.value)):.2g}"
    )
    tree, node = case.written(op)
    if tree is None or node is None:
        return Sign(case.find("batchnorm-eval", op, message), by="recheck")
    where: ast.AST = next(reads(case, tree, node, kept), node)
    both = [kept, *spread(case, op, partner, kept)]
    edits = [tuple(updates(case, tree, both, partner, averaged=averaged)) for averaged in (True, False)]
    average = source_of(case, tree, kept, partner, averaged=True)
    if average is not None:
        store = ast.unparse(kept.store)
        where, message = average[0], f"this average is kept nowhere: {store}, which predictions read, stays {value}"
    site = case.site_of(where, tree.file)
    repairs = [Repair("batchnorm-eval", site, edit, message, rank) for rank, edit in enumerate(edits, 1) if edit]
    return Sign(case.find("batchnorm-eval", site, message), tuple(repairs), by="recheck")


def reads(case: Case, tree: Tree, near: ast.AST, kept: Kept) -> Iterator[ast.expr]:
    """Where the constant is read in the same function, and not beside the batch's statistic."""
    beside = block_of(tree, case.node(kept.batch))
    for node in ast.walk(tree.function(near) or tree.root):
        read = isinstance(node, (ast.Name, ast.Attribute, ast.Subscript)) and isinstance(node.ctx, ast.Load)
        if isinstance(node, ast.expr) and read and same_place(node, kept.store) and beside is not block_of(tree, node):
            yield node


def block_of(tree: Tree, node: ast.AST | None) -> list[ast.stmt] | None:
    """The statements among which a node's own stands."""
    statement = tree.statement(node) if node is not None else None
    return tree.block(statement) if statement is not None else None


def spread(case: Case, op: Op, partner: Op, kept: Kept) -> Iterator[Kept]:
    """The same for the variance or the deviation, where one other constant is read nearby."""
    rows = case.program[partner.refs()[0]]
    constants = {
        ref: case.program[ref]
        for other in neighbours(case, op)
        for ref in other.refs()
        if is_constant(case.program[ref]) and np.shape(case.program[ref].value) == np.shape(kept.constant.value)
    }
    others = [each for index, each in constants.items() if index != kept.constant.index and each.site is not None]
    for other in neighbours(case, partner):
        if is_over_rows(rows, other, np.var) or is_over_rows(rows, other, np.std):
            found = kept_at(case, other, others[0]) if len(others) == 1 else None
            if found is not None:
                yield found
                return


def neighbours(case: Case, op: Op) -> list[Op]:
    """The operations around one in the same call."""
    near = case.program.ops[max(op.index - FURTHER, 0) : op.index + FURTHER]
    return [other for other in near if other.stack == op.stack]


def updates(case: Case, tree: Tree, both: list[Kept], partner: Op, *, averaged: bool) -> Iterator[Splice]:
    """What training keeps of its batches, after the statements that compute it.

    `averaged`: the program makes the averages already and only does not keep them.
    """
    sources = [source_of(case, tree, each, partner, averaged=averaged) for each in both]
    found = [source for source in sources if source is not None]
    blocks = {id(tree.block(statement)) for statement, _ in found}
    if len(found) < len(both) or len(blocks) != 1 or tree.function(found[0][0]) is None:
        return
    last = max((statement for statement, _ in found), key=span_of)
    indent = "\n" + " " * span_of(last)[1]
    lines = [line(each, text, averaged=averaged) for each, (_, text) in zip(both, found, strict=True)]
    yield tree.insert_after(last, "".join(indent + each for each in lines))


def line(kept: Kept, text: str, *, averaged: bool) -> str:
    """The statement that keeps a new average."""
    store = ast.unparse(kept.store)
    target = f"{store}[...]" if isinstance(kept.store, ast.Name) else store
    return f"{target} = {text}" if averaged else f"{target} = {1 - RATE:g} * {store} + {RATE:g} * {text}"


def source_of(case: Case, tree: Tree, kept: Kept, partner: Op, *, averaged: bool) -> tuple[ast.stmt, str] | None:
    """The statement that gives a name to the batch's statistic, or to its average with the constant; and the name."""
    for op in reversed(neighbours(case, partner)):
        inside = set(ancestors(case.program, [op.index])) if averaged else {op.index}
        wanted = {kept.batch.index, kept.constant.index} if averaged else {kept.batch.index}
        node = case.node(op)
        statement = tree.statement(node) if node is not None and wanted <= inside else None
        if isinstance(statement, ast.Assign) and not (averaged and op.index in case.flow.trained):
            for target, value in pairs(statement.targets[0], statement.value):
                if any(part is node for part in ast.walk(value)) and not isinstance(target, ast.Tuple):
                    return statement, ast.unparse(target)
    return None
