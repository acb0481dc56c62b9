import numpy as np


def curve(x):
    return 1.0 / (1 + np.exp(-x))


def curve_slope(x):
    return x * (1.0 - x)


class VoteNet:
    def __init__(self, x, y, n_units=6):
        self.votes = x
        self.low = np.random.randn(self.votes.shape[1], n_units)
        self.high = np.random.randn(n_units, 1)
        self.y = y
        self.answer = np.zeros(self.y.shape)

    def think(self):
        self.inner = curve(np.dot(self.votes, self.low))
        self.answer = curve(np.dot(self.inner, self.high))
        return self.answer

    def correct(self):
        # chain rule for the sum of squares
        g_high = np.dot(self.inner.T, (2 * (self.y - self.answer) * curve_slope(self.answer)))
        g_low = np.dot(self.votes.T, (np.dot(2 * (self.y - self.answer) * curve_slope(self.answer),
                                                  self.high.T) * curve_slope(self.inner)))
        self.low += g_low
        self.high += g_high

    def loss(self):
        return np.sum((self.y - self.answer) ** 2)


if __name__ == "__main__":
    np.random.seed(0)
    X = np.array([[0, 0, 0, 1], [0, 0, 1, 1], [0, 1, 0, 1], [0, 1, 1, 1],
                  [1, 0, 0, 1], [1, 0, 1, 1], [1, 1, 0, 1], [1, 1, 1, 1]])
    # at least two of three
    y = (X[:, :3].sum(axis=1) >= 2).astype(int).reshape(-1, 1)
    nn = VoteNet(X, y)
    for i in range(2000):
        nn.think()
        nn.correct()
        if i % 400 == 0:
            print("round", i, "loss", nn.loss())
    print(np.round(nn.think().ravel(), 2))
    print("end loss", nn.loss())
