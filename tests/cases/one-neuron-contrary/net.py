import numpy as np


class Net:
    """All layers sigmoid. weights[0] is empty so that the indices of layers,
    activations and weights agree."""

    def __init__(self, sizes, seed=2):
        rng = np.random.RandomState(seed)
        self.weights = [None] + [rng.randn(n, p) * 0.1 for p, n in zip(sizes[:-1], sizes[1:])]
        self.biases = [None] + [np.zeros((n, 1)) for n in sizes[1:]]

    def forward(self, X):
        levels = [X]
        a = X
        for w, b in zip(self.weights[1:], self.biases[1:]):
            a = 1 / (1 + np.exp(-(w.dot(a) + b)))
            levels.append(a)
        return a, levels

    def cost(self, guess, Y):
        guess = np.clip(guess, 1e-13, 1 - 1e-13)
        return -np.mean(Y * np.log(guess) + (1 - Y) * np.log(1 - guess))

    def slopes(self, X, Y):
        gws, gbs = [], []
        m = X.shape[1]
        guess, levels = self.forward(X)
        guess = np.clip(guess, 1e-13, 1 - 1e-13)
        up = -(np.divide(Y, guess) - np.divide(1 - Y, 1 - guess))

        for k in np.arange(1, len(self.weights))[::-1]:
            a = levels[k]
            w = self.weights[k]
            mid = up * a * (1 - a)
            gw = 1. / m * mid.dot(levels[k].T)
            gb = 1. / m * np.sum(mid, axis=1, keepdims=True)
            up = w.T.dot(mid)
            gws.insert(0, gw)
            gbs.insert(0, gb)
        gws.insert(0, None)
        gbs.insert(0, None)
        return gws, gbs

    def fit(self, X, Y, alpha, iterations):
        for i in range(iterations):
            gws, gbs = self.slopes(X, Y)
            for k in range(1, len(self.weights)):
                self.weights[k] -= alpha * gws[k]
                self.biases[k] -= alpha * gbs[k]
            if i % 20 == 0:
                print("iteration", i, "cost", self.cost(self.forward(X)[0], Y))


if __name__ == "__main__":
    X = np.array([[-3., -2., 3., 2.]])
    Y = np.array([[0., 0., 1., 1.]])
    net = Net([1, 1])
    net.fit(X, Y, alpha=0.5, iterations=101)
    guess, _ = net.forward(X)
    print("weight", net.weights[1], "bias", net.biases[1])
    print("predictions", guess)
    print("last cost:", net.cost(guess, Y))
