import numpy as np


class SolarModel(object):
    def __init__(self, n_x, n_h, n_y, learning_rate=0.01):
        np.random.seed(5)
        self.p = {
            "W1": np.random.randn(n_h, n_x) / np.sqrt(n_x), "b1": np.zeros((n_h, 1)),
            "W2": np.random.randn(n_h, n_h) / np.sqrt(n_h), "b2": np.zeros((n_h, 1)),
            "W3": np.random.randn(n_y, n_h) / np.sqrt(n_h), "b3": np.zeros((n_y, 1)),
        }
        self.m = {k: np.zeros_like(v) for k, v in self.p.items()}
        self.v = {k: np.zeros_like(v) for k, v in self.p.items()}
        self.t = 0
        self.learning_rate = learning_rate

    def forward(self, X):
        c = {"A0": X}
        c["Z1"] = self.p["W1"] @ X + self.p["b1"]
        c["A1"] = 1.7 * np.tanh(c["Z1"])
        c["Z2"] = self.p["W2"] @ c["A1"] + self.p["b2"]
        c["A2"] = 1.7 * np.tanh(c["Z2"])
        c["Z3"] = self.p["W3"] @ c["A2"] + self.p["b3"]
        self.cache = c
        return c["Z3"]

    def cost(self, X, Y):
        return np.mean((self.forward(X) - Y) ** 2)

    def backward(self, Y):
        c, p = self.cache, self.p
        m = Y.shape[1]
        g = {}
        dZ3 = 2 * (c["Z3"] - Y) / m
        g["W3"] = dZ3 @ c["A2"].T
        g["b3"] = dZ3.sum(axis=1, keepdims=True)
        dZ2 = (p["W3"].T @ dZ3) * 1.7 * (1 - np.tanh(c["Z2"]) ** 2)
        g["W2"] = dZ2 @ c["A1"].T
        g["b2"] = dZ2.sum(axis=1, keepdims=True)
        dZ1 = (p["W2"].T @ dZ2) * 1.7 * (1 - np.tanh(c["Z1"]) ** 2)
        g["W1"] = dZ1 @ c["A0"].T
        g["b1"] = dZ1.sum(axis=1, keepdims=True)
        return g

    def adam(self, g, beta1=0.9, beta2=0.999, eps=1e-8):
        self.t += 1
        for k in self.p:
            self.m[k] = beta1 * self.m[k] + (1 - beta1) * g[k]
            self.v[k] = beta2 * self.v[k] + (1 - beta2) * g[k] ** 2
            m_hat = self.m[k] / (1 - beta1 ** self.t)
            v_hat = self.v[k] / (1 - beta2 ** self.t)
            self.p[k] -= self.learning_rate * m_hat / (np.sqrt(v_hat) + eps)


def roof(n):
    rng = np.random.RandomState(9)
    hour, cloud, dust = rng.uniform(-1, 1, n), rng.uniform(0, 1, n), rng.uniform(0, 1, n)
    power = np.cos(hour * np.pi / 2) * (1 - 0.8 * cloud ** 2) * 2 - 0.5 * dust * (hour > 0)
    return np.vstack([hour, 2 * cloud - 1, 2 * dust - 1]), power[None, :]


if __name__ == "__main__":
    X, Y = roof(240)
    model = SolarModel(3, 12, 1)
    for i in range(1200):
        model.forward(X)
        model.adam(model.backward(Y))
        if i % 200 == 0:
            print("step", i, "cost", model.cost(X, Y))
    print("cost at the end", model.cost(X, Y))
