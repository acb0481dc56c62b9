import numpy as np


class SpiralNet:
    """input -> several tanh layers of one width -> one logistic unit"""

    def __init__(self, n_in, width, depth, seed):
        r = np.random.RandomState(seed)
        self.first = r.randn(n_in, width)
        self.first_b = np.zeros(width)
        self.mid = [r.randn(width, width) * np.sqrt(1.5 / width) for _ in range(depth)]
        self.mid_b = [np.zeros(width) for _ in range(depth)]
        self.last = r.randn(width, 1) / np.sqrt(width)
        self.last_b = np.zeros(1)

    def run(self, x):
        self.acts = [np.tanh(x @ self.first + self.first_b)]
        for M, c in zip(self.mid, self.mid_b):
            self.acts.append(np.tanh(self.acts[-1] @ M + c))
        return 1 / (1 + np.exp(-(self.acts[-1] @ self.last + self.last_b)))

    def learn(self, x, t, rate):
        p = self.run(x)
        d = (p - t) / len(x)
        g_last, g_last_b = self.acts[-1].T @ d, d.sum(0)
        d = (d @ self.last.T) * (1 - self.acts[-1] ** 2)
        steps = []
        for i in reversed(range(len(self.mid))):
            steps.append((i, self.acts[i].T @ d, d.sum(0)))
            d = (d @ self.mid[i]) * (1 - self.acts[i] ** 2)
        self.first -= rate * x.T @ d
        self.first_b -= rate * d.sum(0)
        for i, gM, gc in steps:
            self.mid[i] -= rate * gM
            self.mid_b[i] -= rate * gc
        self.last -= rate * g_last
        self.last_b -= rate * g_last_b
        return -np.mean(t * np.log(p + 1e-12) + (1 - t) * np.log(1 - p + 1e-12))


def two_arms(n, r):
    turn = np.sqrt(r.rand(n)) * 3.2 * np.pi
    arm = r.randint(0, 2, n)
    angle = turn + np.pi * arm
    x = np.c_[turn * np.cos(angle), turn * np.sin(angle)] / 4 + 0.03 * r.randn(n, 2)
    return x, arm.reshape(-1, 1)


if __name__ == "__main__":
    r = np.random.RandomState(0)
    x, t = two_arms(400, r)
    net = SpiralNet(2, 14, 3, 1)
    for epoch in range(120):
        order = r.permutation(len(x))
        total = 0
        for k in range(0, len(x), 25):
            rows = order[k:k + 25]
            total += net.learn(x[rows], t[rows], 0.5)
        if epoch % 20 == 0:
            print("epoch", epoch, "loss", total / (len(x) / 25))
    print("right: %.3f" % np.mean((net.run(x) > 0.5) == t))
