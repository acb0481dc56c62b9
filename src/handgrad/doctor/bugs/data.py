"""The data: their scale, and how labels become targets."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from handgrad.doctor.anatomy.slices import ancestors
from handgrad.doctor.bugs import Kind
from handgrad.doctor.case import Case
from handgrad.doctor.edits.pieces import definition
from handgrad.doctor.edits.spelling import prefix
from handgrad.doctor.edits.syntax import Tree, is_addition
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op, Ref

no_input_scaling = Kind(
    name="no-input-scaling",
    code="D060",
    title="inputs or targets not scaled",
    explain="""\
A sum z = x W grows with the inputs, dL/dW = x^T delta as well, and the
curvature of the loss with their square. So the scale of x decides which start
weights saturate and which learning rates explode:

    largest useful rate  ~  1 / mean(|x|**2)

The bug: inputs (or targets) come as they are: pixels from 0 to 255, prices in
thousands, one column a thousand times the others.

    a = sigmoid(x @ W + b)                  # x up to 255: z of hundreds, slopes of 0
    loss = ((out - price) ** 2).mean()      # targets of 200,000: gradients of that size

Write instead numbers of size 1:

    mean, std = X_train.mean(axis=0), X_train.std(axis=0) + 1e-8
    X_train, X_test = (X_train - mean) / std, (X_test - mean) / std
    x = x / 255                             # pixels

and turn predictions back at the end: price = out * std_y + mean_y.

A small example: x = 200, W = 0.1 gives z = 20 and a sigmoid slope of 2e-9;
with x / 255 it is z = 0.08 and 0.25.
""",
)

one_hot_wrong = Kind(
    name="one-hot-wrong",
    code="D061",
    title="one-hot targets built wrongly",
    explain="""\
A class label c becomes a row with a single 1 at place c:

    Y_ij  =  1 if label_i = j, else 0       shape (n, classes), every row sums to 1

The bug: the 1 stands in the wrong place, in several, or the shape is another.

    Y = np.zeros((n, k)); Y[:, labels] = 1  # every row gets a 1 in every column that occurs
    Y[labels] = 1                           # whole rows of ones
    Y[i, labels[i] - 1] = 1                 # labels from 0: each is one off
    Y = np.eye(n)[labels]                   # n rows for k classes

Write instead:

    Y = np.zeros((n, k))
    Y[np.arange(n), labels] = 1             # labels 0 ... k-1

or Y = np.eye(k)[labels].

A small test: (Y.sum(axis=1) == 1).all() and (Y.argmax(axis=1) ==
labels).all().
""",
)


def repairs(case: Case) -> Iterator[Repair]:
    """One 1 for each sample, where the gradient starts from other targets."""
    for sign in signs(case):
        yield from sign.repairs


def signs(case: Case) -> Iterator[Sign]:
    """Targets built of one label for each sample that do not have one 1 for each sample."""
    chosen = [t for patient in case.patients for _, t, _ in patient.step.targets if t is not None]
    seen = set()
    for index in ancestors(case.program, chosen):
        op = case.program[index]
        if op.name == "setitem" and op.site not in seen and (labels := labels_of(case, op)) is not None:
            seen.add(op.site)
            ones = int(np.sum(np.asarray(op.value) == 1))
            if ones != labels.size:
                yield one_hot_sign(case, op, labels, ones)
            elif (chosen_column := wrapped(case, op)) is not None:
                yield wrap_sign(case, op, chosen_column)
        elif op.name == "getitem" and op.site not in seen and is_one_hot(case, op):
            seen.add(op.site)
            if (chosen_column := wrapped(case, op)) is not None:
                yield wrap_sign(case, op, chosen_column)
        elif op.name == "setwindow" and (written := flat_write(case, op)) is not None and written.site not in seen:
            seen.add(written.site)
            yield from flat_sign(case, written, np.asarray(op.value))


def is_one_hot(case: Case, op: Op) -> bool:
    """Whether rows are taken out of an identity matrix."""
    table = np.asarray(case.program[op.refs()[0]].value) if op.refs() else np.zeros(0)
    return table.ndim == 2 and len(set(table.shape)) == 1 and np.array_equal(table, np.eye(len(table)))


def labels_of(case: Case, op: Op) -> np.ndarray | None:
    """The labels, one for each row or column of a matrix of zeros, by which a 1 is written into it."""
    before, index, given = op.args
    start = case.program[before.index].value if isinstance(before, Ref) else None
    if start is None or np.ndim(start) != 2 or np.any(start) or not is_one(case, given):
        return None
    for part in index if isinstance(index, tuple) else (index,):
        value = np.asarray(case.program[part.index].value) if isinstance(part, Ref) else np.asarray(0)
        counted = value.ndim == 1 and value.size > 1 and np.array_equal(value, np.arange(value.size))
        if value.ndim == 1 and value.dtype.kind in "iu" and value.size in np.shape(start) and not counted:
            return value if value.size > 1 else None
    return None


def is_one(case: Case, given: object) -> bool:
    """Whether what is written is a plain 1."""
    value = np.asarray(case.program[given.index].value if isinstance(given, Ref) else given)
    return value.size == 1 and value.dtype.kind in "iufb" and float(value.ravel()[0]) == 1.0


def one_hot_sign(case: Case, op: Op, labels: np.ndarray, ones: int) -> Sign:
    """The sign at the write, with an edit that pairs each sample with its label."""
    message = f"{labels.size} labels set {ones} ones here: every sample is to have exactly one"
    return Sign(case.find("one-hot-wrong", op, message), tuple(paired(case, op, labels, message)), by="recheck")


def paired(case: Case, op: Op, labels: np.ndarray, message: str) -> Iterator[Repair]:
    """The place of the 1 given by sample number and label."""
    tree, node = case.written(op)
    if tree is None or op.site is None or not isinstance(node, ast.Subscript):
        return
    parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    written = [part for part in parts if not isinstance(part, ast.Slice)]
    if len(written) != 1:
        return
    name = tree.source(written[0])
    numbers = f"{prefix(tree)}arange(len({name}))"
    rows_first = np.shape(op.value)[0] == labels.size
    for order in (rows_first, not rows_first):
        places = f"{numbers}, {name}" if order else f"{name}, {numbers}"
        text = f"{tree.source(node.value)}[{places}]"
        yield Repair(
            "one-hot-wrong", op.site, (tree.replace(node, text),), message, 1 + (order != rows_first), forward=True
        )


def wrapped(case: Case, op: Op) -> Op | None:
    """The subtraction that made a label 0 into -1, which means the last class."""
    parts = op.args[1] if isinstance(op.args[1], tuple) else (op.args[1],)
    for part in parts:
        made = case.program[part.index] if isinstance(part, Ref) else None
        if made is not None and made.name == "subtract" and np.min(made.value) == -1 and isinstance(made.args[0], Ref):
            return made
    return None


def wrap_sign(case: Case, op: Op, made: Op) -> Sign:
    """The sign at the subtraction."""
    count = int(np.sum(np.asarray(made.value) == -1))
    message = f"the labels begin at 0: this makes -1 of {count} of them, and their 1 is that of the last class"
    tree, node = case.written(made)
    repairs: tuple[Repair, ...] = ()
    if tree is not None and made.site is not None and isinstance(node, ast.BinOp):
        text = tree.source(node.left)
        repairs = (Repair("one-hot-wrong", made.site, (tree.replace(node, text),), message, 1, forward=True),)
    return Sign(case.find("one-hot-wrong", made, message), repairs, by="recheck")


def flat_write(case: Case, op: Op) -> Op | None:
    """The write of ones into a matrix of zeros by places counted through all its rows: `Y.ravel()[places] = 1`."""
    refs = op.refs()
    written = case.program[refs[-1]] if len(refs) == 2 else None
    if written is None or written.name != "setitem" or np.ndim(written.value) != 1 or np.ndim(op.value) != 2:
        return None
    before, index, given = written.args
    start = case.program[before.index].value if isinstance(before, Ref) else None
    places = np.asarray(case.program[index.index].value if isinstance(index, Ref) else 0)
    by_rows = places.ndim == 1 and places.dtype.kind in "iu" and places.size in np.shape(op.value)
    return written if by_rows and start is not None and not np.any(start) and is_one(case, given) else None


def flat_sign(case: Case, written: Op, targets: np.ndarray) -> Iterator[Sign]:
    """The sign at the write, where samples have no 1 or several; the edits leave out what is added to the places."""
    many = np.size(case.program[written.refs()[1]].value)
    ones = np.sum(targets, axis=1 if np.shape(targets)[0] == many else 0)
    if np.all(ones == 1):
        return
    message = f"of {many} samples {int(np.sum(ones == 0))} get no 1 here, and {int(np.sum(ones > 1))} several"
    tree, node = case.written(written)
    repairs = []
    if tree is not None and written.site is not None and isinstance(node, ast.Subscript):
        for part in shifted(tree, node):
            edit = tree.replace(part, tree.source(part.left))
            repairs.append(Repair("one-hot-wrong", case.site_of(part, tree.file), (edit,), message, 1, forward=True))
    yield Sign(case.find("one-hot-wrong", written, message), tuple(repairs), by="recheck", follow=True)


def shifted(tree: Tree, node: ast.Subscript) -> Iterator[ast.BinOp]:
    """What is a plain number off in an index, or where the names in it are given their value."""
    defined = (definition(tree, part) for part in ast.walk(node.slice) if isinstance(part, ast.Name))
    for area in (node.slice, *(each for each in defined if each is not None)):
        for part in ast.walk(area):
            if is_addition(part) and isinstance(part.right, ast.Constant):
                yield part
