"""Adam and its relatives: the moments of the gradient, and their correction."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

import numpy as np

from handgrad.doctor.anatomy.moments import Memory, Recurrence
from handgrad.doctor.anatomy.slices import ancestors, dependents
from handgrad.doctor.bugs import Kind
from handgrad.doctor.case import Case
from handgrad.doctor.edits.counters import counters
from handgrad.doctor.edits.deviation import Deviation, Edit, operands_in, place, repairs_of, signs_of
from handgrad.doctor.edits.expressions import numpy_prefix, tight
from handgrad.doctor.edits.syntax import Splice, Tree
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op, Ref, Site

adam_moments = Kind(
    name="adam-moments",
    code="D048",
    title="moments of adam are off",
    explain="""\
Adam keeps the mean of the gradient and of its square, and corrects both for
their start at 0; t counts steps from 1:

    m  <-  b1 * m + (1 - b1) * g            mh = m / (1 - b1**t)
    v  <-  b2 * v + (1 - b2) * g**2         vh = v / (1 - b2**t)
    W  <-  W - lr * mh / (sqrt(vh) + eps)

The bug: one of these lines differs.

    v = b2 * v + (1 - b2) * g               # not squared: negative, and the root is nan
    mh = m / (1 - b1)                       # without t: right in the first step only
    t starts at 0                           # divides by 0 in the first step
    W -= lr * mh / np.sqrt(vh + eps)        # eps inside the root: a note, larger damping for small g
    m, v shared by weights and biases       # every parameter needs its own

Write instead the five assignments above, with m and v zeros of the parameter's
shape before the loop and t += 1 once a step (once a step, not once a
parameter).

A small example: in the first step mh = g and vh = g**2, so W moves by lr *
sign(g), whatever the size of g.
""",
)


ROUGHLY = 0.02
"""How far the small constant that keeps a divisor from 0 may move an exponent."""
NAMES = (ast.Name, ast.Attribute, ast.Subscript)


def signs(case: Case) -> Iterator[Sign]:
    """Moments that follow no published rule."""
    yield from signs_of(case, deviations(case))


def repairs(case: Case) -> Iterator[Repair]:
    """The same, where gradients suffer from it."""
    yield from repairs_of(deviations(case))


def deviations(case: Case) -> Iterator[Deviation]:
    """What is off in each parameter's update."""
    for found in case.recurrences:
        yield from judged(case, found)


def judged(case: Case, found: Recurrence) -> Iterator[Deviation]:
    """What is off in one of them."""
    if found.linear() is not None:
        return
    if not all(memory.power for memory in found.memories):
        return
    firsts, seconds = ([m for m in found.memories if m.power == power] for power in (1, 2))
    exponent = found.exponent()
    if not np.isnan(exponent) and abs(exponent) >= ROUGHLY:  # nan where a wrong correction leaves a root of less than 0
        if len(firsts) > 1 and not seconds:
            yield from not_squared(case, found, firsts)
        elif seconds:
            yield from no_root(case, found, seconds)
    elif firsts and seconds:
        for memory in (*firsts, *seconds):
            piled = list(piled_up(case, found, memory))
            yield from piled or uneven(case, found, memory)
            yield from correction(case, found, memory)


def not_squared(case: Case, found: Recurrence, firsts: list[Memory]) -> Iterator[Deviation]:
    """The second moment is formed of the gradient and not of its square."""
    for memory in firsts:
        where = place(case, memory.new)
        if where is None or is_linear(found, memory):
            continue
        tree, statement, site = where
        size = np.size(case.program[memory.new].value)
        parts = {
            part: None
            for part, index, _ in operands_in(case, found, tree, statement)
            if index != memory.old and np.size(case.program[index].value) == size and not isinstance(part, ast.BinOp)
        }
        edits = [tree.replace(part, f"{tight(tree.source(part))} ** 2") for part in parts]
        message = "the root is taken of a mean of gradients; it is meant of the mean of their squares"
        yield Deviation(adam_moments.name, site, message, [(edit,) for edit in edits])


def is_linear(found: Recurrence, memory: Memory) -> bool:
    """Whether the change grows in proportion to one memory."""
    place = found.memories.index(memory)

    def change(size: float) -> float:
        olds = [np.asarray(1.0)] * len(found.memories)
        olds[place] = np.asarray(size)
        return float(np.mean(found.change(np.asarray(0.0), olds)))

    one, two, three = change(1.0), change(2.0), change(3.0)
    return bool(np.isclose(two - one, three - two, rtol=1e-6))


def no_root(case: Case, found: Recurrence, seconds: list[Memory]) -> Iterator[Deviation]:
    """The mean of squares is divided by without its root."""
    where = place(case, found.after)
    if where is None or not abs(found.exponent() + 1) < ROUGHLY:
        return
    tree, statement, site = where
    later = dependents(found.step.program, found.step.slice, [memory.new for memory in seconds])
    statements = {statement: None, **{each[1]: None for m in seconds if (each := place(case, m.new))}}
    edits = [
        tree.replace(part, f"{numpy_prefix(tree)}sqrt({tree.source(part)})")
        for each in statements
        for part, index, op in operands_in(case, found, tree, each)
        if index in later and index != found.after and not isinstance(part, ast.BinOp) and op.name in ("add", "divide")
    ]
    message = "the step is divided by a mean of squares; it is meant to be divided by its root"
    yield Deviation(adam_moments.name, site, message, [(edit,) for edit in dict.fromkeys(edits)])


def uneven(case: Case, found: Recurrence, memory: Memory) -> Iterator[Deviation]:
    """A mean whose two shares do not add up to 1."""
    total = memory.keep + abs(memory.take)
    where = place(case, memory.new)
    if where is None or abs(total - 1) < 1e-6 or abs(abs(memory.take) - 1) < 1e-6 or abs(memory.keep - 1) < 1e-9:
        return
    tree, statement, site = where
    numbers = numbers_in(case, found, tree, statement)
    edits = [tree.replace(part, text) for name, part in numbers.items() for text in numbers if text != name]
    what = "gradient" if memory.power == 1 else "square"
    message = (
        f"this mean keeps {memory.keep:.4g} of the old and takes {abs(memory.take):.4g} of the {what}: together not 1"
    )
    yield Deviation(adam_moments.name, site, message, [(edit,) for edit in edits])


def piled_up(case: Case, found: Recurrence, memory: Memory) -> Iterator[Deviation]:
    """A mean that is kept with the correction for its start at 0 in it, which is corrected again in the next step."""
    op, where = case.program[memory.new], place(case, memory.new)
    divisor = op.args[1] if op.name == "divide" and len(op.args) == 2 else None
    value = case.program[divisor.index].value if isinstance(divisor, Ref) else divisor
    if where is None or value is None or np.size(value) != 1:
        return
    number = float(np.ravel(value)[0])
    if number < 1 and np.isclose((memory.keep + abs(memory.take)) * number, 1, rtol=1e-6):
        tree, statement, site = where
        edits = list(corrected_aside(tree, statement))
        message = "the mean is kept with its correction in it: the next step corrects the same start once more"
        yield Deviation(adam_moments.name, site, message, edits)


def corrected_aside(tree: Tree, statement: ast.stmt) -> Iterator[tuple[Splice, ...]]:
    """A corrected mean under a name of its own, which the rest of the block reads."""
    target = statement.target if isinstance(statement, ast.AugAssign) else getattr(statement, "targets", [None])[0]
    value = getattr(statement, "value", None)
    if target is None or value is None:
        return
    mean = ast.unparse(target)
    quotient = f"{mean} / {tight(tree.source(value))}" if isinstance(statement, ast.AugAssign) else tree.source(value)
    name = f"{last_word(target)}_hat"
    block = tree.block(statement)
    later = [part for each in block[block.index(statement) + 1 :] for part in ast.walk(each)]
    reads = [p for p in later if isinstance(p, NAMES) and isinstance(p.ctx, ast.Load) and ast.unparse(p) == mean]
    if reads and name not in tree.text:
        yield tree.replace(statement, f"{name} = {quotient}"), *(tree.replace(part, name) for part in reads)


def last_word(target: ast.AST) -> str:
    """What an array is called: its name, its attribute, or its key where that is a word."""
    if isinstance(target, ast.Subscript):
        key = target.slice.value if isinstance(target.slice, ast.Constant) else ""
        return key if isinstance(key, str) and key.isidentifier() else last_word(target.value)
    return getattr(target, "attr", getattr(target, "id", "mean"))


def numbers_in(case: Case, found: Recurrence, tree: Tree, statement: ast.stmt) -> dict[str, ast.expr]:
    """The single numbers that a statement computes with, by their texts."""
    return {
        tree.source(part): part
        for part, index, _ in operands_in(case, found, tree, statement)
        if np.size(case.program[index].value) == 1 and not isinstance(part, (ast.BinOp, ast.Constant))
    }


def correction(case: Case, found: Recurrence, memory: Memory) -> Iterator[Deviation]:
    """The correction for the start at 0 is not 1 - beta ** t."""
    op = divided(case, found, memory)
    divisor = op.args[1] if op is not None else None
    where = place(case, op.index) if op is not None else None
    if op is None or where is None or not isinstance(divisor, Ref) or not 0 < memory.keep < 1:
        return
    value = float(np.ravel(case.program[divisor.index].value)[0])
    if is_correction(value, memory.keep) and (value != 1 - memory.keep or is_power(case, divisor.index)):
        return
    tree, _, site = where
    made = place(case, memory.new)
    names = numbers_in(case, found, made[0], made[1]) if made else {}
    keep = f"{memory.keep:.4g}"
    message = f"this divides by {value:.4g}; a mean that keeps {keep} is corrected by 1 - {keep} ** t in step t"
    edits: list[Edit] = [(edit,) for edit in dict.fromkeys(corrected(tree, op, names))]
    begun = counted(case, found, where) if value == 1 - memory.keep or np.isclose(value, 1 - memory.keep) else ()
    yield Deviation(adam_moments.name, site, message, [*edits, *begun])


def counted(case: Case, found: Recurrence, where: tuple[Tree, ast.stmt, Site]) -> Iterator[Edit]:
    """Powers of the step's number in all corrections of a parameter, where none is taken."""
    divisions = [divided(case, found, memory) for memory in found.memories]
    bases = [base for op in divisions if op is not None and (base := base_of(where[0], op)) is not None]
    for begun, turn in counters(case, found, *where[:2]) if bases else ():
        powers = (where[0].replace(base, f"{tight(where[0].source(base))} ** {turn}") for base in bases)
        yield *begun, *powers


def base_of(tree: Tree, op: Op) -> ast.expr | None:
    """What a divisor takes from 1."""
    divisor = divisor_of(tree, op)
    whole = isinstance(divisor, ast.BinOp) and isinstance(divisor.op, ast.Sub)
    return divisor.right if isinstance(divisor, ast.BinOp) and whole else None


def divided(case: Case, found: Recurrence, memory: Memory) -> Op | None:
    """The operation that divides a memory by a single number."""
    for index in ancestors(found.step.program, [found.after], stop=[memory.new]):
        op = case.program[index]
        parts = op.args if op.name == "divide" else ()
        if len(parts) == 2 and all(isinstance(part, Ref) for part in parts) and parts[0].index == memory.new:
            return op if np.size(case.program[parts[1].index].value) == 1 else None
    return None


def is_correction(value: float, keep: float) -> bool:
    """Whether a number is 1 - keep ** t for a whole t of at least 1."""
    if not 0 < value < 1:
        return value == 1  # after many steps
    turns = np.log1p(-value) / np.log(keep)
    return bool(round(turns) >= 1 and abs(turns - round(turns)) < 1e-4 * turns)


def is_power(case: Case, index: int) -> bool:
    """Whether a number was computed with a power."""
    return any(case.program[i].name in ("power", "exp") for i in ancestors(case.program, [index]))


def corrected(tree: Tree, op: Op, names: Iterable[str]) -> Iterator[Splice]:
    """Edits of the divisor: a power for a product, a power where there is none, another base."""
    divisor = divisor_of(tree, op)
    powers = [n for n in ast.walk(tree.root) if isinstance(n, ast.BinOp) and isinstance(n.op, ast.Pow)]
    powers = [power for power in powers if not isinstance(power.right, ast.Constant)]
    turns = dict.fromkeys(tree.source(power.right) for power in powers)
    bases = dict.fromkeys([*(tree.source(power.left) for power in powers), *names])
    for part in ast.walk(divisor) if divisor is not None else ():
        if isinstance(part, ast.BinOp) and isinstance(part.op, ast.Mult):
            yield tree.replace(part, f"{tight(tree.source(part.left))} ** {tight(tree.source(part.right))}")
        elif isinstance(part, NAMES) and not isinstance(tree.parents.get(part), (ast.Attribute, ast.Subscript)):
            yield from (tree.replace(part, base) for base in bases if base != tree.source(part))
            yield from (tree.replace(part, f"{tree.source(part)} ** {tight(turn)}") for turn in turns)


def divisor_of(tree: Tree, op: Op) -> ast.expr | None:
    """What is divided by; where that is a name, what the name was given."""
    node = tree.at(op.site) if op.site else None
    divisor: ast.expr | None = node.right if isinstance(node, ast.BinOp) else getattr(node, "value", None)
    if isinstance(divisor, ast.Name):
        given = (part for part in ast.walk(tree.function(divisor) or tree.root) if isinstance(part, ast.Assign))
        return next((part.value for part in given if ast.unparse(part.targets[0]) == divisor.id), divisor)
    return divisor
