"""The table of operations: how each is performed, and how the cotangent of its value goes back to its operands."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any

import numpy as np

from handgrad.program.operations.dtypes import as_float, is_complex, real_parts

Function = Callable[..., Any]


@dataclass(frozen=True)
class Operation:
    """`y = perform(*args, **kwargs)`, and `dx = backward[x](dy, y, *args, **kwargs)` for the operand x.

    `backward` is keyed by position or keyword; a rule that is None says that the derivative is zero, a missing one that
    it is not known. `keywords` are other spellings of parameters. A rule returns NotImplemented for arguments that it
    does not cover.
    """

    name: str
    perform: Function
    backward: Mapping[int | str, Function | None] = field(default_factory=dict)
    keywords: Mapping[str, str] = field(default_factory=dict)

    def arranged(self, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """The same arguments with every operand in its position, even if it was given by keyword."""
        if not kwargs:
            return args, {}
        renamed = {self.keywords.get(key, key): value for key, value in kwargs.items()}
        count = 1 + max((key for key in self.backward if isinstance(key, int)), default=-1)
        names = [name for name, each in self.parameters().items() if each.kind <= each.POSITIONAL_OR_KEYWORD][:count]
        last = max((names.index(key) for key in renamed if key in names), default=-1)
        given = list(args)
        for name in names[len(args) : last + 1]:
            given.append(renamed.pop(name, self.parameters()[name].default))
        return tuple(given), renamed

    def parameters(self) -> Mapping[str, inspect.Parameter]:
        """The parameters of the function that performs the operation; none where Python cannot tell."""
        return parameters_of(self.perform)


@cache
def parameters_of(function: Function) -> Mapping[str, inspect.Parameter]:
    """The parameters of a function, none where Python cannot tell: asked again for each operation that it performs."""
    try:
        return inspect.signature(function).parameters
    except ValueError:
        return {}


rows: dict[str, Operation] = {}


def find(name: str) -> Operation:
    """The operation called `name`: a row of the table, or else what NumPy has under that name, without a rule.

    Raises ValueError if there is neither.
    """
    base, _, method = name.rpartition(".")
    if name not in rows and method == "outer":
        rows[name] = outer(find(base))
    if name not in rows:
        rows[name] = Operation(name, analytic_or(numpy_function(name), None))
    return rows[name]


def numpy_function(name: str) -> Function:
    """NumPy's function at a dotted path such as "linalg.norm" or "add.reduce"."""
    found: Any = np
    for part in name.split("."):
        found = getattr(found, part, None)
    if not callable(found):
        raise ValueError(f"NumPy has no operation called {name!r}")
    return found  # type: ignore[no-any-return]


def row(
    names: str,
    function: Function | None,
    *backward: Function | None,
    analytic: Function | None = None,
    keywords: Mapping[str, str] | None = None,
    **named: Function | None,
) -> None:
    """Enter an operation under one or more names; without a `function` it is NumPy's of that name.

    `backward` and `named` are the rules by position and by keyword. `analytic` performs it on complex operands where
    NumPy's own function is not analytic there.
    """
    for name in names.split():
        perform = analytic_or(function or numpy_function(name), analytic)
        rules: dict[int | str, Function | None] = dict(enumerate(backward))
        rules.update(named)
        rows[name] = Operation(name, perform, rules, keywords or {})


def analytic_or(function: Function, analytic: Function | None) -> Function:
    """`function`, but `analytic` where an argument is complex."""
    if analytic is None:
        return function

    def perform(*args: Any, **kwargs: Any) -> Any:
        return (analytic if is_complex(args) or is_complex(kwargs) else function)(*args, **kwargs)

    perform.__wrapped__ = function  # type: ignore[attr-defined]
    return perform


def constant(names: str) -> None:
    """Enter NumPy functions that are constant but for jumps: their derivative is zero, complex steps do not count."""
    for name in names.split():
        function = numpy_function(name)
        rows[name] = Operation(name, on_real_parts(function), EveryOperand(lambda key: None))


class EveryOperand(dict[int | str, Function | None]):
    """The rules of an operation that takes any number of operands: `rule_of(key)` is that of each."""

    def __init__(self, rule_of: Callable[[Any], Function | None]) -> None:
        self.rule_of = rule_of

    def __missing__(self, key: int | str) -> Function | None:
        return self.rule_of(key)

    def __contains__(self, key: object) -> bool:
        return True


def on_real_parts(function: Function) -> Function:
    """`function` of the real parts of its arguments."""
    return analytic_or(function, lambda *args, **kwargs: function(*real_parts(args), **real_parts(kwargs)))


def outer(operation: Operation) -> Operation:
    """`ufunc.outer`: every element of `a` with every element of `b`, as the ufunc of the two broadcast."""

    def pair(a: Any, b: Any) -> tuple[Any, Any]:
        return np.reshape(a, np.shape(a) + (1,) * np.ndim(b)), b

    def rule(key: int) -> Function:
        def backward(dy: Any, y: Any, a: Any, b: Any, **kwargs: Any) -> Any:
            of_ufunc = operation.backward[key]
            return of_ufunc and np.reshape(of_ufunc(dy, y, *pair(a, b), **kwargs), np.shape((a, b)[key]))

        return backward

    rules: dict[int | str, Function | None] = {key: rule(key) for key in (0, 1) if key in operation.backward}
    return Operation(f"{operation.name}.outer", lambda a, b, **kw: operation.perform(*pair(a, b), **kw), rules)


def unbroadcast(gradient: Any, shape: tuple[int, ...]) -> Any:
    """The cotangent of an array of `shape` that was broadcast: summed over what was repeated."""
    gradient = np.asarray(gradient)
    if gradient.shape == shape:
        return gradient
    extra = gradient.ndim - len(shape)
    if extra > 0:
        gradient = gradient.sum(axis=tuple(range(extra)))
    gradient = gradient.reshape((1,) * (len(shape) - gradient.ndim) + gradient.shape)
    repeated = tuple(i for i, size in enumerate(shape) if size == 1 and gradient.shape[i] != 1)
    return gradient.sum(axis=repeated, keepdims=True) if repeated else gradient


def moves(names: str, function: Function | None, *data: int) -> None:
    """Enter an operation that only moves, repeats or leaves out the elements of its arguments at positions `data`.

    Without `data`, those of any number of arguments.
    """
    for name in names.split():
        moving = function or numpy_function(name)
        rules: dict[int | str, Function | None] = EveryOperand(partial(moving_rule, moving, data))
        if data:
            rules = {i: moving_rule(moving, data, i) if i in data else None for i in range(max(data) + 2)}
        rows[name] = Operation(name, moving, rules)


def moving_rule(function: Function, data: tuple[int, ...], position: int) -> Function:
    """The rule of an operation that moves elements: move their numbers instead, and see where each one went.

    Number 0 stands for the elements that the operation itself puts in. Arguments that are not data have no derivative.
    """

    def backward(dy: Any, y: Any, *args: Any, **kwargs: Any) -> Any:
        numbers, count = list(args), 1
        for i in data or range(len(args)):
            if i < len(args):
                numbers[i], count = numbered(args[i], count)
        kwargs.pop("dtype", None)
        went = flattened(function(*numbers, **kwargs)).astype(np.intp)
        totals = np.bincount(went, weights=flattened(dy), minlength=count)
        return collected(numbers[position], totals)

    return backward


def numbered(structure: Any, start: int) -> tuple[Any, int]:
    """The same structure with its elements numbered from `start`, and the next number."""
    if isinstance(structure, (tuple, list)):
        parts = []
        for part in structure:
            numbers, start = numbered(part, start)
            parts.append(numbers)
        return type(structure)(parts), start
    if isinstance(structure, np.ndarray):
        return np.arange(start, start + structure.size).reshape(structure.shape), start + structure.size
    return start, start + 1


def flattened(structure: Any) -> np.ndarray[Any, Any]:
    """All elements of an array, or of arrays in nested tuples and lists, one after the other."""
    if isinstance(structure, (tuple, list)):
        return np.concatenate([np.zeros(0), *(flattened(part) for part in structure)])
    return np.ravel(structure)


def collected(numbers: Any, totals: np.ndarray[Any, Any]) -> Any:
    """For each number in a structure, its total."""
    if isinstance(numbers, (tuple, list)):
        return [collected(part, totals) for part in numbers]
    return totals[numbers]


def elementwise(
    names: str,
    *slopes: Function | None,
    function: Function | None = None,
    analytic: Function | None = None,
    keywords: Mapping[str, str] | None = None,
) -> None:
    """Enter an elementwise operation y = f(x, ...): `slopes[i](x, ..., y=y)` is dy/d(operand i)."""
    for name in names.split():
        perform = masked(analytic_or(function or numpy_function(name), analytic))
        rules: dict[int | str, Function | None] = {
            i: slope and elementwise_rule(i, slope) for i, slope in enumerate(slopes)
        }
        rules["out"] = kept_outside
        rows[name] = Operation(name, perform, rules, keywords or {})


def masked(function: Function) -> Function:
    """An elementwise function that takes NumPy's `where=` and `out=` without writing: `out` holds what is kept."""

    def perform(*args: Any, where: Any = True, out: Any = None, **kwargs: Any) -> Any:
        y = function(*args, **kwargs)
        return y if where is True else np.where(where, y, 0 if out is None else out)

    perform.__wrapped__ = function  # type: ignore[attr-defined]
    return perform


def kept_outside(dy: Any, y: Any, *args: Any, where: Any = True, out: Any = None, **kwargs: Any) -> Any:
    """What goes back to `out`: its elements stay where `where` is false."""
    return unbroadcast(np.where(where, 0.0, dy), np.shape(out))


def elementwise_rule(position: int, slope: Function) -> Function:
    """dx = dy * slope, summed over what was broadcast; where dy is exactly zero, an infinite slope does not matter."""

    def backward(dy: Any, y: Any, *args: Any, where: Any = True, **kwargs: Any) -> Any:
        dx = dy * slope(*(as_float(arg) for arg in args), y=as_float(y))
        if np.isnan(dx).any():
            dx = np.where(dy == 0, 0.0, dx)
        if where is not True:
            dx = np.where(where, dx, 0.0)
        return unbroadcast(dx, np.shape(args[position]))

    return backward
