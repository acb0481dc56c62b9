import numpy as np


class ReluNetwork(object):
    def __init__(self, n_in, n_hidden, n_out, n_hidden_layers):
        np.random.seed(4)
        self.rate = 0.05
        self.weights = []
        self.biases = []
        sizes = [n_in] + [n_hidden] * n_hidden_layers + [n_out]
        for a, b in zip(sizes[:-1], sizes[1:]):
            self.weights.append(np.random.randn(a, b) * np.sqrt(2 / a))
            self.biases.append(np.zeros(b))

    def ramp(self, z):
        return np.maximum(z, 0)

    def ramp_on(self, z):
        return np.where(z > 0, 1, 0)

    def forward(self, X):
        self.z = []
        self.a = [X]
        for W, b in zip(self.weights, self.biases):
            z = np.dot(self.a[-1], W) + b
            self.z.append(z)
            last = len(self.z) == len(self.weights)
            self.a.append(z if last else self.ramp(z))
        return self.a[-1]

    def cost(self, X, y):
        return 0.5 * np.mean((self.forward(X) - y) ** 2)

    def backward(self, X, y):
        self.forward(X)
        gW, gb = [], []
        delta = (self.a[-1] - y) / len(X)
        for l in range(len(self.weights) - 1, -1, -1):
            gW.insert(0, np.dot(self.a[l].T, delta))
            gb.insert(0, delta.sum(axis=0))
            if l > 0:
                delta = np.dot(delta, self.weights[l].T) * self.ramp_on(self.z[l - 1])
        return gW, gb

    def train(self, X, y, steps):
        for s in range(steps):
            gW, gb = self.backward(X, y)
            for l in range(len(self.weights)):
                self.weights[l] -= self.rate * gW[l]
                self.biases[l] -= self.rate * gb[l]
            if s % 1000 == 0:
                print("step", s, "cost", self.cost(X, y))


# hours of sleep, minutes of study, pages read -> points in the exam (share of 100)
def students(n):
    rng = np.random.RandomState(1)
    X = np.column_stack([rng.uniform(3, 10, n), rng.uniform(0, 600, n), rng.uniform(0, 300, n)])
    points = 0.9 * np.tanh(X[:, 1] / 300) + 0.1 * np.sin(X[:, 0]) * (X[:, 2] > 150)
    return X, points.reshape(-1, 1)


if __name__ == "__main__":
    X, y = students(150)
    X = (X - X.mean(axis=0)) / X.std(axis=0)
    net = ReluNetwork(3, 10, 1, 3)
    net.train(X, y, 5001)
    print("largest step of a weight:", max(np.abs(g).max() for g in net.backward(X, y)[0]))
    print("unexplained share: %.4f" % (2 * net.cost(X, y) / np.var(y)))
