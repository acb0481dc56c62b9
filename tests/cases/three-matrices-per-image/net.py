import numpy as np


class ThreeMatrixNet:
    def __init__(self, sizes, epochs=12, pace=0.1):
        self.sizes = sizes
        self.epochs = epochs
        self.pace = pace
        n0, n1, n2, n3 = sizes
        self.store = {
            "W1": np.random.randn(n1, n0) * np.sqrt(1. / n0),
            "W2": np.random.randn(n2, n1) * np.sqrt(1. / n1),
            "W3": np.random.randn(n3, n2) * np.sqrt(1. / n2),
        }

    def sigmoid(self, x, slope=False):
        s = 1 / (1 + np.exp(-x))
        if slope:
            return s * (1 - s)
        return s

    def softmax(self, x):
        powers = np.exp(x - x.max())
        return powers / np.sum(powers, axis=0)

    def climb(self, x):
        p = self.store
        p["A0"] = x
        p["Z1"] = np.dot(p["W1"], p["A0"])
        p["A1"] = self.sigmoid(p["Z1"])
        p["Z2"] = np.dot(p["W2"], p["A1"])
        p["A2"] = self.sigmoid(p["Z2"])
        p["Z3"] = np.dot(p["W3"], p["A2"])
        p["A3"] = self.softmax(p["Z3"])
        return p["A3"]

    def descend(self, y, output):
        p = self.store
        moves = {}

        gap = output - y
        moves["W3"] = np.dot(gap, p["A3"])

        gap = np.multiply(np.dot(p["W3"].T, gap), self.sigmoid(p["Z2"], slope=True))
        moves["W2"] = np.dot(gap, p["A2"])

        gap = np.multiply(np.dot(p["W2"].T, gap), self.sigmoid(p["Z1"], slope=True))
        moves["W1"] = np.dot(gap, p["A1"])

        return moves

    def shift(self, moves):
        for key, value in moves.items():
            self.store[key] -= self.pace * value

    def hit_share(self, X, Y):
        hits = []
        for x, y in zip(X, Y):
            hits.append(np.argmax(self.climb(x)) == np.argmax(y))
        return np.mean(hits)

    def train(self, X, Y, X_val, Y_val):
        for epoch in range(self.epochs):
            for x, y in zip(X, Y):
                output = self.climb(x)
                self.shift(self.descend(y, output))
            print("Epoch: {0}, Accuracy: {1}".format(epoch + 1, self.hit_share(X_val, Y_val)))


if __name__ == "__main__":
    np.random.seed(21)
    letters = np.random.rand(10, 64)
    labels = np.random.randint(0, 10, 700)
    X = letters[labels] + 0.2 * np.random.randn(700, 64) - 0.5
    Y = np.eye(10)[labels]
    dnn = ThreeMatrixNet(sizes=[64, 24, 16, 10])
    dnn.train(X[:550], Y[:550], X[550:], Y[550:])
    print("validation accuracy =", dnn.hit_share(X[550:], Y[550:]))
