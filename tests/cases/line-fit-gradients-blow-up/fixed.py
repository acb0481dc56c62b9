import numpy as np


class LineFit:

    def __init__(self, lr=0.01, iter=2000):
        self.lr = lr
        self.iter = iter

    def hypothesis(self, x):
        return np.dot(self.w.T, x) + self.c

    def descend(self, y, x):
        for i in range(self.iter):
            yhat = self.hypothesis(x)
            dlw = (2 / self.m) * np.dot(x, (yhat - y).T)
            dlc = (2 / self.m) * np.sum(yhat - y)
            self.w = self.w - self.lr * dlw
            self.c = self.c - self.lr * dlc
            if i % 200 == 0:
                print('step', i, 'loss', np.mean((yhat - y) ** 2))

    def run(self, y, x):
        self.n, self.m = x.shape
        self.w = np.zeros((self.n, 1))
        self.c = 0
        self.descend(y, x)
        return self.w, self.c


def main():
    rng = np.random.RandomState(0)
    x = rng.rand(1, 500) * 100   # n x m: features by examples
    y = 5 * x + 3 + rng.randn(1, 500) * 0.1
    x = (x - x.mean()) / x.std()
    print(x.shape, y.shape)

    fit = LineFit()
    w, c = fit.run(y, x)
    print('slope', w, 'intercept', c)
    print('final loss', np.mean((fit.hypothesis(x) - y) ** 2))


if __name__ == '__main__':
    main()
