import numpy as np

rng = np.random.RandomState(77)

SETS = 60
UNITS = 8


def make_sets(n):
    # every row is a set of 3 numbers, the target is their spread
    sets = rng.uniform(-1, 1, (n, 3))
    return sets, sets.std(axis=1)


class SetStat:
    def __init__(self):
        self.w = rng.randn(3, UNITS)
        self.c = rng.randn(UNITS) * 0.5
        self.v = rng.randn(UNITS) * 0.3
        self.d = 0.0

    def predict(self, x):
        self.h = np.tanh(x @ self.w + self.c)
        return self.h @ self.v + self.d

    def loss(self, x, y):
        return np.mean((self.predict(x) - y) ** 2)

    def learn(self, x, y, lr):
        err = self.predict(x) - y
        dw, dc, dv = np.zeros_like(self.w), np.zeros_like(self.c), np.zeros_like(self.v)
        for j in range(UNITS):
            dv[j] = np.mean(2 * err * self.h[:, j])
            dz = 2 * err * self.v[j] * (1 - self.h[:, j] ** 2)
            dc[j] = np.mean(dz)
            for i in range(3):
                dw[i, j] = np.mean(dz * x[:, i])
        self.w -= lr * dw
        self.c -= lr * dc
        self.v -= lr * dv
        self.d -= lr * np.mean(2 * err)


if __name__ == '__main__':
    x, y = make_sets(SETS)
    net = SetStat()
    for e in range(2500):
        net.learn(x, y, 0.3)
        if e % 500 == 0:
            print('epoch', e, 'loss', net.loss(x, y))
    out = net.predict(x)
    for a, b in list(zip(y.ravel(), out))[:8]:
        print('true %.3f  predicted %.3f' % (a, b))
    print('correlation: %.4f' % np.corrcoef(out, y.ravel())[0, 1])
    print('mean squared: %.5f' % np.mean((out - y.ravel()) ** 2))
