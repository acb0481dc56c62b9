"""A function that returns its loss and its gradient, written in whatever library: judged by its own loss."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from handgrad.doctor.calls.names import partner
from handgrad.doctor.calls.replay import called, replayed
from handgrad.doctor.calls.slopes import Slopes
from handgrad.doctor.calls.structure import Array, Point, array_of, at, leaves, point_of
from handgrad.doctor.calls.trial import Claims, Trial, name_of, place_of, tried
from handgrad.doctor.finding import Report

ROOT = "the parameters"


def check_function(function: Callable[..., Any], arguments: tuple[Any, ...], seconds: float) -> Report:
    """Judge the gradient that `function(*arguments)` returns beside its loss."""
    params = arguments[0] if len(arguments) == 1 else arguments
    point = point_of(params, ROOT)
    if not point:
        raise TypeError(f"the parameters hold no array and no number to differentiate: {type(params).__name__}")
    with replayed() as replay:
        name = name_of(function)

        def call(point: Point) -> tuple[Any, Any]:
            given = at(params, point, ROOT)
            passed = (given,) if len(arguments) == 1 else given
            return halves(called(name, replay, function, *passed), len(point), name)

        first = gradients(call(point)[1], point, name)

        def claims(where: Point, right: dict[str, Slopes]) -> Claims:
            return Claims(first if where is point else gradients(call(where)[1], where, name))

        return tried(Trial(point, lambda where: call(where)[0], claims, place_of(function)), seconds)


def halves(result: Any, count: int, name: str) -> tuple[Any, Any]:
    """The loss and the gradient out of what a function returns."""
    if not isinstance(result, tuple) or len(result) not in (2, count + 1):
        raise TypeError(
            f"{name} has to return its loss and its gradient, (loss, gradient); it returns {kind_of(result)}"
        )
    loss, gradient = result[0], result[1] if len(result) == 2 else result[1:]
    if isinstance(loss, tuple) and loss:  # (loss, what else there is), as in has_aux of JAX
        loss = loss[0]
    if np.size(plain(loss)) != 1:
        order = " first, its gradient second" if np.size(plain(gradient)) == 1 else ""
        raise TypeError(f"{name} has to return its loss{order}: one number, not {kind_of(loss)}")
    return plain(loss).reshape(-1)[0], gradient


def plain(loss: Any) -> Array:
    """A loss as an array; of whatever cannot be one, an empty one."""
    try:
        value = np.asarray(loss.detach().cpu().numpy() if hasattr(loss, "detach") else loss)
    except (TypeError, ValueError):
        return np.empty(0)
    return value if value.dtype.kind in "fciu" else np.empty(0)


def kind_of(value: Any) -> str:
    """A value in a few words."""
    if isinstance(value, tuple):
        return f"a tuple of {len(value)}"
    shape = getattr(value, "shape", None)
    return f"{type(value).__name__}" + (f" of shape {tuple(shape)}" if shape is not None else "")


def gradients(gradient: Any, point: Point, name: str) -> Point:
    """The gradient of each array by the array's name; raises ValueError where they cannot be told apart."""
    found = list(leaves(gradient))
    named = {path: array_of(leaf) for path, leaf in found}
    if set(named) == set(point) or len(point) == len(named) == 1:
        return dict(zip(point, named.values(), strict=True)) if len(point) == 1 else named
    arrays = list(named.values())
    if len(arrays) == 1 and arrays[0].size == sum(array.size for array in point.values()):
        ends = np.cumsum([array.size for array in point.values()])[:-1]
        pieces = np.split(arrays[0].ravel(), ends)
        return {path: piece.reshape(point[path].shape) for path, piece in zip(point, pieces, strict=True)}
    partners = {path: path if path in named else partner(path, named) for path in point}
    known = {path: named[other] for path, other in partners.items() if other is not None}
    if len(arrays) == len(point) and len(known) < len(point):
        return dict(zip(point, arrays, strict=True))
    if known:
        return known
    raise ValueError(
        f"the gradient that {name} returns has {len(arrays)} array{'s' * (len(arrays) != 1)}, the parameters have "
        f"{len(point)}: one is needed for each"
    )
