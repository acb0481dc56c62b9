import numpy as np


class Momentum:
    def __init__(self, params, rate=0.05, mu=0.9, nesterov=True):
        self.params = params
        self.rate = rate
        self.mu = mu
        self.nesterov = nesterov
        self.velocity = [np.zeros_like(p) for p in params]

    def step(self, grads):
        for k in range(len(self.params)):
            g = grads[k]
            self.velocity[k] = self.mu * self.velocity[k] + g
            if self.nesterov:
                self.params[k] -= self.rate * g + self.rate * self.mu * self.velocity[k]
            else:
                self.params[k] -= self.rate * self.velocity[k]


class TwoLayer:
    def __init__(self, n_in, n_hid, n_out):
        self.w1 = np.random.randn(n_in, n_hid) * np.sqrt(1.0 / n_in)
        self.b1 = np.zeros(n_hid)
        self.w2 = np.random.randn(n_hid, n_out) * np.sqrt(1.0 / n_hid)
        self.b2 = np.zeros(n_out)

    def params(self):
        return [self.w1, self.b1, self.w2, self.b2]

    def scores(self, x):
        self.x = x
        self.h = np.tanh(x @ self.w1 + self.b1)
        return self.h @ self.w2 + self.b2

    def loss_and_grads(self, x, y):
        s = self.scores(x)
        p = np.exp(s - s.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        n = len(y)
        loss = -np.mean(np.log(p[np.arange(n), y] + 1e-12))
        d = p.copy()
        d[np.arange(n), y] -= 1
        d /= n
        dh = (d @ self.w2.T) * (1 - self.h ** 2)
        return loss, [x.T @ dh, dh.sum(axis=0), self.h.T @ d, d.sum(axis=0)]


def moons(n, rng):
    y = rng.randint(0, 2, n)
    t = rng.uniform(0, np.pi, n)
    x = np.stack([np.cos(t) + y, np.sin(t) * (1 - 2 * y) + 0.4 * y], axis=1)
    return x + rng.normal(0, 0.12, (n, 2)), y


if __name__ == "__main__":
    np.random.seed(9)
    rng = np.random.RandomState(9)
    x, y = moons(320, rng)
    net = TwoLayer(2, 16, 2)
    optim = Momentum(net.params())
    for epoch in range(80):
        order = rng.permutation(len(x))
        total = 0
        for k in range(0, len(x), 32):
            pick = order[k:k + 32]
            loss, grads = net.loss_and_grads(x[pick], y[pick])
            optim.step(grads)
            total += loss * len(pick)
        if epoch % 20 == 19:
            print("epoch", epoch + 1, "loss", total / len(x))
    print("accuracy:", np.mean(np.argmax(net.scores(x), axis=1) == y))
