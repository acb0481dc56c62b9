import numpy as np


class DanceNet:
    """9 sensor values -> 9 -> 9 -> one of 9 steps, one recording at a time"""

    def __init__(self, rng):
        self.M = [rng.normal(0, 0.45, (9, 9)) for _ in range(3)]
        self.t = [np.zeros(9) for _ in range(3)]

    def forward(self, v):
        self.v = [v]
        for M, t in zip(self.M[:2], self.t[:2]):
            self.v.append(np.tanh(np.dot(M, self.v[-1]) + t))
        last = np.dot(self.M[2], self.v[-1]) + self.t[2]
        last = np.exp(last - last.max())
        return last / last.sum()

    def backward(self, p, step):
        d = p.copy()
        d[step] -= 1
        grads = [None] * 3
        grads[2] = (np.outer(d, self.v[2]), d)
        d = np.dot(self.M[2].T, d) * (1 - self.v[2] ** 2)
        grads[1] = (np.outer(d, self.v[1]), d)
        d = np.dot(self.M[1].T, d) * (1 - self.v[1] ** 2)
        grads[0] = (np.outer(d, self.v[0]), d)
        return grads

    def apply(self, grads, lr):
        for k, (gM, gt) in enumerate(grads):
            self.M[k] -= lr * gM
            self.t[k] -= lr * gt


def recordings(n, rng):
    step = rng.integers(0, 9, n)
    first, second = np.divmod(step, 3)
    x = rng.normal(0, 0.25, (n, 9))
    side = rng.choice([-1.0, 1.0], n)
    x[np.arange(n), first] += side
    x[np.arange(n), 3 + second] += side
    x[np.arange(n), 6] += side * rng.normal(0, 1, n)
    return x, step


if __name__ == '__main__':
    rng = np.random.default_rng(14)
    x, step = recordings(500, rng)
    net = DanceNet(rng)
    for epoch in range(20):
        loss = 0.0
        for k in rng.permutation(500):
            p = net.forward(x[k])
            loss -= np.log(p[step[k]] + 1e-12)
            net.apply(net.backward(p, step[k]), 0.05)
        if epoch % 4 == 3:
            print('epoch', epoch, 'loss', loss / 500)
    print('accuracy', np.mean([net.forward(v).argmax() == s for v, s in zip(x, step)]))
