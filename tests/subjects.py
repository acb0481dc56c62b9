"""Subjects: every layer, activation and loss that can be found, each drawn as a pair at a random point."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import partial
from typing import Any

import numpy as np

from handgrad import activations, layers, losses
from handgrad.pair import Array, Layer, Params, Shape

Tree = dict[str, Array]


@dataclass(frozen=True)
class Pair:
    """A forward and its backward at one point: `variables` are differentiated, `constants` (noise, masks, ...) not."""

    variables: Tree
    constants: Any
    forward: Callable[[Tree, Any], tuple[Array, Any]]
    backward: Callable[[Tree, Any, Array], Tree]

    def gradients(self, dy: Array) -> Tree:
        return self.backward(self.variables, self.forward(self.variables, self.constants)[1], dy)


@dataclass(frozen=True)
class Subject:
    """Something to be checked: `draw(rows, seed)` gives its pair at a random point."""

    kind: str
    name: str
    draw: Callable[[int, int], Pair]
    layer: Layer | None = None
    inputs: Shape = ()

    def generator(self, seed: int = 0) -> np.random.Generator:
        return np.random.default_rng([zlib.crc32(self.name.encode()), seed])

    def output_gradient(self, y: Array, seed: int = 0) -> Array:
        return self.generator(seed + 100).standard_normal(np.shape(y))


def subjects() -> list[Subject]:
    """Everything there is: nothing is listed here."""
    return [*layer_subjects(), *activation_subjects(), *loss_subjects()]


def layer_subjects() -> Iterator[Subject]:
    for name, kind in layers.registry().items():
        for label, (layer, inputs) in kind.examples().items():
            for masked in (False, True) if "mask" in layer.needs else (False,):
                title = f"{name}-{label}" + ("-masked" if masked else "")
                draw = partial(draw_layer, title, layer, inputs, masked)
                yield Subject("layer", title, draw, layer, inputs)


def draw_layer(title: str, layer: Layer, inputs: Shape, masked: bool, rows: int, seed: int) -> Pair:
    rng = np.random.default_rng([zlib.crc32(title.encode()), seed])
    params = layer.init(rng, inputs).map(lambda a: np.asarray(a + 0.3 * rng.standard_normal(np.shape(a))))
    x = layer.sample(rng, rows, inputs)
    given: dict[str, Any] = {}
    if "noise" in layer.needs:
        given["noise"] = layer.noise(rng, x.shape)
    if "mask" in layer.needs:
        given["mask"] = draw_mask(rng, x.shape[:2]) if masked else None
    real = x.dtype.kind == "f"

    def forward(variables: Tree, constants: Any) -> tuple[Array, Any]:
        given = {name: value for name, value in constants.items() if name != "x"}
        return layer.forward(planted(params, variables), variables["x"] if real else constants["x"], **given)

    def backward(variables: Tree, saved: Any, dy: Array) -> Tree:
        dx, dparams = layer.backward(planted(params, variables), saved, dy)
        return {"x": dx, **dict(dparams.items())} if real else dict(dparams.items())

    variables = dict(params.items())
    return Pair({"x": x, **variables} if real else variables, given if real else {**given, "x": x}, forward, backward)


def draw_mask(rng: np.random.Generator, shape: Shape) -> Array:
    """Mask (n, steps), true where there is something: at least at the first step."""
    mask = rng.random(shape) < 0.6
    mask[:, 0] = True
    return mask


def planted(tree: Params, values: Tree, prefix: str = "") -> Params:
    """A tree of the same names holding the namesakes from `values`."""
    return Params(
        **{
            name: planted(value, values, f"{prefix}{name}.") if isinstance(value, Params) else values[prefix + name]
            for name, value in vars(tree).items()
        }
    )


def activation_subjects() -> Iterator[Subject]:
    for name, activation in activations.table.items():
        yield Subject("activation", name, partial(draw_activation, activation))


def draw_activation(activation: activations.Activation, rows: int, seed: int) -> Pair:
    rng = np.random.default_rng([zlib.crc32(activation.name.encode()), seed])
    z = 2 * rng.standard_normal((rows, 5))
    if activation.corner is not None:
        z = np.where(np.abs(z - activation.corner) < 1e-3, z + 0.1, z)

    def forward(variables: Tree, constants: Any) -> tuple[Array, Any]:
        y = activation.value(variables["z"])
        return y, (variables["z"], y)

    def backward(variables: Tree, saved: Any, dy: Array) -> Tree:
        z, y = saved
        return {"z": activation.backward(z, y, dy)}

    return Pair({"z": z}, None, forward, backward)


TARGETS: dict[str, Callable[[np.random.Generator, int], Array]] = {
    "real": lambda rng, n: rng.standard_normal((n, 4)),
    "shares": lambda rng, n: rng.random((n, 4)),
    "counts": lambda rng, n: rng.poisson(3, (n, 4)),
    "bits": lambda rng, n: rng.integers(0, 2, (n, 4)),
    "signs": lambda rng, n: rng.choice([-1.0, 1.0], (n, 4)),
    "classes": lambda rng, n: rng.integers(0, 4, n),
    "probabilities": lambda rng, n: rng.dirichlet(np.ones(4), n),
}
"""Kinds of targets; each loss is checked with all those that it takes."""


def loss_subjects() -> Iterator[Subject]:
    for name, loss in losses.table.items():
        for kind, targets in TARGETS.items():
            if takes(loss, targets):
                for reduction in ("mean", "sum", "none"):
                    for weighted in (False, True):
                        title = f"{name}-{kind}-{reduction}" + ("-weighted" if weighted else "")
                        yield Subject("loss", title, partial(draw_loss, title, loss, targets, reduction, weighted))


def takes(loss: losses.Loss, targets: Callable[[np.random.Generator, int], Array]) -> bool:
    try:
        loss(np.zeros((5, 4)), targets(np.random.default_rng(0), 5))
    except ValueError:
        return False
    return True


def draw_loss(
    title: str, loss: losses.Loss, targets: Any, reduction: str, weighted: bool, rows: int, seed: int
) -> Pair:
    rng = np.random.default_rng([zlib.crc32(title.encode()), seed])
    constants = {"target": targets(rng, rows), "sample_weight": rng.random(rows) + 0.5 if weighted else None}

    def forward(variables: Tree, constants: Any) -> tuple[Array, Any]:
        value, dy = loss(variables["y"], reduction=reduction, **constants)
        return np.sum(value), dy

    def backward(variables: Tree, saved: Any, dvalue: Array) -> Tree:
        return {"y": np.asarray(dvalue, dtype=saved.dtype) * saved}

    return Pair({"y": rng.standard_normal((rows, 4))}, constants, forward, backward)


def leaves(structure: Any) -> Iterator[Array]:
    """Every array in nested tuples, lists, dicts, parameters and dataclasses."""
    if isinstance(structure, np.ndarray):
        yield structure
    elif isinstance(structure, Params):
        yield from leaves(vars(structure))
    elif isinstance(structure, dict):
        yield from leaves(list(structure.values()))
    elif isinstance(structure, (tuple, list)):
        for part in structure:
            yield from leaves(part)
    elif is_dataclass(structure):
        yield from leaves([getattr(structure, field.name) for field in fields(structure)])


def mapped(function: Callable[[Array], Any], structure: Any) -> Any:
    """The same nested structure with `function` of each array."""
    if isinstance(structure, np.ndarray):
        return function(structure)
    if isinstance(structure, Params):
        return Params(**mapped(function, vars(structure)))
    if isinstance(structure, dict):
        return {name: mapped(function, value) for name, value in structure.items()}
    if isinstance(structure, (tuple, list)):
        return type(structure)(mapped(function, value) for value in structure)
    return structure
