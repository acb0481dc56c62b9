"""A network with relu on every layer and one bias gradient for all units."""

import numpy as np


class Layer:
    def __init__(self, inputs, units, rng):
        self.weights = rng.standard_normal((inputs, units))
        self.biases = np.zeros((1, units))

    def forward(self, x):
        self.x = x
        self.z = x @ self.weights + self.biases
        return self.z * (self.z > 0)

    def backward(self, grad):
        grad = grad * (self.z > 0)
        self.weights_grad = self.x.T @ grad
        self.biases_grad = grad.sum()
        return grad @ self.weights.T
