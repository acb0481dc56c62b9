"""Layers as people write them, in every style, to be checked; each is right, and `broken` breaks it."""

from __future__ import annotations

import numpy as np

RNG = np.random.default_rng(0)


class Dense:
    """Keeps its gradients as dW and db."""

    def __init__(self, inputs, outputs):
        self.W, self.b = RNG.standard_normal((inputs, outputs)), np.zeros(outputs)

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dy):
        self.dW, self.db = self.x.T @ dy, dy.sum(axis=0)
        return dy @ self.W.T


class Returns(Dense):
    """Returns all its gradients."""

    def backward(self, dy):
        return dy @ self.W.T, self.x.T @ dy, dy.sum(axis=0)


class Means(Dense):
    """Averages over the rows, as courses do."""

    def backward(self, dy):
        self.dW, self.db = self.x.T @ dy / len(dy), dy.mean(axis=0)
        return dy @ self.W.T


class Updates(Dense):
    """Takes its own step, with the learning rate it is given."""

    def backward(self, output_gradient, learning_rate):
        input_gradient = output_gradient @ self.W.T
        self.W -= learning_rate * (self.x.T @ output_gradient)
        self.b -= learning_rate * output_gradient.sum(axis=0)
        return input_gradient


class UpdatesByItsRate(Dense):
    """Takes its own step, with a learning rate it has."""

    lr = 0.01

    def backward(self, dy):
        dx = dy @ self.W.T
        self.W = self.W - self.lr * (self.x.T @ dy)
        self.b = self.b - self.lr * dy.sum(axis=0)
        return dx


class Accumulates(Dense):
    """Adds to what is there, which is something."""

    def __init__(self, inputs, outputs):
        super().__init__(inputs, outputs)
        self.dW, self.db = np.ones((inputs, outputs)), np.ones(outputs)

    def backward(self, dy):
        self.dW += self.x.T @ dy
        self.db += dy.sum(axis=0)
        return dy @ self.W.T


class Decays(Dense):
    """Adds weight decay to its gradient."""

    def backward(self, dy):
        self.dW, self.db = self.x.T @ dy + 0.1 * self.W, dy.sum(axis=0)
        return dy @ self.W.T


class Single(Dense):
    """Works in float32."""

    def __init__(self, inputs, outputs):
        super().__init__(inputs, outputs)
        self.W, self.b = self.W.astype(np.float32), self.b.astype(np.float32)

    def forward(self, x):
        self.x = x.astype(np.float32)
        return self.x @ self.W.astype(np.float32) + self.b.astype(np.float32)


class Book:
    """Returns nothing: everything is an attribute."""

    def __init__(self, inputs, outputs):
        self.weights, self.biases = 0.01 * RNG.standard_normal((inputs, outputs)), np.zeros((1, outputs))

    def forward(self, inputs):
        self.inputs = inputs
        self.output = np.dot(inputs, self.weights) + self.biases

    def backward(self, dvalues):
        self.dweights = np.dot(self.inputs.T, dvalues)
        self.dbiases = np.sum(dvalues, axis=0, keepdims=True)
        self.dinputs = np.dot(dvalues, self.weights.T)


class Columns:
    """Samples are columns, parameters and gradients in dictionaries."""

    def __init__(self, inputs, outputs):
        self.params = {"W": RNG.standard_normal((outputs, inputs)), "b": RNG.standard_normal((outputs, 1))}
        self.grads = {}

    def forward(self, x):
        self.x, self.a = x, np.tanh(self.params["W"] @ x + self.params["b"])
        return self.a

    def backward(self, da):
        dz = da * (1 - self.a**2)
        self.grads = {"W": dz @ self.x.T, "b": dz.sum(axis=1, keepdims=True)}
        return self.params["W"].T @ dz


class Relu:
    """Writes into what it is given."""

    def forward(self, x):
        self.mask = x > 0
        return x * self.mask

    def backward(self, dy):
        dy[~self.mask] = 0
        return dy


class Dropout:
    """Draws a mask from the global source."""

    def forward(self, x, training=True):
        self.mask = np.random.rand(*x.shape) < 0.7
        return x * self.mask / 0.7 if training else x

    def backward(self, dy):
        return dy * self.mask / 0.7


class OwnDropout(Dropout):
    """Draws a mask from its own source."""

    def __init__(self):
        self.rng = np.random.default_rng(0)

    def forward(self, x):
        self.mask = self.rng.random(x.shape) < 0.7
        return x * self.mask / 0.7


class BatchNorm:
    """Keeps running statistics, which have no gradient."""

    def __init__(self, units):
        self.gamma, self.beta = np.ones(units), np.zeros(units)
        self.running_mean, self.running_var = np.zeros(units), np.ones(units)

    def forward(self, x):
        mean, self.var = x.mean(axis=0), x.var(axis=0)
        self.running_mean = 0.9 * self.running_mean + 0.1 * mean
        self.running_var = 0.9 * self.running_var + 0.1 * self.var
        self.xhat = (x - mean) / np.sqrt(self.var + 1e-5)
        return self.gamma * self.xhat + self.beta

    def backward(self, dy):
        self.dgamma, self.dbeta = (dy * self.xhat).sum(axis=0), dy.sum(axis=0)
        dxhat = dy * self.gamma
        return (dxhat - dxhat.mean(axis=0) - self.xhat * (dxhat * self.xhat).mean(axis=0)) / np.sqrt(self.var + 1e-5)


class Embedding:
    """Takes whole numbers."""

    def __init__(self, words, width):
        self.W = RNG.standard_normal((words, width))

    def forward(self, index):
        self.index = index
        return self.W[index]

    def backward(self, dy):
        self.dW = np.zeros_like(self.W)
        np.add.at(self.dW, self.index, dy)


class SoftmaxWithLoss:
    """A loss: takes targets, gives one number, and needs nothing to go back."""

    def forward(self, x, t):
        powers = np.exp(x - x.max(axis=1, keepdims=True))
        self.p, self.t = powers / powers.sum(axis=1, keepdims=True), t
        return -np.sum(t * np.log(self.p)) / len(x)

    def backward(self, dout=1):
        return dout * (self.p - self.t) / len(self.t)


class Caches:
    """Hands its cache around instead of keeping it."""

    def __init__(self, inputs, outputs):
        self.W = RNG.standard_normal((inputs, outputs))

    def forward(self, x):
        return np.tanh(x @ self.W), (x, x @ self.W)

    def backward(self, dy, cache):
        x, z = cache
        dz = dy * (1 - np.tanh(z) ** 2)
        self.dW = x.T @ dz
        return dz @ self.W.T


class Lazy(Dense):
    """Makes its weights when it first sees an input."""

    def __init__(self, outputs):
        self.outputs, self.W = outputs, None

    def forward(self, x):
        if self.W is None:
            self.W, self.b = 0.1 * RNG.standard_normal((x.shape[1], self.outputs)), np.zeros(self.outputs)
        return super().forward(x)


class Sequential:
    """A whole network of layers."""

    def __init__(self, *layers):
        self.layers = list(layers)

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, dy):
        for layer in reversed(self.layers):
            dy = layer.backward(dy)
        return dy


class Flat:
    """All parameters in one vector, of which the matrices are views."""

    __slots__ = ("flat", "gradient", "x")

    def __init__(self, inputs, outputs):
        self.flat = RNG.standard_normal(inputs * outputs)
        self.gradient = np.zeros_like(self.flat)

    def forward(self, x):
        self.x = x
        return x @ self.flat.reshape(x.shape[1], -1)

    def backward(self, dy):
        self.gradient[:] = (self.x.T @ dy).ravel()
        return dy @ self.flat.reshape(self.x.shape[1], -1).T
