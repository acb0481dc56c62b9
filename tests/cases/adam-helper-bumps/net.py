import numpy as np


class Optimizer:
    """adam with the usual numbers"""

    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.count = 0

    def adam(self, params, grads):
        self.count += 1
        M = {k: np.zeros_like(v) for k, v in params.items()}
        R = {k: np.zeros_like(v) for k, v in params.items()}
        for k in params:
            M[k] = self.beta1 * M[k] + (1 - self.beta1) * grads[k]
            R[k] = self.beta2 * R[k] + (1 - self.beta2) * grads[k] ** 2
            m_hat = M[k] / (1 - self.beta1 ** self.count)
            r_hat = R[k] / (1 - self.beta2 ** self.count)
            params[k] -= self.lr * m_hat / (np.sqrt(r_hat) + self.eps)


class Surface:
    """two inputs -> height"""

    def __init__(self, hidden, rng):
        self.p = {
            "W1": rng.randn(2, hidden) / np.sqrt(2),
            "b1": np.zeros(hidden),
            "W2": rng.randn(hidden, hidden) / np.sqrt(hidden),
            "b2": np.zeros(hidden),
            "W3": rng.randn(hidden, 1) / np.sqrt(hidden),
            "b3": np.zeros(1),
        }

    def height(self, x):
        p = self.p
        self.h1 = np.tanh(x @ p["W1"] + p["b1"])
        self.h2 = np.tanh(self.h1 @ p["W2"] + p["b2"])
        return self.h2 @ p["W3"] + p["b3"]

    def grads(self, x, y):
        p = self.p
        d3 = 2 * (self.height(x) - y) / len(x)
        d2 = d3 @ p["W3"].T * (1 - self.h2 ** 2)
        d1 = d2 @ p["W2"].T * (1 - self.h1 ** 2)
        return {"W1": x.T @ d1, "b1": d1.sum(0), "W2": self.h1.T @ d2, "b2": d2.sum(0),
                "W3": self.h2.T @ d3, "b3": d3.sum(0)}


if __name__ == "__main__":
    rng = np.random.RandomState(5)
    x = rng.uniform(-2, 2, (500, 2))
    y = np.exp(-((x - 0.7) ** 2).sum(1, keepdims=True)) - np.exp(-((x + 0.8) ** 2).sum(1, keepdims=True))
    net = Surface(16, rng)
    opt = Optimizer(lr=0.01)
    for epoch in range(120):
        order = rng.permutation(500)
        for s in range(0, 500, 50):
            b = order[s:s + 50]
            opt.adam(net.p, net.grads(x[b], y[b]))
        if epoch % 30 == 29:
            print("epoch", epoch + 1, "mse", np.mean((net.height(x) - y) ** 2))
