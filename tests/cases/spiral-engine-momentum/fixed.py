import numpy as np


class Linear:
    def __init__(self, fan_in, fan_out, rng):
        self.theta = {"W": rng.normal(0, 1 / np.sqrt(fan_in), (fan_in, fan_out)), "b": np.zeros(fan_out)}
        self.slope = {}

    def push(self, x):
        self.x = x
        return x @ self.theta["W"] + self.theta["b"]

    def pull(self, g):
        self.slope["W"] = self.x.T @ g
        self.slope["b"] = g.sum(axis=0)
        return g @ self.theta["W"].T


class Tanh:
    theta = {}

    def push(self, x):
        self.y = np.tanh(x)
        return self.y

    def pull(self, g):
        return g * (1 - self.y ** 2)


class CrossEntropy:
    def push(self, scores, labels):
        e = np.exp(scores - scores.max(axis=1, keepdims=True))
        self.p = e / e.sum(axis=1, keepdims=True)
        self.labels = labels
        return -np.log(self.p[np.arange(len(labels)), labels]).mean()

    def pull(self):
        g = self.p.copy()
        g[np.arange(len(g)), self.labels] -= 1
        return g / len(g)


class MomentumSGD:
    def __init__(self, modules, lr, mu):
        self.modules, self.lr, self.mu = modules, lr, mu
        self.velocity = {}

    def step(self):
        for i, m in enumerate(self.modules):
            for k in m.theta:
                past = self.velocity.get((i, k), 0.0)
                v = self.mu * past - self.lr * m.slope[k]
                m.theta[k] = m.theta[k] + self.mu * v - self.lr * m.slope[k]
                self.velocity[(i, k)] = v


def run(modules, x):
    for m in modules:
        x = m.push(x)
    return x


if __name__ == "__main__":
    rng = np.random.default_rng(7)
    n = 150
    r = np.tile(np.linspace(0.1, 1, n), 3)
    labels = np.repeat(np.arange(3), n)
    ang = 4 * r + labels * 2 * np.pi / 3 + rng.normal(0, 0.1, 3 * n)
    x = 2 * np.c_[r * np.cos(ang), r * np.sin(ang)]
    modules = [Linear(2, 32, rng), Tanh(), Linear(32, 32, rng), Tanh(), Linear(32, 3, rng)]
    criterion = CrossEntropy()
    opt = MomentumSGD(modules, lr=0.1, mu=0.9)
    for epoch in range(60):
        order = rng.permutation(len(x))
        for s in range(0, len(x), 30):
            pick = order[s:s + 30]
            loss = criterion.push(run(modules, x[pick]), labels[pick])
            g = criterion.pull()
            for m in reversed(modules):
                g = m.pull(g)
            opt.step()
        if epoch % 15 == 14:
            print("epoch", epoch + 1, "loss", loss)
    print("train accuracy:", np.mean(run(modules, x).argmax(axis=1) == labels))
