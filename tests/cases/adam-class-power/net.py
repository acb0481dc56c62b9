import numpy as np


class Adam:
    def __init__(self, params, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
        self.params = params
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.t = 0
        self.m = {k: np.zeros_like(v) for k, v in params.items()}
        self.v = {k: np.zeros_like(v) for k, v in params.items()}

    def step(self, grads):
        self.t += 1
        for k in self.params:
            self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * grads[k]
            self.v[k] = self.beta2 * self.v[k] + (1 - self.beta2) * grads[k] ** 2
            m_hat = self.m[k] / (1 - self.beta1 * self.t)
            v_hat = self.v[k] / (1 - self.beta2 * self.t)
            self.params[k] -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)


class Regressor:
    def __init__(self, n_in, n_hidden, seed=0):
        rng = np.random.RandomState(seed)
        self.params = {
            "W1": rng.randn(n_in, n_hidden) * np.sqrt(2.0 / n_in),
            "b1": np.zeros(n_hidden),
            "W2": rng.randn(n_hidden, 1) * np.sqrt(1.0 / n_hidden),
            "b2": np.zeros(1),
        }

    def forward(self, X):
        p = self.params
        self.Z = X @ p["W1"] + p["b1"]
        self.H = np.where(self.Z > 0, self.Z, 0)
        return self.H @ p["W2"] + p["b2"]

    def loss_and_grads(self, X, y):
        out = self.forward(X)
        diff = out - y
        dout = 2 * diff / len(X)
        dH = dout @ self.params["W2"].T
        dZ = dH * (self.Z > 0)
        grads = {"W2": self.H.T @ dout, "b2": dout.sum(axis=0),
                 "W1": X.T @ dZ, "b1": dZ.sum(axis=0)}
        return np.mean(diff ** 2), grads


if __name__ == "__main__":
    rng = np.random.RandomState(31)
    X = rng.uniform(-1, 1, (256, 2))
    y = np.abs(X[:, :1] - X[:, 1:]) + 0.5 * X[:, :1]
    model = Regressor(2, 20)
    adam = Adam(model.params, lr=0.01)
    for epoch in range(1000):
        loss, grads = model.loss_and_grads(X, y)
        adam.step(grads)
        if epoch % 200 == 0:
            print(f"{epoch:5d} {loss:.5f}")
    print("Final MSE:", np.mean((model.forward(X) - y) ** 2))
