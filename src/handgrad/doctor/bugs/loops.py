"""Loops: those that end after their first pass, and those whose test for being done is wrong."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.bugs import Kind
from handgrad.doctor.case import Case
from handgrad.doctor.edits.spelling import function_of
from handgrad.doctor.edits.syntax import Splice, Tree
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.program.spans import span_of

loop_early_exit = Kind(
    name="loop-early-exit",
    code="D045",
    title="loop ends after one pass",
    explain="""\
A sum over rows, layers or epochs needs all its terms:

    dL/dW  =  sum over all i of  a_i^T delta_i

The bug: a return or break stands one level too deep, and the loop ends in its
first pass; the rest is never seen.

    for x, y in data:
        total += loss(x, y)
        return total / len(data)            # inside the loop: the first row only
    for layer in reversed(layers):
        delta = layer.backward(delta)
        return delta                        # only the last layer learns

Write instead, one level out:

    for x, y in data:
        total += loss(x, y)
    return total / len(data)

A sign of it: the result does not change when all rows but the first do, or the
lower layers never move.

A small example: two rows with losses 0 and 4. The mean is 2; with the return
inside it is 0.
""",
)


stopping_criterion = Kind(
    name="stopping-criterion",
    code="D046",
    title="wrong test for being done",
    explain="""\
A run should stop when the loss, over all rows, is low or has stopped falling:

    mean over rows of (a - y)**2  <  tolerance

The bug: the test is true for another reason.

    if (y - a).mean() < 0.01: break         # negative errors are below it too, and errors cancel
    while error > 0.01: ...                 # error of the last row only
    if np.allclose(a.round(), y): break     # may never be true, or true by rounding at once
    if loss > previous: break               # one noisy batch ends everything

Write instead:

    if ((y - a) ** 2).mean() < 0.01: break
    error = ((y - forward(X)) ** 2).mean()  # all rows

and a bound on the number of steps, so that a test which never comes true ends
as well.

A small example: y = [0, 1], a = [0.9, 0.1]. The mean of y - a is 0, "done";
the mean square is 0.81.
""",
)


def repairs(case: Case) -> Iterator[Repair]:
    """The exit behind its loop."""
    for tree, loop, leave in early_exits(case):
        yield from later_exits(case, tree, loop, leave)


def signs(case: Case) -> Iterator[Sign]:
    """Loops that end with their first pass."""
    for tree, loop, leave in early_exits(case):
        finding = case.find("loop-early-exit", case.site_of(leave, tree.file), exit_message(leave))
        yield Sign(finding, tuple(later_exits(case, tree, loop, leave)), by="recheck")


def early_exits(case: Case) -> Iterator[tuple[Tree, ast.For, ast.Return | ast.Break]]:
    """Loops that gather something or train, have more than one item, and leave at the end of the first."""
    for tree in case.trees.values():
        for loop in ast.walk(tree.root):
            if not isinstance(loop, ast.For) or not isinstance(loop.body[-1], (ast.Return, ast.Break)):
                continue
            inside = [part for statement in loop.body for part in ast.walk(statement)]
            leave = loop.body[-1]
            if any(isinstance(part, ast.Continue) for part in inside) and not gives(leave, inside):
                continue
            if (gathers(inside) or (isinstance(leave, ast.Return) and trains(case, tree, loop))) and many(
                case, tree, loop
            ):
                yield tree, loop, leave


def gives(leave: ast.stmt, inside: list[ast.AST]) -> bool:
    """Whether a return gives back what a loop's body appends to: more than a first that fits is looked for."""
    calls = [part for part in inside if isinstance(part, ast.Call) and function_of(part) in ("append", "extend")]
    lists = {ast.unparse(call.func.value) for call in calls if isinstance(call.func, ast.Attribute)}
    value = leave.value if isinstance(leave, ast.Return) else None
    return value is not None and any(
        ast.unparse(part) in lists for part in ast.walk(value) if isinstance(part, ast.expr)
    )


def gathers(inside: list[ast.AST]) -> bool:
    """Whether a loop's body adds to something, writes into something or appends."""
    for part in inside:
        if isinstance(part, ast.AugAssign):
            return True
        if isinstance(part, ast.Assign) and any(isinstance(target, ast.Subscript) for target in part.targets):
            return True
        if isinstance(part, ast.Call) and function_of(part) in ("append", "extend"):
            return True
    return False


def trains(case: Case, tree: Tree, loop: ast.For | ast.While) -> bool:
    """Whether a parameter gets a new value in a loop's body, or in what it calls."""
    last = loop.end_lineno or loop.lineno
    for version in case.flow.versions:
        op = case.program[version]
        for site in (op.site, *op.stack):
            if op.name != "leaf" and site and site.file == tree.file and loop.lineno <= site.line <= last:
                return True
    return False


def many(case: Case, tree: Tree, loop: ast.For) -> bool:
    """Whether there is more than one item, as far as a plain run can tell."""
    call = loop.iter if isinstance(loop.iter, ast.Call) else None
    parts = (
        call.args
        if call is not None and function_of(call) in ("zip", "enumerate", "reversed", "sorted")
        else [loop.iter]
    )
    run = case.watched([(tree.file, span_of(part)) for part in parts], seconds=1.5)
    lengths = [seen.shape[0] for each in run.seen.values() for seen in each if seen.shape]
    return bool(run.seen) and any(run.seen.values()) and all(length > 1 for length in lengths)


def exit_message(leave: ast.Return | ast.Break) -> str:
    """What the statement does."""
    word = "return" if isinstance(leave, ast.Return) else "break"
    return f"this {word} stands inside the loop and ends it after its first pass"


def later_exits(case: Case, tree: Tree, loop: ast.For, leave: ast.Return | ast.Break) -> Iterator[Repair]:
    """A return behind its loop, or behind one of those around it; a break gone."""
    site, message = case.site_of(leave, tree.file), exit_message(leave)
    line, column, end, _ = span_of(leave)
    if isinstance(leave, ast.Break):
        gone = Splice(tree.file, (line, 0, end + 1, 0), "") if end < len(tree.lines) else tree.replace(leave, "pass")
        yield Repair("loop-early-exit", site, (gone,), message, 1)
        return
    around: list[ast.AST] = []
    node: ast.AST | None = loop
    while isinstance(node, (ast.For, ast.While, ast.With, ast.If)):
        around.append(node)
        node = tree.parents.get(node)
    for rank, outer in enumerate(reversed(around)):
        splices = dedented(tree, leave, column - span_of(outer)[1])
        yield Repair("loop-early-exit", site, splices, message, 1 + 0.1 * rank)


def dedented(tree: Tree, statement: ast.stmt, by: int) -> tuple[Splice, ...]:
    """A statement further to the left."""
    first, _, last, _ = span_of(statement)
    return tuple(Splice(tree.file, (line, 0, line, by), "") for line in range(first, last + 1))
