"""Anatomy: which recorded values are parameters, inputs, targets and predictions, known by what the numbers do."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from handgrad.program.program import Op, Program, Ref, Site, operands
from handgrad.program.recorder import Recorder

WRITES = {"setitem", "setwindow", "assign", "add.at", "subtract.at", "fill"}
"""Operations that give the next contents of their first operand."""

SiteKey = tuple[Site | None, tuple[Site, ...]]


@dataclass
class State:
    """A value that the program carries from step to step: its versions in order of time."""

    versions: list[int]
    """Operations whose values it had, oldest first; `versions[k + 1]` was made from `versions[k]`."""
    writes: list[list[int]] = field(default_factory=list)
    """For each change, the operations that made it, the last one giving the new version."""
    role: str = "parameter"
    """ "parameter", "optimizer" (momentum and the like), or "other"."""
    name: str = ""


@dataclass
class Step:
    """One training step: every parameter's version before and after, and the operations in between that matter."""

    before: dict[int, int]
    """State number -> the operation that gave its value before the step."""
    after: dict[int, int]
    slice: list[int] = field(default_factory=list)
    """Operations that the new versions depend on, back to the old ones and to plain data, in order."""
    targets: list[tuple[int, int | None, int]] = field(default_factory=list)
    """(meeting operation, target operand, prediction operand): where targets first meet predictions.

    The target operand is None where the target is a plain number among the arguments."""
    predictions: list[int] = field(default_factory=list)
    program: Program = field(default_factory=Program)
    """The Program with everything before the step cut off."""
    memory: set[int] = field(default_factory=set)
    """Values of momentum and the like from before the step."""


@dataclass
class Anatomy:
    """What a Program turned out to be."""

    program: Program
    states: list[State]
    steps: list[Step]

    @property
    def parameters(self) -> list[int]:
        """Numbers of the states that are parameters."""
        return [number for number, state in enumerate(self.states) if state.role == "parameter"]


def is_number_like(op: Op) -> bool:
    """Whether an operation's value is a number or a numeric array."""
    return isinstance(op.value, (np.ndarray, float, int, np.floating, np.integer)) and not isinstance(op.value, bool)


def previous(program: Program, op: Op) -> list[int]:
    """Operands that `op` may be the next version of: same shape, changed by adding, or written into."""
    if op.name in WRITES:
        first = op.args[0]
        return [first.index] if isinstance(first, Ref) else []
    if op.name not in ("add", "subtract") or not is_number_like(op):
        return []
    found = []
    for operand in op.args if op.name == "add" else op.args[:1]:
        if isinstance(operand, Ref) and np.shape(program[operand.index].value) == np.shape(op.value):
            found.append(operand.index)
            found.extend(scaled(program, program[operand.index]))
    return found


def scaled(program: Program, op: Op) -> list[int]:
    """What `op` is a multiple of, by a single number (`beta * v`); empty when it is nothing of the kind."""
    if op.name not in ("multiply", "divide") or len(op.args) != 2:
        return []
    found = []
    for one, other in ((op.args[0], op.args[1]), (op.args[1], op.args[0])):
        size = np.size(program[other.index].value) if isinstance(other, Ref) else np.size(other)
        if isinstance(one, Ref) and size == 1 and np.shape(program[one.index].value) == np.shape(op.value):
            found.append(one.index)
            if op.name == "divide":
                break
    return found


def key(op: Op) -> SiteKey:
    """Where in the source an operation stands, calls included."""
    return op.site, op.stack


def find_states(program: Program, stop: int | None = None) -> list[State]:
    """Values carried from step to step: the code that read the old version reads the new one later."""
    ops = program.ops[:stop]
    back: dict[int, list[int]] = {}
    readers: dict[int, set[tuple[int, int]]] = {}
    places: dict[SiteKey, int] = {}
    names = [places.setdefault(key(op), len(places)) for op in ops]
    for op in ops:
        earlier = previous(program, op)
        if earlier:
            back[op.index] = earlier
        for position, index in enumerate(op.refs()):
            readers.setdefault(index, set()).add((names[op.index], position))
    return chains(link_versions(ops, back, readers, [site for site, _ in places]))


def link_versions(
    ops: list[Op], back: dict[int, list[int]], readers: dict[int, set[tuple[int, int]]], sites: list[Site | None]
) -> dict[int, tuple[int, list[int]]]:
    """For each version, the version before it that is read at the same places, and the writes in between."""
    links: dict[int, tuple[int, list[int]]] = {}
    taken: set[int] = set()
    for op in ops:
        if op.index not in back:
            continue
        mine = {each for each in readers.get(op.index, ()) if not same_line(sites[each[0]], op.site)}
        if not mine:
            continue
        later: dict[int, int] = {}
        written: dict[int, frozenset[tuple[str, int]]] = {}
        frontier = deque((old, op.index) for old in back[op.index])
        while frontier and len(later) < LONGEST_CHANGE:
            old, new = frontier.popleft()
            if old in later:
                continue
            later[old] = new
            site, before = ops[new].site, written.get(new, frozenset())
            line = (site.file, site.line) if site else None
            written[old] = before if line is None or line in before else before | {line}
            common = readers.get(old, set()) & mine if old not in taken else set()
            read_at = [sites[place] for place, _ in common]
            if any(site is None or (site.file, site.line) not in written[old] for site in read_at):
                links[op.index] = (old, follow(later, old))
                taken.add(old)
                break
            frontier.extend((older, old) for older in back.get(old, ()))
    return links


def same_line(one: Site | None, other: Site | None) -> bool:
    """Whether two places are on one line of one file."""
    return one is not None and other is not None and (one.file, one.line) == (other.file, other.line)


LONGEST_CHANGE = 600
"""How many writes in a row may make one change of a value (a loop over its elements)."""


def follow(later: dict[int, int], old: int) -> list[int]:
    """The writes that lead from `old` to the version being looked at."""
    path = []
    while old in later:
        old = later[old]
        path.append(old)
    return path


def chains(links: dict[int, tuple[int, list[int]]]) -> list[State]:
    """Links joined into states, in the order in which they first change."""
    following = {old: new for new, (old, _) in links.items()}
    states = []
    for first in sorted(following):
        if first in links:
            continue
        versions, writes = [first], []
        while versions[-1] in following:
            new = following[versions[-1]]
            versions.append(new)
            writes.append(links[new][1])
        states.append(State(versions, writes))
    most = max((len(state.versions) for state in states), default=0)
    return sorted((s for s in states if len(s.versions) > 2 or most == 2), key=lambda state: state.versions[1])


def ancestors(program: Program, start: Iterable[int], stop: Iterable[int] = ()) -> list[int]:
    """Operations that `start` depends on, themselves included, not looking behind `stop`; in order."""
    limit, todo, seen = set(stop), list(start), set()
    while todo:
        index = todo.pop()
        if index in seen:
            continue
        seen.add(index)
        if index not in limit:
            todo.extend(program[index].refs())
    return sorted(seen)


def dependents(program: Program, among: Iterable[int], on: Iterable[int]) -> set[int]:
    """Of the operations `among` (in order), those that depend on any of `on`; `on` included."""
    found = set(on)
    for index in among:
        if index not in found and any(ref in found for ref in program[index].refs()):
            found.add(index)
    return found


def literal_inside(program: Program, op: Op, index: int) -> bool:
    """Whether operand `index` is a literal written inside the expression itself (`1.0 - a`)."""
    leaf, site = program[index], op.site
    if leaf.origin != "literal" or leaf.site is None or site is None or leaf.site.file != site.file:
        return False
    start, end = (site.line, site.column), (site.end_line, site.end_column)
    return start <= (leaf.site.line, leaf.site.column) and (leaf.site.end_line, leaf.site.end_column) <= end


MOVES = {"transpose", "getitem", "window", "reshape", "ravel", "flatten", "copy", "astype", "item", "squeeze",
         "expand_dims", "atleast_2d", "swapaxes", "pack", "setitem", "setwindow", "concatenate", "moveaxis",
         "broadcast_to"}  # fmt: skip
"""Operations that only rearrange numbers."""

ELEMENTWISE = {"add", "subtract", "multiply", "divide", "negative", "sqrt", "power", "square", "maximum"} | MOVES | WRITES
"""What an optimiser does to a gradient on its way into a parameter."""


def classify(program: Program, states: list[State]) -> None:
    """Tell parameters from optimiser memory, counters and other things carried along."""
    number_of = {version: number for number, state in enumerate(states) for version in state.versions}
    sources, insides = [], []
    for state in states:
        k = min(1, len(state.versions) - 2)
        inside = ancestors(program, [state.versions[k + 1]], stop=set(number_of) - {state.versions[k + 1]})
        insides.append(inside)
        sources.append({number_of[index] for index in inside if index in number_of and index != state.versions[k + 1]})
    for number, state in enumerate(states):
        influenced = {other for other, found in enumerate(sources) if number in found} - {number}
        if len(influenced) == 1 and is_memory(program, state, number_of, number, insides[next(iter(influenced))]):
            state.role = "optimizer"
        elif not influenced and not self_made(program, state, insides[number]):
            state.role = "other"
        elif not sources[number] - {number} and not self_made(program, state, insides[number]):
            state.role = "other"
    for number, state in enumerate(states):
        if state.role == "parameter" and not any(
            states[other].role == "parameter" for other, found in enumerate(sources) if number in found
        ):
            state.role = "other"


def self_made(program: Program, state: State, inside: list[int]) -> bool:
    """Whether a state's change is computed from its own old value, other than by adding to it or writing in it."""
    k = min(1, len(state.versions) - 2)
    path = dependents(program, inside, [state.versions[k]]) - {state.versions[k]}
    return any(program[i].name not in MOVES | WRITES and i not in state.writes[k] and
               not (scaled(program, program[i]) and set(scaled(program, program[i])) & {state.versions[k]}) for i in path)


def is_memory(program: Program, state: State, number_of: dict[int, int], number: int, inside: list[int]) -> bool:
    """Whether a state only feeds the update of one other, element by element, without meeting data on the way."""
    own = [index for index in inside if number_of.get(index) == number]
    owner = inside[-1]
    if np.size(program[own[0]].value) != np.size(program[owner].value):
        return False
    path = dependents(program, inside, own) - set(own)
    return all(program[i].name in ELEMENTWISE and np.size(program[i].value) == np.size(program[owner].value) for i in path)


def steps_of(program: Program, states: list[State]) -> list[Step]:
    """Group the changes of the parameters into training steps."""
    numbers = [n for n, state in enumerate(states) if state.role == "parameter"]
    if not numbers:
        return []
    most = max(len(states[n].versions) for n in numbers)
    lead = next(n for n in numbers if len(states[n].versions) == most)
    times = [version for version in states[lead].versions[1:]]
    changes = {n: assigned_changes(states[n], times) for n in numbers}
    remembers = any(state.role == "optimizer" for state in states)
    steps = []
    for k in range(1 if remembers and len(times) > 1 else 0, len(times)):
        own = {n: changes[n][k] for n in numbers if k in changes[n]}
        if len(own) < len(numbers) and k > 0:
            continue
        before = {n: states[n].versions[j] for n, j in own.items()}
        step = Step(before, {n: states[n].versions[j + 1] for n, j in own.items()})
        trace_step(program, states, step)
        steps.append(step)
        if len(steps) == MOST_STEPS:
            break
    return steps


MOST_STEPS = 6
"""How many training steps are looked at."""


def assigned_changes(state: State, times: list[int]) -> dict[int, int]:
    """Step -> which change of a state belongs to it: the nearest in time to the step's leading change."""
    found: dict[int, int] = {}
    for j, version in enumerate(state.versions[1:]):
        k = min(range(len(times)), key=lambda i: abs(times[i] - version))
        if k not in found or abs(times[k] - state.versions[found[k] + 1]) > abs(times[k] - version):
            found[k] = j
    return found


def trace_step(program: Program, states: list[State], step: Step) -> None:
    """Fill in a step's slice, and where its targets meet its predictions."""
    begin = max(step.before.values())
    olds = [version for state in states if state.role == "optimizer" for version in state.versions if version <= begin]
    step.memory = set(olds)
    whole = ancestors(program, step.after.values(), stop=[*step.before.values(), *olds])
    moving = dependents(program, whole, {*step.before.values(), *step.memory} & set(whole))
    read = {ref for index in moving for ref in program[index].refs()}
    step.slice = [index for index in whole if index in moving or index in read or index in step.after.values()]
    given = [index for index in step.slice if index not in moving]
    step.program = program.cut([*step.before.values(), *olds, *given])
    find_targets(program, step)


def find_targets(program: Program, step: Step) -> None:
    """Targets are data that meet a finished prediction: one that no further parameter will be applied to."""
    numbers = {index: number for number, index in step.before.items()}
    depends: dict[int, frozenset[int]] = {}
    for index in step.slice:
        own = frozenset([numbers[index]]) if index in numbers else frozenset()
        depends[index] = own or frozenset().union(*(depends.get(ref, frozenset()) for ref in program[index].refs()))
    direct = direct_parameters(program, step, depends)
    inputs = {
        ref
        for index in step.slice
        for ref in program[index].refs()
        if not depends.get(ref) and any(other in direct for other in program[index].refs())
    }
    inputs = rearranged(program, inputs)
    unfinished = find_unfinished(program, step, depends, direct)
    for plain_numbers in (False, True):
        meet(program, step, depends, direct | unfinished, inputs, plain_numbers)
        if step.predictions:
            break


def meet(
    program: Program,
    step: Step,
    depends: dict[int, frozenset[int]],
    no_prediction: set[int],
    inputs: set[int],
    plain_numbers: bool,
) -> None:
    """Go through a step in order and note where data, or numbers that vary, first meet finished values."""
    numbers = set(step.before.values())
    after_target: set[int] = set()
    met: set[int] = set()
    for index in step.slice:
        op = program[index]
        refs = op.refs()
        if not depends[index] or index in numbers:
            continue
        if any(ref in after_target for ref in refs):
            after_target.add(index)
            continue
        computed = [ref for ref in refs if depends.get(ref) and ref not in no_prediction]
        data = [
            ref
            for ref in refs
            if not depends.get(ref) and ref not in inputs and ref not in step.memory and is_data(program, op, ref)
        ]
        if computed and (data or (plain_numbers and plain_target(program, op))):
            step.targets.append((index, data[-1] if data else None, computed[0]))
            after_target.add(index)
            met.update(computed)
    step.predictions = sorted(met)


def find_unfinished(
    program: Program, step: Step, depends: dict[int, frozenset[int]], direct: set[int]
) -> set[int]:
    """Values on whose way lies a parameter that has not gone into them yet."""
    found: set[int] = set()
    for index in reversed(step.slice):
        refs = program[index].refs()
        fresh = frozenset().union(*(depends[ref] for ref in refs if ref in direct))
        for ref in refs:
            if ref in direct or not depends.get(ref):
                continue
            if index in found or fresh - depends[ref]:
                found.add(ref)
    return found


def rearranged(program: Program, inputs: set[int]) -> set[int]:
    """The inputs and whatever only rearranges them, among all operations."""
    found = set(inputs)
    for op in program.ops:
        if op.name in MOVES and op.refs() and op.refs()[0] in found:
            found.add(op.index)
    return found


def direct_parameters(program: Program, step: Step, depends: dict[int, frozenset[int]]) -> set[int]:
    """Parameters and what is only a rearrangement of one: transposes, rows, reshapes."""
    found = set(step.before.values())
    for index in step.slice:
        op = program[index]
        if index not in found and op.name in MOVES:
            numeric = [ref for ref in op.refs() if depends.get(ref)]
            if numeric and all(ref in found for ref in numeric):
                found.add(index)
    return found


def is_data(program: Program, op: Op, index: int) -> bool:
    """Whether operand `index` of `op` is data, and not a constant of the formula."""
    leaf = program[index]
    if leaf.name == "leaf" and leaf.origin == "literal":
        return not literal_inside(program, op, index) and varies(program, op, index)
    leaves = [i for i in ancestors(program, [index]) if program[i].name == "leaf"]
    return any(program[i].origin != "literal" for i in leaves) or varies(program, op, index)


def plain_target(program: Program, op: Op) -> bool:
    """Whether a plain number among the arguments differs from run to run of the same code: a label or a 0/1 target."""
    if op.name not in ("getitem", "setitem", "subtract", "add", "multiply"):
        return False
    mine = [repr(part) for part in op.args if not isinstance(part, Ref)][:1]
    others = (other for other in program.ops if other.site == op.site and other.name == op.name)
    return bool(mine) and any([repr(p) for p in other.args if not isinstance(p, Ref)][:1] != mine for other in others)


def varies(program: Program, op: Op, index: int) -> bool:
    """Whether the same place in the source reads other values at other times."""
    position = op.refs().index(index)
    seen = 0
    for other in program.ops:
        if other.site == op.site and other.name == op.name and other.index != op.index:
            refs = other.refs()
            if len(refs) > position and refs[position] != index:
                mine, theirs = program[index].value, program[refs[position]].value
                if np.shape(mine) != np.shape(theirs) or not np.array_equal(mine, theirs):
                    return True
            seen += 1
            if seen > 200:
                break
    return False


ENOUGH = 4
"""Changes of each parameter that are recorded before the training loops are cut short."""


def training_loops(recorder: Recorder) -> set[int] | None:
    """The loops to end when enough training has been recorded (see `Recorder.enough`)."""
    states = find_states(recorder.program)
    classify(recorder.program, states)
    parameters = [state for state in states if state.role == "parameter"]
    if not parameters:
        return None
    most = max(len(state.versions) for state in parameters)
    if most <= ENOUGH or sum(len(s.versions) > ENOUGH for s in parameters) < len(parameters) / 2:
        return None
    lead = next(state for state in parameters if len(state.versions) == most)
    changes = [dict(recorder.contexts[version]) for version in lead.versions[1:]]
    open_loops = [loop.serial for loop in recorder.loops]
    turning = {s for s in open_loops if len({context[s] for context in changes if s in context}) > 1}
    depth = max((i for i, serial in enumerate(open_loops) if serial in turning), default=-1)
    return set(open_loops[: depth + 1]) or None


def study(program: Program, tail_start: int | None = None) -> Anatomy:
    """Find the states of a Program and the training steps it took."""
    states = find_states(program, tail_start)
    classify(program, states)
    return Anatomy(program, states, steps_of(program, states))


def literals(structure: Any) -> Iterable[Ref]:
    """Every operand reference (kept here for callers that only know the anatomy)."""
    return operands(structure)
