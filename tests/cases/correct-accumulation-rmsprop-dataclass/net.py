from __future__ import annotations

from dataclasses import dataclass, field
from typing import List

import numpy as np


@dataclass
class DenseLayer:
    weight: np.ndarray
    bias: np.ndarray
    linear: bool = False
    grad_weight: np.ndarray = field(init=False)
    grad_bias: np.ndarray = field(init=False)
    sq_weight: np.ndarray = field(init=False)
    sq_bias: np.ndarray = field(init=False)

    def __post_init__(self):
        self.sq_weight, self.sq_bias = np.zeros_like(self.weight), np.zeros_like(self.bias)
        self.zero_grad()

    @classmethod
    def create(cls, n_in: int, n_out: int, rng: np.random.Generator, linear: bool = False) -> DenseLayer:
        return cls(rng.normal(0.0, np.sqrt((1.0 if linear else 2.0) / n_in), (n_out, n_in)), np.zeros(n_out), linear)

    def zero_grad(self):
        self.grad_weight, self.grad_bias = np.zeros_like(self.weight), np.zeros_like(self.bias)

    def forward(self, x: np.ndarray) -> np.ndarray:
        self.x = x
        self.z = x @ self.weight.T + self.bias
        return self.z if self.linear else np.maximum(self.z, 0.0)

    def backward(self, upstream: np.ndarray) -> np.ndarray:
        delta = upstream if self.linear else upstream * (self.z > 0)
        self.grad_weight += delta.T @ self.x
        self.grad_bias += delta.sum(axis=0)
        return delta @ self.weight

    def rmsprop(self, lr: float, rho: float = 0.9, eps: float = 1e-7):
        self.sq_weight = rho * self.sq_weight + (1 - rho) * self.grad_weight ** 2
        self.sq_bias = rho * self.sq_bias + (1 - rho) * self.grad_bias ** 2
        self.weight -= lr * self.grad_weight / (np.sqrt(self.sq_weight) + eps)
        self.bias -= lr * self.grad_bias / (np.sqrt(self.sq_bias) + eps)


@dataclass
class Config:
    hidden: List[int] = field(default_factory=lambda: [32, 16])
    micro_batch: int = 8
    accumulate: int = 4
    lr: float = 0.002
    epochs: int = 60


def house_prices(n: int, rng: np.random.Generator):
    area, rooms, age = rng.uniform(40, 200, n), rng.integers(1, 7, n), rng.uniform(0, 80, n)
    price = 2.5 * area + 12 * rooms - 1.2 * age + 0.006 * area * (80 - age) + rng.normal(0, 12, n)
    return np.column_stack([area, rooms, age]), price.reshape(-1, 1)


def run(net: List[DenseLayer], x: np.ndarray) -> np.ndarray:
    for layer in net:
        x = layer.forward(x)
    return x


def train(net, x, y, cfg: Config, rng):
    effective = cfg.micro_batch * cfg.accumulate
    for epoch in range(cfg.epochs):
        order = rng.permutation(len(x))
        total = 0.0
        for start in range(0, len(x), effective):
            big = order[start:start + effective]
            for layer in net:
                layer.zero_grad()
            for k in range(0, len(big), cfg.micro_batch):
                rows = big[k:k + cfg.micro_batch]
                diff = run(net, x[rows]) - y[rows]
                total += float((diff ** 2).sum())
                upstream = 2 * diff / len(big)       # mean over the whole effective batch
                for layer in reversed(net):
                    upstream = layer.backward(upstream)
            for layer in net:
                layer.rmsprop(cfg.lr)
        if epoch % 10 == 0:
            print(f"epoch {epoch:3d}  mse (scaled) {total / len(x):.4f}")


def main():
    rng = np.random.default_rng(31)
    cfg = Config()
    x, y = house_prices(800, rng)
    x_train, x_test, y_train, y_test = x[:600], x[600:], y[:600], y[600:]
    x_mean, x_std = x_train.mean(0), x_train.std(0)
    y_mean, y_std = y_train.mean(), y_train.std()
    sizes = [3] + cfg.hidden + [1]
    net = [DenseLayer.create(a, b, rng, linear=(i == len(sizes) - 2))
           for i, (a, b) in enumerate(zip(sizes[:-1], sizes[1:]))]
    train(net, (x_train - x_mean) / x_std, (y_train - y_mean) / y_std, cfg, rng)
    pred = run(net, (x_test - x_mean) / x_std) * y_std + y_mean
    print(f"test rmse {np.sqrt(np.mean((pred - y_test) ** 2)):.2f} (noise 12, spread {y_test.std():.1f})")
    print("test R2", 1 - np.sum((pred - y_test) ** 2) / np.sum((y_test - y_test.mean()) ** 2))


if __name__ == "__main__":
    main()
