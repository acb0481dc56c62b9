"""Trusted peers: JAX and, where it is installed, PyTorch give the same losses, gradients and trained weights."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pytest
from subjects import TARGETS, takes

from handgrad import activations, losses, optimizers
from handgrad.layers.dense import Dense
from handgrad.pair import Array, Params

jax = pytest.importorskip("jax", reason="the peer JAX is not installed: nothing here is compared with it")
import jax.numpy as jnp  # noqa: E402

OPTIMIZERS = optimizers.registry()
SEEDS = range(4)


@pytest.fixture(autouse=True, scope="module")
def float64() -> Iterator[None]:
    """JAX in float64 while these tests run."""
    before = jax.config.jax_enable_x64
    jax.config.update("jax_enable_x64", True)
    yield
    jax.config.update("jax_enable_x64", before)


@pytest.fixture(scope="module")
def torch() -> Any:
    return pytest.importorskip("torch", reason="the peer PyTorch is not installed: nothing here is compared with it")


@dataclass(frozen=True)
class Case:
    """A random network of dense layers with a batch for one loss."""

    layers: list[Dense]
    params: list[Params]
    x: Array
    target: Array
    weight: Array | None

    def forward_backward(
        self, loss: losses.Loss, params: list[Params] | None = None
    ) -> tuple[Any, Array, list[Params]]:
        """Value, dx and the gradients of all parameters, by the hand-written pairs."""
        y, params = self.x, params or self.params
        saved: list[Any] = []
        gradients: list[Params] = []
        for layer, p in zip(self.layers, params, strict=True):
            y, kept = layer.forward(p, y)
            saved.append(kept)
        value, dy = loss(y, self.target, self.weight)
        for layer, p, kept in reversed(list(zip(self.layers, params, saved, strict=True))):
            dy, dparams = layer.backward(p, kept, dy)
            gradients.insert(0, dparams)
        return value, dy, gradients


def draw(loss: losses.Loss, seed: int) -> Case:
    rng = np.random.default_rng([seed, *loss.name.encode()])
    names = sorted(activations.table)
    hidden = [Dense(int(rng.integers(2, 9)), str(rng.choice(names))) for _ in range(rng.integers(1, 4))]
    net, inputs, params = [*hidden, Dense(4)], (int(rng.integers(2, 7)),), []
    for layer in net:
        params.append(layer.init(rng, inputs).map(lambda a: a + 0.2 * rng.standard_normal(a.shape)))
        inputs = layer.output_shape(inputs)  # type: ignore[assignment]
    n = int(rng.integers(1, 8))
    kinds = [targets for targets in TARGETS.values() if takes(loss, targets)]
    weight = rng.random(n) + 0.1 if seed % 2 else None
    x = rng.standard_normal((n, params[0].weights.shape[0]))
    return Case(net, params, x, kinds[seed % len(kinds)](rng, n), weight)


def one_hot(target: Any, like: Any) -> Any:
    return np.eye(like.shape[-1])[target] if target.ndim < like.ndim else target


def signs(target: Array) -> Array:
    return target if (target < 0).any() else 2.0 * target - 1


JAX_LOSSES: dict[str, Callable[[Any, Array], Any]] = {
    "mse": lambda y, t: (y - t) ** 2,
    "mae": lambda y, t: jnp.abs(y - t),
    "huber": lambda y, t: jnp.where(jnp.abs(y - t) <= 1, 0.5 * (y - t) ** 2, jnp.abs(y - t) - 0.5),
    "binary_cross_entropy": lambda y, t: -t * jax.nn.log_sigmoid(y) - (1 - t) * jax.nn.log_sigmoid(-y),
    "cross_entropy": lambda y, t: -(one_hot(t, y) * jax.nn.log_softmax(y)).sum(axis=-1),
    "hinge": lambda y, t: jnp.maximum(0, 1 - signs(t) * y),
    "poisson": lambda y, t: jnp.exp(y) - t * y,
}


def jax_activation(name: str) -> Callable[[Any], Any]:
    if name == "linear":
        return lambda z: z
    if name == "gelu":
        return lambda z: jax.nn.gelu(z, approximate=False)
    found: Callable[[Any], Any] = getattr(jnp, name, None) or getattr(jax.nn, name)
    return found


def jax_value(case: Case, name: str) -> Callable[[Any, Any], Any]:
    """The loss of a network as a function of its parameters [(weights, bias), ...] and its input."""

    def value(parameters: Any, x: Any) -> Any:
        for layer, (weights, bias) in zip(case.layers, parameters, strict=True):
            x = jax_activation(layer.activation)(x @ weights + bias)
        each = JAX_LOSSES[name](x, case.target)
        share = jnp.ones(len(x)) if case.weight is None else case.weight
        return jnp.average(each.reshape(len(x), -1).mean(axis=1), weights=share)

    return value


def plain(params: list[Params]) -> list[tuple[Array, Array]]:
    return [(p.weights, p.bias) for p in params]


def assert_same(got: Any, expected: Any, tolerance: float) -> None:
    """Equal to this part of the expected array's own norm."""
    got, expected = np.asarray(got), np.asarray(expected)
    assert got.shape == expected.shape
    assert np.linalg.norm(got - expected) <= tolerance * np.linalg.norm(expected)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", losses.table)
def test_losses_and_gradients_are_those_of_jax(name: str, seed: int) -> None:
    assert name in JAX_LOSSES, f"write {name} in JAX, as the others above"
    case = draw(losses.find(name), seed)
    expected, (dparams, dx) = jax.jit(jax.value_and_grad(jax_value(case, name), argnums=(0, 1)))(
        plain(case.params), case.x
    )
    value, got_dx, gradients = case.forward_backward(losses.find(name))
    assert value == pytest.approx(float(expected), rel=1e-12)
    assert_same(got_dx, dx, 1e-12)
    for got, (weights, bias) in zip(gradients, dparams, strict=True):
        assert_same(got.weights, weights, 1e-12)
        assert_same(got.bias, bias, 1e-12)


@pytest.mark.parametrize("name", activations.table)
def test_activations_are_those_of_jax(name: str) -> None:
    rng = np.random.default_rng(0)
    z, dy = 4 * rng.standard_normal((2, 50, 7))
    activation = activations.find(name)
    y, pull = jax.vjp(jax_activation(name), z)
    assert_same(activation.value(z), y, 1e-14)
    assert_same(activation.backward(z, activation.value(z), dy), pull(dy)[0], 1e-14)


def torch_losses(torch: Any) -> dict[str, Callable[[Any, Any], Any]]:
    functional = torch.nn.functional
    return {
        "mse": lambda y, t: functional.mse_loss(y, t, reduction="none"),
        "mae": lambda y, t: functional.l1_loss(y, t, reduction="none"),
        "huber": lambda y, t: functional.huber_loss(y, t, reduction="none"),
        "binary_cross_entropy": lambda y, t: functional.binary_cross_entropy_with_logits(y, t, reduction="none"),
        "cross_entropy": lambda y, t: functional.cross_entropy(y, t if t.ndim > 1 else t.long(), reduction="none"),
        "poisson": lambda y, t: functional.poisson_nll_loss(y, t, reduction="none"),
    }


def torch_activation(torch: Any, name: str) -> Callable[[Any], Any]:
    functional = torch.nn.functional
    special: dict[str, Callable[[Any], Any]] = {
        "linear": lambda z: z,
        "softmax": lambda z: functional.softmax(z, dim=-1),
        "softplus": lambda z: functional.softplus(z, threshold=1000),  # it gives up accuracy above the threshold
    }
    return special.get(name) or getattr(torch, name, None) or getattr(functional, name)


def torch_value(torch: Any, case: Case, parameters: list[tuple[Any, Any]], x: Any, name: str) -> Any:
    for layer, (weights, bias) in zip(case.layers, parameters, strict=True):
        x = torch_activation(torch, layer.activation)(x @ weights + bias)
    each = torch_losses(torch)[name](x, torch.tensor(case.target, dtype=torch.float64)).reshape(len(x), -1).mean(dim=1)
    share = torch.ones(len(x), dtype=torch.float64) if case.weight is None else torch.tensor(case.weight)
    return (each * share).sum() / share.sum()


def torch_leaves(torch: Any, params: list[Params]) -> list[tuple[Any, Any]]:
    tensor = partial(torch.tensor, requires_grad=True)
    return [(tensor(weights), tensor(bias)) for weights, bias in plain(params)]


@pytest.mark.parametrize("name", losses.table)
def test_losses_and_gradients_are_those_of_torch(torch: Any, name: str) -> None:
    if name not in torch_losses(torch):
        pytest.skip(f"PyTorch has no {name} of this form")
    for seed in range(20):
        case = draw(losses.find(name), seed)
        parameters, x = torch_leaves(torch, case.params), torch.tensor(case.x, requires_grad=True)
        expected = torch_value(torch, case, parameters, x, name)
        expected.backward()
        value, dx, gradients = case.forward_backward(losses.find(name))
        assert value == pytest.approx(expected.item(), rel=1e-12)
        assert_same(dx, x.grad, 1e-12)
        for got, (weights, bias) in zip(gradients, parameters, strict=True):
            assert_same(got.weights, weights.grad, 1e-12)
            assert_same(got.bias, bias.grad, 1e-12)


def trained(name: str, rate: float) -> tuple[Case, list[Params]]:
    """A network before and after 100 steps of an optimiser."""
    case = fixed_case()
    optimizer, params = OPTIMIZERS[name](rate), case.params
    states = optimizer.states(params)
    for t in range(1, 101):
        params, states = optimizer.apply(case.forward_backward(losses.mse, params)[2], states, params, t)
    return case, params


def fixed_case() -> Case:
    rng = np.random.default_rng(11)
    net = [Dense(6, "tanh"), Dense(5, "silu"), Dense(2)]
    params = [layer.init(rng, (width,)) for layer, width in zip(net, (3, 6, 5), strict=True)]
    return Case(net, params, rng.standard_normal((8, 3)), rng.standard_normal((8, 2)), None)


Rule = Callable[[Any, Any, Any, Any, float], tuple[Any, Any, Any]]
"""`rule(g, p, first, second, t) -> p, first, second` with a rate of 0.01; the state is two arrays, used or not."""


def adam_rule(decay: float) -> Rule:
    def rule(g: Any, p: Any, m: Any, v: Any, t: float) -> tuple[Any, Any, Any]:
        m, v = m + 0.1 * (g - m), v + 0.001 * (g**2 - v)
        step = m / (1 - 0.9**t) / (jnp.sqrt(v / (1 - 0.999**t)) + 1e-8)
        return p * (1 - 0.01 * decay) - 0.01 * step, m, v

    return rule


JAX_RULES: dict[str, Rule] = {
    "sgd": lambda g, p, a, b, t: (p - 0.01 * g, a, b),
    "momentum": lambda g, p, a, b, t: (p - 0.01 * (0.9 * a + g), 0.9 * a + g, b),
    "nesterov": lambda g, p, a, b, t: (p - 0.01 * (0.9 * (0.9 * a + g) + g), 0.9 * a + g, b),
    "rmsprop": lambda g, p, a, b, t: (p - 0.01 * g / (jnp.sqrt(0.9 * a + 0.1 * g**2) + 1e-8), 0.9 * a + 0.1 * g**2, b),
    "adagrad": lambda g, p, a, b, t: (p - 0.01 * g / (jnp.sqrt(a + g**2) + 1e-10), a + g**2, b),
    "adam": adam_rule(0.0),
    "adamw": adam_rule(0.01),
    "lion": lambda g, p, a, b, t: (p - 0.01 * jnp.sign(0.9 * a + 0.1 * g), 0.99 * a + 0.01 * g, b),
}


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_hundred_steps_are_those_of_jax(name: str) -> None:
    assert name in JAX_RULES, f"write {name} in JAX, as the others above"
    case, params = trained(name, 0.01)
    slope, tree = jax.grad(jax_value(case, "mse")), plain(case.params)
    flat, shape = jax.tree_util.tree_flatten(tree)

    def step(flat: Any, first: Any, second: Any, t: float) -> Any:
        gradients = jax.tree_util.tree_leaves(slope(jax.tree_util.tree_unflatten(shape, flat), case.x))
        moved = [JAX_RULES[name](g, p, a, b, t) for g, p, a, b in zip(gradients, flat, first, second, strict=True)]
        return tuple(zip(*moved, strict=True))

    first = second = [np.zeros_like(p) for p in flat]
    compiled = jax.jit(step)
    for t in range(1, 101):
        flat, first, second = compiled(flat, first, second, float(t))
    for got, expected in zip(jax.tree_util.tree_leaves(plain(params)), flat, strict=True):
        assert_same(got, expected, 1e-9)


TORCH_OPTIMIZERS: dict[str, tuple[str, dict[str, Any]]] = {
    "sgd": ("SGD", {}),
    "momentum": ("SGD", {"momentum": 0.9}),
    "nesterov": ("SGD", {"momentum": 0.9, "nesterov": True}),
    "rmsprop": ("RMSprop", {"alpha": 0.9, "eps": 1e-8}),
    "adagrad": ("Adagrad", {"eps": 1e-10}),
    "adam": ("Adam", {}),
    "adamw": ("AdamW", {"weight_decay": 0.01}),
}


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_hundred_steps_are_those_of_torch(torch: Any, name: str) -> None:
    if name not in TORCH_OPTIMIZERS:
        pytest.skip(f"PyTorch has no {name}")
    case, params = trained(name, 0.01)
    kind, settings = TORCH_OPTIMIZERS[name]
    parameters = torch_leaves(torch, case.params)
    optimizer = getattr(torch.optim, kind)([a for pair in parameters for a in pair], lr=0.01, **settings)
    for _ in range(100):
        optimizer.zero_grad()
        torch_value(torch, case, parameters, torch.tensor(case.x), "mse").backward()
        optimizer.step()
    for got, (weights, bias) in zip(params, parameters, strict=True):
        assert_same(got.weights, weights.detach(), 1e-9)
        assert_same(got.bias, bias.detach(), 1e-9)
