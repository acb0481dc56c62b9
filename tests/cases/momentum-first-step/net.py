import numpy as np


class Momentum:
    """v = momentum * v - rate * gradient; w = w + v"""

    def __init__(self, rate=0.005, momentum=0.9):
        self.rate = rate
        self.momentum = momentum
        self.v = {}

    def update(self, weights, gradients):
        for node in weights:
            if node not in self.v:
                # nothing to remember yet
                self.v[node] = -gradients[node]
            else:
                self.v[node] = self.momentum * self.v[node] - self.rate * gradients[node]
            weights[node] += self.v[node]


class Classifier:
    def __init__(self, n_in, n_hidden, n_out, seed):
        rng = np.random.default_rng(seed)
        self.weights = {
            "hidden": rng.normal(0, 1 / np.sqrt(n_in), (n_in, n_hidden)),
            "hidden_bias": np.zeros(n_hidden),
            "out": rng.normal(0, 1 / np.sqrt(n_hidden), (n_hidden, n_out)),
            "out_bias": np.zeros(n_out),
        }

    def forward(self, x):
        w = self.weights
        self.h = 1 / (1 + np.exp(-(x @ w["hidden"] + w["hidden_bias"])))
        s = self.h @ w["out"] + w["out_bias"]
        s = np.exp(s - s.max(axis=1, keepdims=True))
        return s / s.sum(axis=1, keepdims=True)

    def gradients(self, x, y):
        # summed over the batch
        d = self.forward(x)
        d[np.arange(len(y)), y] -= 1
        dh = (d @ self.weights["out"].T) * self.h * (1 - self.h)
        return {"hidden": x.T @ dh, "hidden_bias": dh.sum(axis=0),
                "out": self.h.T @ d, "out_bias": d.sum(axis=0)}

    def hits(self, x, y):
        return np.mean(self.forward(x).argmax(axis=1) == y)


def ring_data(n, rng):
    y = rng.integers(0, 3, n)
    angle, radius = rng.uniform(0, 2 * np.pi, n), 0.6 + y + rng.normal(0, 0.15, n)
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)]), y


if __name__ == "__main__":
    rng = np.random.default_rng(77)
    x, y = ring_data(900, rng)
    x_new, y_new = ring_data(300, rng)
    model = Classifier(2, 20, 3, seed=1)
    optimizer = Momentum()
    for epoch in range(20):
        order = rng.permutation(len(x))
        for s in range(0, len(x), 60):
            part = order[s:s + 60]
            optimizer.update(model.weights, model.gradients(x[part], y[part]))
        if epoch % 4 == 3:
            print("epoch", epoch + 1, "accuracy", model.hits(x_new, y_new))
