import numpy as np


class Stage:
    def __init__(self, n_in, n_out, rng, start):
        self.w = rng.normal(0, np.sqrt(1 / n_in), (n_in, n_out))
        self.b = np.full(n_out, start)


class StrokeNet:
    def __init__(self, pixels, hidden, classes, seed=0):
        rng = np.random.default_rng(seed)
        self.one = Stage(pixels, hidden, rng, start=-4.0)       # start with few active units
        self.two = Stage(hidden, classes, rng, start=0.0)

    def forward(self, x):
        self.x = x
        self.a = np.maximum(x @ self.one.w + self.one.b, 0)
        z = self.a @ self.two.w + self.two.b
        e = np.exp(z - z.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    def improve(self, x, t, lr):
        p = self.forward(x)
        g = (p - t) / len(x)
        ga = g @ self.two.w.T
        ga[self.a == 0] = 0
        self.two.w -= lr * self.a.T @ g
        self.two.b -= lr * g.sum(axis=0)
        self.one.w -= lr * self.x.T @ ga
        self.one.b -= lr * ga.sum(axis=0)
        return -np.sum(t * np.log(p + 1e-12)) / len(x)


def strokes(n, seed):
    rng = np.random.default_rng(seed)
    label = rng.integers(0, 4, n)
    x = rng.random((n, 6, 6)) * 0.3
    place = rng.integers(1, 5, n)
    for k in range(n):
        if label[k] == 0:
            x[k, place[k], :] += 0.6
        elif label[k] == 1:
            x[k, :, place[k]] += 0.6
        elif label[k] == 2:
            x[k, range(6), range(6)] += 0.6
        else:
            x[k, range(6), range(5, -1, -1)] += 0.6
    return x.reshape(n, 36), label


if __name__ == '__main__':
    x, label = strokes(600, 1)
    t = np.eye(4)[label]
    net = StrokeNet(36, 30, 4)
    for epoch in range(60):
        loss = np.mean([net.improve(x[s:s + 30], t[s:s + 30], 0.2) for s in range(0, 600, 30)])
        if epoch % 10 == 0:
            print('epoch', epoch, 'loss', loss)
    print('last loss', loss)
    print('accuracy', np.mean(net.forward(x).argmax(axis=1) == label))
