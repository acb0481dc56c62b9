import numpy as np


class MomentumStepper(object):
    """v <- mu * v - rate * g,  theta <- theta + v"""

    def __init__(self, rate, mu):
        self.rate = rate
        self.mu = mu
        self.velocity = None

    def run(self, theta, g):
        if self.velocity is None:
            self.velocity = np.zeros_like(theta)
        self.velocity *= self.mu
        self.velocity -= self.rate * g
        theta += self.velocity


class FlatNet(object):
    """All parameters live in one vector, the matrices are views of it."""

    def __init__(self, sizes, seed=0):
        rng = np.random.RandomState(seed)
        self.shapes = []
        for a, b in zip(sizes[:-1], sizes[1:]):
            self.shapes += [(a, b), (b,)]
        count = sum(int(np.prod(s)) for s in self.shapes)
        self.theta = 0.7 * rng.randn(count)
        self.views = self.split(self.theta)

    def split(self, flat):
        views, at = [], 0
        for s in self.shapes:
            n = int(np.prod(s))
            views.append(flat[at:at + n].reshape(s))
            at += n
        return views

    def forward(self, x):
        self.acts = [x]
        for k in range(0, len(self.views), 2):
            z = self.acts[-1].dot(self.views[k]) + self.views[k + 1]
            self.acts.append(np.tanh(z) if k + 2 < len(self.views) else z)
        return self.acts[-1]

    def gradient(self, y):
        g = np.empty_like(self.theta)
        parts = self.split(g)
        d = (self.acts[-1] - y) / len(y)
        for k in range(len(self.views) - 2, -1, -2):
            a = self.acts[k // 2]
            parts[k][...] = a.T.dot(d)
            parts[k + 1][...] = d.sum(axis=0)
            if k:
                d = d.dot(self.views[k].T) * (1 - a * a)
        return g


rng = np.random.RandomState(1)
x = rng.uniform(-2, 2, (300, 2))
y = np.column_stack([np.sin(2 * x[:, 0]) * x[:, 1], np.abs(x[:, 0] - x[:, 1])])

net = FlatNet([2, 25, 2])
stepper = MomentumStepper(rate=0.02, mu=0.95)
for step in range(3001):
    out = net.forward(x)
    stepper.run(net.theta, net.gradient(y))
    if step % 500 == 0:
        print("step", step, "half squared error", 0.5 * np.mean(np.sum((out - y) ** 2, axis=1)))
