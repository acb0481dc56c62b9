import numpy as np


def add(x, factor, other):
    """x <- x + factor * other, in place"""
    x += factor * other
    return x


class RmsProp:
    def __init__(self, lr=1e-2, alpha=0.95, epsilon=1e-6):
        self.lr, self.alpha, self.epsilon = lr, alpha, epsilon
        self.m, self.tmp = None, None

    def step(self, x, dfdx):
        if self.m is None:
            self.m = np.zeros_like(x)
            self.tmp = np.zeros_like(x)
        # running mean of the squares
        self.m *= self.alpha
        add(self.m, 1 - self.alpha, dfdx * dfdx)
        np.sqrt(self.m, out=self.tmp)
        self.tmp += self.epsilon
        np.divide(dfdx, self.tmp, out=self.tmp)
        add(x, -self.lr, self.tmp)


class Curve:
    """all parameters in one flat array, the matrices are views of it"""

    def __init__(self, n_in, n_hid, n_out, rng):
        sizes = [n_in * n_hid, n_hid, n_hid * n_out, n_out]
        self.flat = rng.normal(0, 0.5, sum(sizes))
        self.slope = np.zeros_like(self.flat)
        ends = np.cumsum(sizes)
        shapes = [(n_in, n_hid), (n_hid,), (n_hid, n_out), (n_out,)]
        self.w1, self.b1, self.w2, self.b2 = [
            self.flat[e - s:e].reshape(shape) for e, s, shape in zip(ends, sizes, shapes)]
        self.g = [self.slope[e - s:e].reshape(shape) for e, s, shape in zip(ends, sizes, shapes)]

    def forward(self, x):
        self.h = np.tanh(x @ self.w1 + self.b1)
        return self.h @ self.w2 + self.b2

    def feval(self, x, t):
        out = self.forward(x)
        d = (out - t) / len(x)
        dh = (d @ self.w2.T) * (1 - self.h * self.h)
        self.g[0][...] = x.T @ dh
        self.g[1][...] = dh.sum(axis=0)
        self.g[2][...] = self.h.T @ d
        self.g[3][...] = d.sum(axis=0)
        return 0.5 * np.mean((out - t) ** 2)


if __name__ == "__main__":
    rng = np.random.default_rng(7)
    x = rng.uniform(-2, 2, (240, 1))
    t = np.cos(2 * x) * x + 0.02 * rng.normal(size=(240, 1))
    net = Curve(1, 20, 1, rng)
    optim = RmsProp(lr=0.005)
    for it in range(4000):
        rows = rng.integers(0, 240, 40)
        loss = net.feval(x[rows], t[rows])
        optim.step(net.flat, net.slope)
        if it % 800 == 0:
            print("iteration", it, "loss", loss)
    print("error on all points:", np.mean((net.forward(x) - t) ** 2))
