import numpy as np


def start_weights(n):
    # seeded so that every run of the program gives the same numbers
    rng = np.random.default_rng(2024)
    return rng.normal(0, 0.8, n), 0.0


class Unit:
    def __init__(self, n_inputs):
        self.w, self.b = start_weights(n_inputs)

    def activate(self, x):
        self.x = x
        self.out = np.tanh(self.x @ self.w + self.b)
        return self.out

    def collect(self, delta):
        self.gw = self.x.T @ delta / len(delta)
        self.gb = delta.mean()

    def shift(self, lr):
        self.w = self.w - lr * self.gw
        self.b = self.b - lr * self.gb


class Gate:
    def __init__(self, n_inputs, n_units):
        self.units = [Unit(n_inputs) for _ in range(n_units)]
        self.head = Unit(n_units)

    def __call__(self, x):
        hidden = np.stack([unit.activate(x) for unit in self.units], axis=1)
        return self.head.activate(hidden)

    def train_step(self, x, y, lr):
        out = self(x)
        head_delta = (out - y) * (1 - out ** 2)
        self.head.collect(head_delta)
        for k, unit in enumerate(self.units):
            unit.collect(head_delta * self.head.w[k] * (1 - unit.out ** 2))
        for unit in [*self.units, self.head]:
            unit.shift(lr)
        return 0.5 * np.mean((out - y) ** 2)


def visits(n, rng):
    # open when exactly one of ticket / staff card is strong, time of day shifts the border
    x = rng.uniform(-1, 1, (n, 3))
    y = np.where((x[:, 0] > 0.3 * x[:, 2]) != (x[:, 1] > 0), 0.9, -0.9)
    return x, y


x, y = visits(250, np.random.default_rng(1))
gate = Gate(3, 10)
for epoch in range(3000):
    cost = gate.train_step(x, y, 0.5)
    if epoch % 500 == 0:
        print("epoch", epoch, "cost", cost)
print("decided right:", np.mean(np.sign(gate(x)) == np.sign(y)))
print("cost in the end:", cost)
