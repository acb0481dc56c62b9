import numpy as np


class MomentumOptimizer:
    def __init__(self, rate=0.2, mu=0.9):
        self.rate = rate
        self.mu = mu
        self.velocity = {}

    def step(self, params, grads):
        for name in params:
            if name not in self.velocity:
                self.velocity[name] = np.zeros_like(params[name])
            self.velocity[name] = self.mu * self.velocity[name] + grads[name]
            params[name] -= self.rate * self.velocity[name]


class MoonNet:
    def __init__(self, n_hidden, seed=0):
        rng = np.random.default_rng(seed)
        self.params = {"W1": rng.normal(0, 0.7, (2, n_hidden)), "b1": np.zeros(n_hidden),
                       "W2": rng.normal(0, 1 / np.sqrt(n_hidden), (n_hidden, 1)), "b2": np.zeros(1)}

    def forward(self, x):
        p = self.params
        self.h = np.tanh(x @ p["W1"] + p["b1"])
        return 1 / (1 + np.exp(-np.clip(self.h @ p["W2"] + p["b2"], -30, 30)))

    def grads(self, x, y):
        prob = self.forward(x)
        d2 = (prob - y) / len(x)
        d1 = d2 @ self.params["W2"].T * (1 - self.h ** 2)
        return {"W1": x.T @ d1, "b1": d1.sum(axis=0), "W2": self.h.T @ d2, "b2": d2.sum(axis=0)}

    def loss(self, x, y):
        prob = self.forward(x)
        return -np.mean(y * np.log(prob) + (1 - y) * np.log(1 - prob))


def moons(n, rng):
    a = rng.uniform(0, np.pi, n)
    k = np.arange(n) % 2
    x = np.where(k == 0, np.cos(a), 1 - np.cos(a))
    z = np.where(k == 0, np.sin(a), 0.5 - np.sin(a))
    return np.stack([x, z], axis=1) + rng.normal(0, 0.25, (n, 2)), k.reshape(-1, 1).astype(float)


if __name__ == "__main__":
    rng = np.random.default_rng(1)
    x, y = moons(400, rng)
    net = MoonNet(12)
    opt = MomentumOptimizer()
    for epoch in range(60):
        order = rng.permutation(400)
        for i in range(0, 400, 40):
            rows = order[i:i + 40]
            opt.step(net.params, net.grads(x[rows], y[rows]))
        if epoch % 10 == 9:
            print("epoch", epoch + 1, "loss", net.loss(x, y))
    print("right:", np.mean((net.forward(x) > 0.5) == y))
