import numpy as np

rng = np.random.default_rng(5)
x = np.linspace(-2, 2, 160).reshape(-1, 1)
y = np.abs(x) - np.cos(3 * x) / 2


class Adam:
    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.t = 0
        self.m = {}
        self.v = {}

    def update(self, params, grads):
        self.t += 1
        for k in params:
            m = self.m.get(k, np.zeros_like(params[k]))
            v = self.v.get(k, np.zeros_like(params[k]))
            m = self.beta1 * m + (1 - self.beta1) * grads[k]
            v = self.beta2 * v + (1 - self.beta2) * grads[k] ** 2
            self.m[k] = m / (1 - self.beta1 ** self.t)
            self.v[k] = v / (1 - self.beta2 ** self.t)
            params[k] -= self.lr * self.m[k] / (np.sqrt(self.v[k]) + self.eps)


class CurveNet:
    def __init__(self, hidden, rng):
        self.p = {
            "w1": rng.normal(0, 1, (1, hidden)),
            "b1": rng.normal(0, 1, hidden),
            "w2": rng.normal(0, 1, (hidden, 1)) / np.sqrt(hidden),
            "b2": np.zeros(1),
        }
        self.g = {}

    def predict(self, x):
        self.h = 1 / (1 + np.exp(-(x @ self.p["w1"] + self.p["b1"])))
        return self.h @ self.p["w2"] + self.p["b2"]

    def grads(self, x, y):
        d = 2 * (self.predict(x) - y) / y.shape[0]
        self.g["w2"] = self.h.T @ d
        self.g["b2"] = d.sum(axis=0)
        d = d @ self.p["w2"].T * self.h * (1 - self.h)
        self.g["w1"] = x.T @ d
        self.g["b1"] = d.sum(axis=0)
        return self.g


if __name__ == "__main__":
    net = CurveNet(20, rng)
    opt = Adam(lr=0.02)
    for step in range(2500):
        opt.update(net.p, net.grads(x, y))
        if step % 500 == 0:
            print("step", step, "mse", np.mean((net.predict(x) - y) ** 2))
    print("last mse", np.mean((net.predict(x) - y) ** 2))
