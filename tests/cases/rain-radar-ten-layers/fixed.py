import numpy as np


def bend(s):
    return np.tanh(s)


def bend_slope(a):
    return 1 - a * a


class Deep:
    def __init__(self, depth, width, rng):
        sizes = [2] + [width] * depth + [1]
        self.W = [rng.normal(0, 1 / np.sqrt(a), (a, b)) for a, b in zip(sizes, sizes[1:])]
        self.b = [np.zeros(b) for b in sizes[1:]]

    def forward(self, x):
        self.a = [x]
        for W, b in zip(self.W[:-1], self.b[:-1]):
            self.a.append(bend(self.a[-1] @ W + b))
        self.a.append(1 / (1 + np.exp(-(self.a[-1] @ self.W[-1] + self.b[-1]))))
        return self.a[-1]

    def backward(self, y):
        d = (self.a[-1] - y) / len(y)
        grads = []
        for k in range(len(self.W) - 1, -1, -1):
            grads.append((self.a[k].T @ d, d.sum(axis=0)))
            if k > 0:
                d = d @ self.W[k].T * bend_slope(self.a[k])
        return grads[::-1]


if __name__ == '__main__':
    rng = np.random.default_rng(9)
    x = rng.uniform(-1, 1, (400, 2))
    y = (x[:, :1] ** 2 + x[:, 1:] ** 2 < 0.6).astype(float)     # inside the rain cell?
    net = Deep(8, 16, rng)
    for epoch in range(300):
        order = rng.permutation(400)
        for s in range(0, 400, 40):
            pick = order[s:s + 40]
            net.forward(x[pick])
            for k, (gW, gb) in enumerate(net.backward(y[pick])):
                net.W[k] -= 0.2 * gW
                net.b[k] -= 0.2 * gb
        if epoch % 50 == 0:
            p = net.forward(x)
            print('epoch', epoch, 'loss', -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))
    p = net.forward(x)
    print('loss at the end', -np.mean(y * np.log(np.maximum(p, 1e-12)) + (1 - y) * np.log(np.maximum(1 - p, 1e-12))))
