"""Pairs: a forward and its backward as pure functions, among them our own layers."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from handgrad.doctor.calls.conventions import settled
from handgrad.doctor.calls.replay import called, replayed
from handgrad.doctor.calls.slopes import Slopes
from handgrad.doctor.calls.structure import Array, Point, array_of, is_number
from handgrad.doctor.calls.trial import Claims, Trial, name_of, place_of, tried
from handgrad.doctor.finding import Report
from handgrad.pair import Layer, Params


def check_pair(layer: Layer, arguments: tuple[Any, ...], seconds: float, params: Params | None = None) -> Report:
    """Judge the backward of one of our own layers, at random parameters unless `params` are given.

    x is (n, *inputs). Noise is drawn once; a mask may follow x.
    """
    x = input_of(arguments, type(layer).__name__)
    rng = np.random.default_rng(0)
    tree = params or layer.init(rng, x.shape[1:]).map(lambda a: a + 0.3 * rng.standard_normal(np.shape(a)))
    given: dict[str, Any] = {"noise": layer.noise(rng, x.shape)} if "noise" in layer.needs else {}
    if "mask" in layer.needs:
        given["mask"] = arguments[1] if len(arguments) > 1 else None
    point = {**({"x": x} if x.dtype.kind == "f" else {}), **{name: array_of(array) for name, array in tree.items()}}

    def forward(where: Point) -> tuple[Array, Any]:
        return layer.forward(planted(tree, where), where.get("x", x), **given)

    def backward(where: Point, dy: Array) -> Point:
        dx, dparams = layer.backward(planted(tree, where), forward(where)[1], dy)
        return {"x": dx, **dict(dparams.items())}

    with replayed():
        y = called(f"{type(layer).__name__}.forward", forward, point)[0]
        return tried_with(point, lambda where: forward(where)[0], backward, y, layer.backward, seconds)


def input_of(arguments: tuple[Any, ...], name: str) -> Array:
    """The input of a layer as an array."""
    if not arguments or not is_number(arguments[0]) or np.ndim(arguments[0]) < 1:
        raise TypeError(f"{name} needs an input, an array with a row for each sample: check(layer, x)")
    x = np.asarray(arguments[0])
    return x.astype(np.float64) if x.dtype.kind == "f" else x


def planted(tree: Params, values: Point, prefix: str = "") -> Params:
    """A tree of the same names holding the arrays in `values`."""
    return Params(
        **{
            name: planted(value, values, f"{prefix}{name}.") if isinstance(value, Params) else values[prefix + name]
            for name, value in vars(tree).items()
        }
    )


def tried_with(
    point: Point,
    forward: Callable[[Point], Any],
    backward: Callable[[Point, Any], Mapping[str, Any]],
    y: Any,
    written: Any,
    seconds: float,
) -> Report:
    """The trial of a backward on the loss sum(dy y), with a random dy."""
    dy = np.random.default_rng(3).standard_normal(np.shape(y)) if np.ndim(y) else np.float64(1)

    def claims(where: Point, right: dict[str, Slopes]) -> Claims:
        found = called(name_of(written), backward, where, np.array(dy))
        given = {name: array_of(found[name]) for name in where if found.get(name) is not None}
        return settled(given, right, where)

    trial = Trial(
        point,
        lambda where: np.sum(dy * forward(where)),
        claims,
        place_of(written),
        "the derivative of forward",
        not np.ndim(y),
    )
    return tried(trial, seconds)


def check_functions(
    forward: Callable[..., Any], backward: Callable[..., Any], inputs: tuple[Any, ...], seconds: float
) -> Report:
    """Judge `backward(dout, cache)` of `forward(x, w, b) -> out, cache`: a gradient for each input, in their order."""
    names = argument_names(forward, len(inputs))
    point = {
        name: array_of(value) for name, value in zip(names, inputs, strict=True) if is_number(value) and real(value)
    }
    if not point:
        raise TypeError("none of the inputs is an array of real numbers")

    def run(where: Point) -> tuple[Any, Any]:
        given = [where[name].copy() if name in where else value for name, value in zip(names, inputs, strict=True)]
        result = called(name_of(forward), forward, *given)
        return result if isinstance(result, tuple) and len(result) == 2 else (result, given)

    def back(where: Point, dy: Array) -> dict[str, Any]:
        found = backward(dy, run(where)[1])
        if isinstance(found, Mapping):
            return {name: found.get(name, found.get(f"d{name}")) for name in where}
        return dict(zip(names, found if isinstance(found, (tuple, list)) else (found,), strict=False))

    with replayed():
        return tried_with(point, lambda where: run(where)[0], back, run(point)[0], backward, seconds)


def real(value: Any) -> bool:
    """Whether a number or an array can be moved a little."""
    return np.asarray(value).dtype.kind == "f"


def argument_names(function: Callable[..., Any], count: int) -> list[str]:
    """What a function calls its first arguments."""
    try:
        names = [
            name for name, each in inspect.signature(function).parameters.items() if each.kind < each.VAR_POSITIONAL
        ]
    except (TypeError, ValueError):
        names = []
    return [names[i] if i < len(names) else f"input {i + 1}" for i in range(count)]
