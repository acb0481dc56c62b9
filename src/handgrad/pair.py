"""The pair: a piece of maths whose forward and hand-written backward stand side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Shape = tuple[int, ...]


class Params:
    """Named arrays of one layer, read and written as attributes; a value may itself be a `Params`.

    Parameters, gradients, running statistics and noise all have this form, so that
    `net.gradients[0].weights` is the gradient of `net.parameters[0].weights`.
    """

    def __init__(self, **values: Any) -> None:
        self.__dict__.update(values)

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"no array named {name!r} here; there are: {', '.join(self.__dict__) or 'none'}")

    def items(self) -> Iterator[tuple[str, Array]]:
        """Every array with its dotted name, in the order the layer gave them."""
        for name, value in self.__dict__.items():
            if isinstance(value, Params):
                yield from ((f"{name}.{inner}", array) for inner, array in value.items())
            else:
                yield name, value

    def map(self, function: Callable[..., Any], *others: Params) -> Params:
        """A tree of the same names, holding `function` of each array (and of its namesakes in `others`)."""
        results = {}
        for name, value in self.__dict__.items():
            namesakes = [other.__dict__[name] for other in others]
            results[name] = (
                value.map(function, *namesakes) if isinstance(value, Params) else function(value, *namesakes)
            )
        return Params(**results)

    def __repr__(self) -> str:
        return f"Params({', '.join(f'{name} {np.shape(array)}' for name, array in self.items())})"


@dataclass(frozen=True)
class Layer:
    """A frozen configuration with a `forward` and the `backward` that undoes it, both pure.

    `inputs` is the shape of one sample, without the batch axis. Whatever a layer has learned, counted or drawn is
    handed to it: parameters by `init`, running statistics by `statistics` and `fold`, noise by `noise`.
    Subclassing enrols a layer in the registry, the tests and the documentation.
    """

    needs: ClassVar[tuple[str, ...]] = ()
    """What `forward` takes besides `params` and `x`: any of "noise" and "mask"."""

    def init(self, rng: np.random.Generator, inputs: Shape) -> Params:
        """Start values of the trainable arrays for samples of shape `inputs`."""
        return Params()

    def output_shape(self, inputs: Shape) -> Shape:
        """Shape of one output sample; raises ValueError, naming both shapes, where `inputs` does not fit."""
        raise NotImplementedError

    def forward(self, params: Params, x: Array, **given: Any) -> tuple[Array, Any]:
        """`x (n, *inputs) -> y (n, *outputs), saved`, as in training; `saved` is what `backward` needs."""
        raise NotImplementedError

    def backward(self, params: Params, saved: Any, dy: Array) -> tuple[Array, Params]:
        """`dy (n, *outputs) -> dx (n, *inputs), dparams`; `d` is the gradient of the loss with respect to it."""
        raise NotImplementedError

    def predict(self, params: Params, statistics: Params, x: Array, **given: Any) -> Array:
        """`y` as after training: no noise, running statistics instead of the batch's own."""
        return self.forward(params, x, **given)[0]

    def noise(self, rng: np.random.Generator, x_shape: Shape) -> Any:
        """The random numbers one forward consumes, drawn outside it; asked for where `needs` has "noise"."""
        raise NotImplementedError

    def statistics(self, inputs: Shape) -> Params:
        """Running statistics before any training."""
        return Params()

    def fold(self, statistics: Params, saved: Any) -> Params:
        """Running statistics after one more training batch."""
        return statistics

    def sample(self, rng: np.random.Generator, n: int, inputs: Shape) -> Array:
        """`n` inputs of the kind this layer takes; the tests and `python -m handgrad.layers.<name>` draw them."""
        return rng.standard_normal((n, *inputs))

    @classmethod
    def examples(cls) -> Mapping[str, tuple[Layer, Shape]]:
        """Configurations worth testing, by name: the layer and the shape of one sample."""
        raise NotImplementedError
