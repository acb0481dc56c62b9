"""Performing a Program with JAX: a function of its inputs that `jax.jit` can take."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from handgrad.engines.engine import Unfit
from handgrad.engines.xla.operations import find
from handgrad.program.calls import ELEMENTWISE
from handgrad.program.program import Op, Program, Ref, operands, substitute
from handgrad.program.trace import Traced, place


@contextlib.contextmanager
def exactly() -> Iterator[None]:
    """While this lasts, float64 is float64, and float32 products are not rounded further unless the user says so.

    What the user has set for JAX stays as it is outside.
    """
    precision = jax.config.jax_default_matmul_precision or "highest"
    with jax.enable_x64(True), jax.default_matmul_precision(precision):
        yield


def performed(traced: Traced) -> Callable[..., list[Any]]:
    """`outputs = function(*inputs)`: every operation by its namesake. Raises Unfit where there is none."""
    program = traced.program
    steps = [
        bound(program, program.ops[index])
        for index in program.needed(traced.outputs, dict.fromkeys(traced.inputs))
        if program.ops[index].name != "leaf"
    ]
    takes, gives = tuple(traced.inputs), tuple(traced.outputs)
    constants = {op.index: op.value for op in program.ops if op.name == "leaf" and op.index not in takes}

    def function(*inputs: Any) -> list[Any]:
        values = {**constants, **dict(zip(takes, inputs, strict=True))}
        for index, step in steps:
            values[index] = step(values)
        return [jnp.asarray(values[index]) for index in gives]

    with exactly():
        jax.eval_shape(function, *(program.ops[index].value for index in traced.inputs))
    return function


def bound(program: Program, op: Op) -> tuple[int, Callable[[dict[int, Any]], Any]]:
    """One operation, as a function of the values before it; its value has the dtype that NumPy gave it."""
    function = find(op.name)
    if function is None:
        raise Unfit(f"JAX has no {op.name}{place(op)}")
    narrow, dtypes = common_dtype(program, op), dtypes_of(op.value)
    weak = {ref.index for ref in operands((op.args, op.kwargs)) if is_weak(program.ops[ref.index].value)}
    given, name, stands = (op.args, op.kwargs), op.name, place(op)  # not the values: a step is kept for long

    def value_of(values: dict[int, Any], ref: Ref) -> Any:
        value = values[ref.index]
        return jnp.asarray(value, narrow) if narrow is not None and ref.index in weak else value

    def step(values: dict[int, Any]) -> Any:
        args, kwargs = substitute(given, lambda ref: value_of(values, ref))
        try:
            return as_recorded(function(*args, **kwargs), dtypes)
        except (TypeError, ValueError, IndexError, NotImplementedError, AttributeError) as error:
            raise Unfit(f"JAX cannot perform {name}{stands}: {str(error).splitlines()[0]}") from error

    return op.index, step


def dtypes_of(value: Any) -> Any:
    """The dtype of a value, or of each of its parts."""
    return [dtypes_of(part) for part in value] if isinstance(value, (tuple, list)) else np.asarray(value).dtype


def is_weak(value: Any) -> bool:
    """Whether a value is a Python number, which takes on the dtype of the array that it meets."""
    return type(value) in (float, int)


def common_dtype(program: Program, op: Op) -> np.dtype[Any] | None:
    """The dtype in which an elementwise operation is performed; None for any other operation."""
    if op.name not in ELEMENTWISE and op.name not in ("where", "clip"):
        return None
    parts = [program.ops[part.index].value if isinstance(part, Ref) else part for part in op.args]
    parts = parts[1:] if op.name == "where" else parts
    numbers = [part if is_weak(part) else np.asarray(part).dtype for part in parts if part is not None]
    return None if all(map(is_weak, numbers)) else np.result_type(*numbers)


def as_recorded(value: Any, dtypes: Any) -> Any:
    """The value in the dtypes that were recorded for it."""
    if isinstance(dtypes, list):
        return [as_recorded(part, own) for part, own in zip(value, dtypes, strict=True)]
    return jnp.asarray(value, dtypes)
