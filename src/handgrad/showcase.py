"""The showcase: a layer shows itself, as `python -m handgrad.layers.lstm`: equation, shapes, parameters, a check.

The check compares `backward` with slopes that nobody wrote by hand: for each array v and a random direction d, the sum
of dv d against (f(v + h d) - f(v - h d)) / 2h, with f the sum of dy y.
"""

from __future__ import annotations

import importlib
import inspect
import textwrap
from collections.abc import Callable, Iterator

import numpy as np

from handgrad.layers import family
from handgrad.pair import Array, Layer, Params, Shape
from handgrad.summary import batch, brief

ROWS = 4
STEP = 1e-5


def show(module_name: str) -> None:
    """Print a module's derivation and every layer of it."""
    module = importlib.import_module(module_name)  # not __main__, where its layers are others of the same name
    print("\n\n".join([(module.__doc__ or "").strip(), *map(page, family(module))]))


def page(kind: type[Layer]) -> str:
    """One layer class: its docstring, and each of its examples."""
    lines = [kind.__name__, *(f"  {line}".rstrip() for line in inspect.cleandoc(kind.__doc__ or "").splitlines())]
    for layer, inputs in kind.examples().values():
        lines += ["", wrapped(brief(layer), "  "), *(wrapped(fact, "    ") for fact in facts(layer, inputs))]
    return "\n".join(lines)


def wrapped(text: str, indent: str) -> str:
    """A text of any length in lines of no more than 120 characters."""
    return textwrap.fill(
        text, 120, initial_indent=indent, subsequent_indent=f"{indent}{' ' * 13}", break_on_hyphens=False
    )


def facts(layer: Layer, inputs: Shape) -> Iterator[str]:
    """Shapes, parameters and the gradient check of one configuration."""
    yield f"shapes       {batch(inputs)} -> {batch(layer.output_shape(inputs))}"
    params = layer.init(np.random.default_rng(0), inputs)
    arrays = ", ".join(f"{name} {np.shape(array)}" for name, array in params.items())
    yield f"parameters   {sum(np.size(array) for _, array in params.items()):,}" + (f": {arrays}" if arrays else "")
    errors = check(layer, inputs)
    yield "gradients    " + ", ".join(f"d{name} {error:.1e}" for name, error in errors.items())


def check(layer: Layer, inputs: Shape) -> dict[str, float]:
    """For x (where it is of real numbers) and each parameter, how far backward is from central differences.

    The error is relative to the size of the slope's own terms.
    """
    rng = np.random.default_rng(1)
    params = layer.init(rng, inputs).map(lambda a: a + 0.3 * rng.standard_normal(a.shape))
    x = layer.sample(rng, ROWS, inputs)
    given = {"noise": layer.noise(rng, x.shape)} if "noise" in layer.needs else {}
    y, saved = layer.forward(params, x, **given)
    dy = rng.standard_normal(y.shape)
    dx, dparams = layer.backward(params, saved, dy)

    def loss(x: Array, params: Params) -> float:
        return float(np.sum(dy * layer.forward(params, x, **given)[0]))

    errors = {"x": error(lambda v: loss(v, params), x, dx, rng)} if x.dtype.kind == "f" else {}
    for (name, array), (_, gradient) in zip(params.items(), dparams.items(), strict=True):

        def moved(v: Array, array: Array = array) -> float:
            return loss(x, params.map(lambda other: v if other is array else other))

        errors[name] = error(moved, array, gradient, rng)
    return errors


def error(loss: Callable[[Array], float], v: Array, dv: Array, rng: np.random.Generator) -> float:
    """How far the sum of dv d is from the central difference of the loss along a random d."""
    d = rng.standard_normal(v.shape)
    slope = (loss(v + STEP * d) - loss(v - STEP * d)) / (2 * STEP)
    return abs(float(np.sum(dv * d)) - slope) / max(float(np.linalg.norm(dv * d)), 1e-300)
