import numpy as np


class LineFit:
    def __init__(self, rate=0.1, rounds=2000):
        self.rate = rate
        self.rounds = rounds

    def output(self, x):
        return np.dot(self.slope.T, x) + self.offset

    def descend(self, y, x):
        for i in range(self.rounds):
            yhat = self.output(x)
            d_slope = (2 / self.m) * np.dot(x, (yhat - y).T)
            d_offset = (2 / self.m) * np.sum(yhat - y)
            self.slope = self.slope - self.rate * d_slope
            self.offset = self.offset - self.rate * d_offset
            if i % 250 == 0:
                print("round", i, "mse", np.mean((yhat - y) ** 2))

    def run(self, y, x):
        self.n, self.m = x.shape  # features, examples
        self.slope = np.zeros((self.n, 1))
        self.offset = 0
        self.descend(y, x)
        return self.slope, self.offset


def main():
    np.random.seed(4)
    x = np.random.rand(1, 400) * 100
    y = 5 * x + 3 + np.random.randn(1, 400) * 0.1
    fit = LineFit()
    slope, offset = fit.run(y, x)
    print("slope", slope.ravel(), "offset", offset)
    print("mse at the end:", np.mean((fit.output(x) - y) ** 2))


if __name__ == "__main__":
    main()
