"""Optimisers: how a gradient moves a parameter, written for one array; penalties and clipping compose with all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from handgrad.pair import Array, Params
from handgrad.schedules import Schedule, is_number, require

FRACTIONS = ("momentum", "decay", "beta1", "beta2")
"""Settings that weigh the past against the present: 0 or more, and below 1."""


@dataclass(frozen=True, kw_only=True)
class Composed:
    """What every optimiser can do with its gradients g before it moves a parameter p.

    Penalty: g + l2 p + l1 sign(p), the gradient of l2/2 sum(p^2) + l1 sum(|p|), on arrays of two axes or more (weights,
    not biases). Clipping, after the penalty: each element to within `clip_value`, then the length of all gradients
    together to at most `clip_norm` (Pascanu, Mikolov, Bengio, "On the difficulty of training recurrent neural
    networks", 2013).
    """

    l1: float = 0.0
    l2: float = 0.0
    clip_norm: float | None = None
    clip_value: float | None = None


@dataclass(frozen=True)
class Optimizer(Composed):
    """`init(p) -> state` and `update(g, state, p, t) -> (p, state)`: pure, for one array, t = 1, 2, ...

    `learning_rate` is a number or a schedule, a function of t. A subclass needs nothing but these two methods.
    """

    learning_rate: float | Schedule = 0.01

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if (value is None and field.name.startswith("clip")) or (field.name == "learning_rate" and callable(value)):
                continue
            if field.name.startswith("clip"):
                require(is_number(value) and value > 0, self, f"{field.name} must be a number above 0, or None", value)
                continue
            require(is_number(value) and value >= 0, self, f"{field.name} must be a number, 0 or more", value)
            if field.name in FRACTIONS:
                require(value < 1, self, f"{field.name} must be below 1", value)

    def init(self, p: Array) -> Params:
        """The state before the first step, for one parameter array."""
        return Params()

    def update(self, g: Array, state: Params, p: Array, t: int) -> tuple[Array, Params]:
        """The parameter and the state after step t, given the gradient g; all arrays have p's shape and dtype."""
        raise NotImplementedError

    def rate(self, t: int, p: Array) -> Array:
        """The learning rate of step t, as a number of p's dtype: a wider one would widen p."""
        return np.asarray(self.learning_rate(t) if callable(self.learning_rate) else self.learning_rate, dtype=p.dtype)

    def states(self, parameters: Iterable[Params]) -> list[Params]:
        """The states of a whole network before the first step, a tree for each layer's parameters."""
        return [layer.map(self.init) for layer in parameters]

    def apply(
        self, gradients: Sequence[Params], states: Sequence[Params], parameters: Sequence[Params], t: int
    ) -> tuple[list[Params], list[Params]]:
        """The parameters and the states of a whole network after step t: penalty, clipping, then `update` on each."""
        if self.l1 or self.l2:
            gradients = [g.map(self.penalized, p) for g, p in zip(gradients, parameters, strict=True)]
        moved = [
            self.update_tree(g, state, p, t)
            for g, state, p in zip(self.clipped(gradients), states, parameters, strict=True)
        ]
        return [p for p, _ in moved], [state for _, state in moved]

    def update_tree(self, g: Params, state: Params, p: Params, t: int) -> tuple[Params, Params]:
        """`update` on each array of one layer."""
        after_p, after_state = {}, {}
        for name, value in vars(p).items():
            update: Callable[..., Any] = self.update_tree if isinstance(value, Params) else self.update
            after_p[name], after_state[name] = update(vars(g)[name], vars(state)[name], value, t)
        return Params(**after_p), Params(**after_state)

    def penalty(self, parameters: Iterable[Params]) -> Any:
        """l2/2 sum(p^2) + l1 sum(|p|) over the weights, which `apply` adds the gradient of to the loss's."""
        if not (self.l1 or self.l2):
            return 0.0
        weights = [p for layer in parameters for _, p in layer.items() if np.ndim(p) >= 2]
        return sum(self.l2 / 2 * np.sum(p * p) + self.l1 * np.sum(np.abs(p)) for p in weights)

    def penalized(self, g: Array, p: Array) -> Array:
        """The gradient of loss and penalty together, for one array."""
        if np.ndim(p) < 2:
            return g
        return g + self.l2 * p + self.l1 * np.sign(p)  # forward: l2/2 p^2 + l1 |p|

    def clipped(self, gradients: Sequence[Params]) -> list[Params]:
        """The gradients of a whole network, clipped by value and then by their common length."""
        limit, longest = self.clip_value, self.clip_norm
        if limit is not None:
            gradients = [layer.map(lambda g: np.minimum(np.maximum(g, -limit), limit)) for layer in gradients]
        if longest is not None:
            length = np.sqrt(sum(np.sum(g * g) for layer in gradients for _, g in layer.items()))
            scale = longest / np.maximum(length, longest)
            gradients = [layer.map(lambda g: g * np.asarray(scale, dtype=g.dtype)) for layer in gradients]
        return list(gradients)


@dataclass(frozen=True)
class SGD(Optimizer):
    """p <- p - rate g: a step straight down the slope.

    Source: Robbins, Monro, "A stochastic approximation method", 1951.
    """

    def update(self, g: Array, state: Params, p: Array, t: int) -> tuple[Array, Params]:
        """One step."""
        return p - self.rate(t, p) * g, state


@dataclass(frozen=True)
class Momentum(Optimizer):
    """v <- momentum v + g,  p <- p - rate v: past gradients keep rolling, so that zigzags cancel.

    Source: Polyak, "Some methods of speeding up the convergence of iteration methods", 1964. The velocity v sums
    gradients and the rate stands outside, so a change of the rate acts at once.
    """

    momentum: float = 0.9

    def init(self, p: Array) -> Params:
        """A velocity of zero."""
        return Params(v=np.zeros_like(p))

    def update(self, g: Array, state: Params, p: Array, t: int) -> tuple[Array, Params]:
        """One step."""
        v = self.momentum * state.v + g
        return p - self.rate(t, p) * v, Params(v=v)


@dataclass(frozen=True)
class Nesterov(Momentum):
    """v <- momentum v + g,  p <- p - rate (g + momentum v): momentum that looks one step ahead.

    Source: Nesterov, "A method of solving a convex programming problem with convergence rate O(1/k^2)", 1983, in the
    form of Sutskever, Martens, Dahl, Hinton, "On the importance of initialization and momentum in deep learning", 2013,
    with p standing at the point looked ahead to.
    """

    def update(self, g: Array, state: Params, p: Array, t: int) -> tuple[Array, Params]:
        """One step."""
        v = self.momentum * state.v + g
        return p - self.rate(t, p) * (g + self.momentum * v), Params(v=v)


@dataclass(frozen=True)
class RMSprop(Optimizer):
    """s <- decay s + (1 - decay) g^2,  p <- p - rate g / (sqrt(s) + epsilon): each element by its own recent size.

    Source: Tieleman, Hinton, "Neural networks for machine learning", lecture 6.5, 2012.
    """

    learning_rate: float | Schedule = 0.001
    decay: float = 0.9
    epsilon: float = 1e-8

    def init(self, p: Array) -> Params:
        """A mean square of zero."""
        return Params(s=np.zeros_like(p))

    def update(self, g: Array, state: Params, p: Array, t: int) -> tuple[Array, Params]:
        """One step."""
        s = self.decay * state.s + (1 - self.decay) * g * g
        return p - self.rate(t, p) * g / (np.sqrt(s) + self.epsilon), Params(s=s)


@dataclass(frozen=True)
class Adagrad(Optimizer):
    """s <- s + g^2,  p <- p - rate g / (sqrt(s) + epsilon): elements that have moved much move less.

    Source: Duchi, Hazan, Singer, "Adaptive subgradient methods for online learning and stochastic optimization", 2011.
    """

    epsilon: float = 1e-10

    def init(self, p: Array) -> Params:
        """A sum of squares of zero."""
        return Params(s=np.zeros_like(p))

    def update(self, g: Array, state: Params, p: Array, t: int) -> tuple[Array, Params]:
        """One step."""
        s = state.s + g * g
        return p - self.rate(t, p) * g / (np.sqrt(s) + self.epsilon), Params(s=s)


@dataclass(frozen=True)
class Adam(Optimizer):
    """m <- beta1 m + (1 - beta1) g,  s <- beta2 s + (1 - beta2) g^2,  p <- p - rate m' / (sqrt(s') + epsilon).

    m' = m / (1 - beta1^t) and s' = s / (1 - beta2^t) undo that m and s start at zero.
    Source: Kingma, Ba, "Adam: a method for stochastic optimization", 2015, algorithm 1.
    """

    learning_rate: float | Schedule = 0.001
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8

    def init(self, p: Array) -> Params:
        """A mean and a mean square of zero."""
        return Params(m=np.zeros_like(p), s=np.zeros_like(p))

    def direction(self, g: Array, state: Params, t: int) -> tuple[Array, Params]:
        """m' / (sqrt(s') + epsilon), and the new means."""
        m = self.beta1 * state.m + (1 - self.beta1) * g
        s = self.beta2 * state.s + (1 - self.beta2) * g * g
        mean, square = m / (1 - self.beta1**t), s / (1 - self.beta2**t)
        return mean / (np.sqrt(square) + self.epsilon), Params(m=m, s=s)

    def update(self, g: Array, state: Params, p: Array, t: int) -> tuple[Array, Params]:
        """One step."""
        direction, state = self.direction(g, state, t)
        return p - self.rate(t, p) * direction, state


@dataclass(frozen=True)
class AdamW(Adam):
    """p <- p - rate (m' / (sqrt(s') + epsilon) + weight_decay p): Adam, with decay that is not divided by sqrt(s').

    The decay acts on every array, biases too, as published; `l2` would be divided like any other gradient.
    Source: Loshchilov, Hutter, "Decoupled weight decay regularization", 2019, algorithm 2, scaled by the rate.
    """

    weight_decay: float = 0.01

    def update(self, g: Array, state: Params, p: Array, t: int) -> tuple[Array, Params]:
        """One step."""
        direction, state = self.direction(g, state, t)
        return p - self.rate(t, p) * (direction + self.weight_decay * p), state


@dataclass(frozen=True)
class Lion(Optimizer):
    """p <- p - rate (sign(beta1 m + (1 - beta1) g) + weight_decay p),  m <- beta2 m + (1 - beta2) g: only signs.

    Source: Chen and others, "Symbolic discovery of optimization algorithms", 2023, program 1.
    """

    learning_rate: float | Schedule = 0.0001
    beta1: float = 0.9
    beta2: float = 0.99
    weight_decay: float = 0.0

    def init(self, p: Array) -> Params:
        """A mean of zero."""
        return Params(m=np.zeros_like(p))

    def update(self, g: Array, state: Params, p: Array, t: int) -> tuple[Array, Params]:
        """One step."""
        direction = np.sign(self.beta1 * state.m + (1 - self.beta1) * g)
        m = self.beta2 * state.m + (1 - self.beta2) * g
        return p - self.rate(t, p) * (direction + self.weight_decay * p), Params(m=m)


def registry() -> dict[str, type[Optimizer]]:
    """Every optimiser class by its name in lower case, found as the subclasses of `Optimizer`."""
    found: dict[str, type[Optimizer]] = {}
    waiting = Optimizer.__subclasses__()
    while waiting:
        kind = waiting.pop(0)
        found[kind.__name__.lower()] = kind
        waiting.extend(kind.__subclasses__())
    return found


def find(optimizer: str | Optimizer) -> Optimizer:
    """The optimiser called `optimizer` with its usual settings; an optimiser stands for itself.

    Raises ValueError, with the known names, where there is none of that name.
    """
    if isinstance(optimizer, Optimizer):
        return optimizer
    if isinstance(optimizer, type):
        raise TypeError(
            f"the optimiser must be made first: write {optimizer.__name__}() instead of {optimizer.__name__}"
        )
    if not isinstance(optimizer, str) or optimizer.lower() not in registry():
        raise ValueError(f"unknown optimiser {optimizer!r}; known: {', '.join(sorted(registry()))}")
    return registry()[optimizer.lower()]()
