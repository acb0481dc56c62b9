import numpy as np

class Momentum:
    def __init__(self, lr, mu):
        self.lr, self.mu, self.v = lr, mu, {}

    def step(self, params, grads):
        for k in params:
            self.v[k] = self.mu * self.v.get(k, 0) - self.lr * grads[k]
            params[k] += self.v[k]


class LeakyNet:
    def __init__(self, sizes, decay, rng):
        self.n = len(sizes) - 1
        self.decay = decay
        self.p = {}
        for i in range(self.n):
            self.p[f"W{i}"] = rng.normal(size=(sizes[i], sizes[i + 1])) * np.sqrt(2 / sizes[i])
            self.p[f"b{i}"] = np.zeros(sizes[i + 1])

    def scores(self, x):
        self.inputs, self.slopes = [], []
        for i in range(self.n):
            self.inputs.append(x)
            x = x @ self.p[f"W{i}"] + self.p[f"b{i}"]
            if i < self.n - 1:
                slope = np.where(x > 0, 1.0, 0.1)
                self.slopes.append(slope)
                x = x * slope
        return x

    def loss(self, x, y):
        s = self.scores(x)
        s = s - s.max(axis=1, keepdims=True)
        logp = s - np.log(np.exp(s).sum(axis=1, keepdims=True))
        rows = np.arange(len(y))
        penalty = sum(np.sum(self.p[f"W{i}"] ** 2) for i in range(self.n))
        value = -logp[rows, y].mean() + 0.5 * self.decay * penalty

        d = np.exp(logp)
        d[rows, y] -= 1
        d /= len(y)
        grads = {}
        for i in range(self.n - 1, -1, -1):
            grads[f"W{i}"] = self.inputs[i].T @ d + self.decay * self.p[f"W{i}"]
            grads[f"b{i}"] = d.sum(axis=0)
            if i:
                d = (d @ self.p[f"W{i}"].T) * self.slopes[i - 1]
        return value, grads


def swirl(n, rng):
    y = rng.integers(0, 3, n)
    r = rng.uniform(0.05, 1, n)
    a = 4 * r + y * 2.1 + rng.normal(0, 0.12, n)
    return np.column_stack((r * np.sin(a), r * np.cos(a))) * 2, y


if __name__ == "__main__":
    rng = np.random.default_rng(30)
    x, y = swirl(600, rng)
    xt, yt = swirl(300, rng)
    net, opt = LeakyNet([2, 40, 40, 3], 1e-4, rng), Momentum(0.05, 0.9)
    for epoch in range(100):
        order = rng.permutation(len(y))
        for part in np.array_split(order, 20):
            value, grads = net.loss(x[part], y[part])
            opt.step(net.p, grads)
        if epoch % 20 == 0:
            print("epoch", epoch, "loss", value)
    print("test accuracy:", np.mean(net.scores(xt).argmax(axis=1) == yt))
