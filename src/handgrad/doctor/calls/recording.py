"""Recording a call: the live functions and arrays that it reaches are made to record, and it is called a few times."""

from __future__ import annotations

import linecache
import time
import types
import warnings
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.naming import paths_to_values
from handgrad.doctor.calls.reach import Reach, reach
from handgrad.doctor.calls.slots import is_container, slots
from handgrad.doctor.proof.trial import Enough
from handgrad.program.arrays import RecordedArray
from handgrad.program.record import Recording, Session, installed
from handgrad.program.recorder import Recorder, RecordingOver
from handgrad.program.sources import leaf, recording_sources

CALLS = 8
"""How often the step is called: enough to see what changes from one to the next."""
DRIVER = -1
"""The key of the loop that calls the step."""


def record_step(
    step: Callable[[], Any], texts: Mapping[str, str], enough: Enough, seconds: float, budget: int = 60_000
) -> Recording:
    """Call `step` several times and record it. Changes what it reaches for good: only for a process of its own.

    `texts` holds sources, by file, that are to be run otherwise than they stand.
    """
    found = reach(step)
    active = Recorder([], budget, time.monotonic() + seconds)
    active.enough = enough
    session = Session(active)
    file = next((function.__code__.co_filename for function in found.functions), "")
    result = Recording(active.program, active.contexts, session.sources, file=file)
    begin = time.monotonic()
    with warnings.catch_warnings(record=True) as caught, installed(active), recording_sources(), np.errstate():
        warnings.simplefilter("always")
        try:
            make_recording(found, session, texts)
            enter(found)
            call_often(found, active, result)
        except RecordingOver:
            result.ended = "time"
        except BaseException as error:  # the step's own failure is a fact to report
            result.ended, result.error = "raised", error
    active.active = False
    session.sources.setdefault(file, "")
    result.tail_start, result.seconds = active.tail_start, time.monotonic() - begin
    result.warnings = [(str(each.message), each.filename, each.lineno) for each in caught]
    return result


def call_often(found: Reach, active: Recorder, result: Recording) -> None:
    """Call the step again and again, as long as it is recorded."""
    for _ in active.loop(range(CALLS), DRIVER):
        result.namespace = names_now(found.step, found, result)  # of values that the coming call reads
        found.step()
        if not active.active:
            break


def names_now(step: Callable[[], Any], found: Reach, result: Recording) -> dict[str, Any]:
    """What every array is called, as a namespace in which each stays what it is now."""
    result.namespace = {**{root.name: root.value for root in found.roots}, **own_object(step)}
    return {path: frozen(node) for node, path in paths_to_values(result).items()}


def frozen(node: int) -> RecordedArray:
    """An array that stands for one operation for good."""
    array = RecordedArray((0,))
    array._node = node
    return array


def own_object(step: Callable[[], Any]) -> dict[str, Any]:
    """The object of a bound method, as it calls it."""
    if not isinstance(step, types.MethodType):
        return {}
    return {step.__func__.__code__.co_varnames[0]: step.__self__}


def source_of(file: str, texts: Mapping[str, str]) -> str:
    """The text of a file, or of a cell of a notebook; empty where nobody has it."""
    return texts[file] if file in texts else "".join(linecache.getlines(file))


def make_recording(found: Reach, session: Session, texts: Mapping[str, str]) -> None:
    """Give every function the instrumented code of its own source."""
    for file in dict.fromkeys(function.__code__.co_filename for function in found.functions):
        functions = [function for function in found.functions if function.__code__.co_filename == file]
        try:
            prepare = session.add(source_of(file, texts), file)
        except SyntaxError:
            session.recorder.files.add(file)
            continue
        codes: list[types.CodeType] = []
        for names in {id(function.__globals__): function.__globals__ for function in functions}.values():
            codes = list(codes_in(prepare(names)))
        for function in functions:
            code = counterpart(function.__code__, list(codes_in(plain_code(file))), codes)
            if code is not None:
                function.__code__ = code


def codes_in(code: types.CodeType) -> Iterator[types.CodeType]:
    """A code object and all those within it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from codes_in(constant)


def plain_code(file: str) -> types.CodeType:
    """The code of a file as it stands."""
    return compile(source_of(file, {}), file, "exec", dont_inherit=True)


def counterpart(
    code: types.CodeType, plain: list[types.CodeType], codes: list[types.CodeType]
) -> types.CodeType | None:
    """The same function's code among others of the same source, or of an edited one.

    It stands in the same place among all functions; where that cannot be told, its name, its variables and its line do.
    """
    if len(plain) == len(codes) and code in plain:
        return fitting(code, [codes[plain.index(code)]])
    return fitting(code, codes)


def fitting(code: types.CodeType, codes: list[types.CodeType]) -> types.CodeType | None:
    """The nearest code that may stand in a function's place."""
    outside = (code.co_qualname, code.co_freevars, code.co_argcount, code.co_kwonlyargcount)
    same = [e for e in codes if (e.co_qualname, e.co_freevars, e.co_argcount, e.co_kwonlyargcount) == outside]
    return min(same, key=lambda each: abs(each.co_firstlineno - code.co_firstlineno), default=None)


def enter(found: Reach) -> None:
    """Make recorded leaves of the arrays and floats that the functions reach."""
    known: dict[int, Any] = {}
    holders = [*found.roots]
    objects = [root.value for root in holders if is_container(root.value)]
    objects += [each for function in found.functions for each in function.__defaults__ or () if is_container(each)]
    objects += own_object(found.step).values()
    for holder in holders:
        holder.put(entered(holder.value, known))
    for each in objects:
        for slot in list(slots(each)):
            if not isinstance(slot.owner, tuple):
                slot.put(entered(slot.value, known))


def entered(value: Any, known: dict[int, Any]) -> Any:
    """The value as a recorded leaf, the same one wherever the same array is held."""
    if isinstance(value, np.ndarray) and value.dtype.kind in "fiub":
        if id(value) not in known:
            known[id(value)] = (value, leaf(value, "given"))
        return known[id(value)][1]
    if type(value) is float or isinstance(value, np.floating):
        return leaf(value, "given")
    return value
