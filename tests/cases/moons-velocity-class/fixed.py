import numpy as np


class Momentum:
    def __init__(self, lr, beta, params):
        self.lr = lr
        self.beta = beta
        self.velocity = {name: np.zeros_like(p) for name, p in params.items()}

    def step(self, params, grads):
        for name in params:
            self.velocity[name] = self.beta * self.velocity[name] + (1 - self.beta) * grads[name]
            params[name] -= self.lr * self.velocity[name]


class MoonNet:
    def __init__(self, hidden, rng):
        self.params = {
            "U": rng.normal(0, 1, (2, hidden)),
            "c": np.zeros(hidden),
            "V": rng.normal(0, 1 / np.sqrt(hidden), (hidden, 1)),
            "d": np.zeros(1),
        }

    def forward(self, points):
        p = self.params
        self.h = np.tanh(points @ p["U"] + p["c"])
        return 1 / (1 + np.exp(-(self.h @ p["V"] + p["d"])))

    def grads(self, points, label):
        out = self.forward(points)
        top = (out - label) / len(points)
        low = top @ self.params["V"].T * (1 - self.h ** 2)
        return {"U": points.T @ low, "c": low.sum(0), "V": self.h.T @ top, "d": top.sum(0)}

    def loss(self, points, label):
        out = self.forward(points)
        return -np.mean(np.where(label == 1, np.log(out), np.log(1 - out)))


def moons(n, rng):
    label = rng.integers(0, 2, (n, 1))
    a = rng.uniform(0, np.pi, (n, 1))
    upper = np.hstack([np.cos(a), np.sin(a)])
    lower = np.hstack([1 - np.cos(a), 0.4 - np.sin(a)])
    return np.where(label == 1, lower, upper) + rng.normal(0, 0.1, (n, 2)), label


if __name__ == "__main__":
    rng = np.random.default_rng(6)
    points, label = moons(300, rng)
    net = MoonNet(10, rng)
    opt = Momentum(0.5, 0.9, net.params)
    for it in range(1500):
        opt.step(net.params, net.grads(points, label))
        if it % 300 == 0:
            print("iteration", it, "loss", net.loss(points, label))
    print("last loss %.5f" % net.loss(points, label))
    print("accuracy", np.mean((net.forward(points) > 0.5) == label))
