import numpy as np


class Dense:
    """one fully connected layer, remembers what it needs for the way back"""

    def __init__(self, size_in, size_out, relu, gen):
        self.weight = gen.standard_normal((size_in, size_out)) * np.sqrt(2 / size_in)
        self.bias = gen.standard_normal(size_out) * 0.3
        self.relu = relu

    def __call__(self, value):
        self.value = value
        self.pre = value @ self.weight + self.bias
        return np.where(self.pre > 0, self.pre, 0) if self.relu else self.pre

    def back(self, dloss):
        if self.relu:
            dloss = dloss * (self.pre > 0)
        self.d_weight = self.value.T @ dloss
        self.d_bias = (dloss * self.bias).sum(axis=0)
        return dloss @ self.weight.T


class Model:
    def __init__(self, *sizes, seed):
        gen = np.random.default_rng(seed)
        last = len(sizes) - 2
        self.steps = [Dense(sizes[i], sizes[i + 1], i != last, gen) for i in range(last + 1)]

    def predict(self, x):
        for s in self.steps:
            x = s(x)
        return x

    def fit(self, x, y, lr, epochs):
        for epoch in range(1, epochs + 1):
            residual = self.predict(x) - y
            dloss = 2 * residual / len(x)
            for s in self.steps[::-1]:
                dloss = s.back(dloss)
            for s in self.steps:
                s.weight -= lr * s.d_weight
                s.bias -= lr * s.d_bias
            if epoch % 500 == 0:
                print(f"epoch {epoch:5d}   loss {np.mean(residual ** 2):.5f}")


x = np.linspace(-1, 2, 60)[:, None]
y = 0.5 - np.abs(x) + 0.6 * np.sin(3 * x)

model = Model(1, 16, 16, 1, seed=1)
model.fit(x, y, lr=0.05, epochs=2500)
print("biases of the last layer:", model.steps[-1].bias)
print("final loss", np.mean((model.predict(x) - y) ** 2))
