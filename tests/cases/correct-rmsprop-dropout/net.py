import numpy as np


class RMSprop:
    def __init__(self, lr=0.005, rho=0.9, eps=1e-8):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.cache = {}

    def apply(self, weights, grads):
        for key, g in grads.items():
            old = self.cache.get(key, np.zeros_like(g))
            self.cache[key] = self.rho * old + (1 - self.rho) * g ** 2
            weights[key] -= self.lr * g / (np.sqrt(self.cache[key]) + self.eps)


class Regressor:
    def __init__(self, n_in, n_hid, drop=0.1, seed=0):
        self.rng = np.random.default_rng(seed)
        self.drop = drop
        self.weights = {
            "W1": self.rng.normal(0, np.sqrt(2 / n_in), (n_in, n_hid)), "b1": np.zeros(n_hid),
            "W2": self.rng.normal(0, np.sqrt(1 / n_hid), (n_hid, 1)), "b2": np.zeros(1)}

    def forward(self, X, training=False):
        w = self.weights
        self.Z = X @ w["W1"] + w["b1"]
        self.H = np.maximum(self.Z, 0)
        if training:
            self.mask = (self.rng.random(self.H.shape) >= self.drop) / (1 - self.drop)
            self.H = self.H * self.mask
        return self.H @ w["W2"] + w["b2"]

    def grads(self, X, y):
        diff = (self.forward(X, training=True) - y) * 2 / len(X)
        dH = diff @ self.weights["W2"].T * self.mask
        dZ = np.where(self.Z > 0, dH, 0)
        return {"W1": X.T @ dZ, "b1": dZ.sum(0), "W2": self.H.T @ diff, "b2": diff.sum(0)}

    def r2(self, X, y):
        return 1 - np.sum((self.forward(X) - y) ** 2) / np.sum((y - y.mean()) ** 2)


if __name__ == "__main__":
    rng = np.random.default_rng(1)
    X = rng.normal(size=(600, 3))
    y = (np.abs(X[:, 0]) + X[:, 1] * X[:, 2] + 0.1 * rng.normal(size=600)).reshape(-1, 1)
    model, opt = Regressor(3, 48), RMSprop()
    for epoch in range(1, 101):
        for idx in np.array_split(rng.permutation(500), 16):
            opt.apply(model.weights, model.grads(X[idx], y[idx]))
        if epoch % 20 == 0:
            print("epoch", epoch, "R2 train", round(model.r2(X[:500], y[:500]), 4), "R2 test", round(model.r2(X[500:], y[500:]), 4))
