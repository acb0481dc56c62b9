import numpy as np


class RiverNet:
    def __init__(self, layer_sizes, seed=0):
        rng = np.random.RandomState(seed)
        self.W = []
        self.b = []
        for fan_in, fan_out in zip(layer_sizes[:-1], layer_sizes[1:]):
            self.W.append(rng.randn(fan_in, fan_out) / np.sqrt(fan_in))
            self.b.append(np.zeros(fan_out))

    def forward(self, X):
        self.A = [X]
        for i in range(len(self.W)):
            Z = self.A[-1].dot(self.W[i]) + self.b[i]
            if i < len(self.W) - 1:
                Z = np.tanh(Z)
            self.A.append(Z)
        return self.A[-1]

    def loss(self, X, Y):
        return 0.5 * np.mean(np.sum((self.forward(X) - Y) ** 2, axis=1))

    def backward(self, Y):
        n = Y.shape[0]
        dW = [None] * len(self.W)
        db = [None] * len(self.b)
        delta = self.A[-1] - Y
        for i in range(len(self.W) - 1, -1, -1):
            dW[i] = self.A[i].T.dot(delta) / n
            db[i] = delta.sum(axis=0) / n
            if i > 0:
                delta = delta.dot(self.W[i].T) * (1 - self.A[i] ** 2) / n
        return dW, db

    def step(self, X, Y, lr):
        self.forward(X)
        dW, db = self.backward(Y)
        for i in range(len(self.W)):
            self.W[i] -= lr * dW[i]
            self.b[i] -= lr * db[i]


def hydrograph(n, rng):
    """rain today, rain yesterday, soil moisture -> level and flow (all standardised already)"""
    X = rng.uniform(-1.5, 1.5, (n, 3))
    level = np.sin(2 * X[:, 0]) * X[:, 2] + 0.3 * X[:, 1]
    flow = np.abs(X[:, 0]) - X[:, 1] ** 2 * 0.5
    return X, np.column_stack([level, flow])


if __name__ == "__main__":
    rng = np.random.RandomState(4)
    X, Y = hydrograph(160, rng)
    net = RiverNet([3, 14, 10, 2])
    for epoch in range(3001):
        net.step(X, Y, 0.2)
        if epoch % 500 == 0:
            print("epoch %d: loss %.5f" % (epoch, net.loss(X, Y)))
    print("spread of the targets %.5f" % (0.5 * Y.var(axis=0).sum()))
    print("training loss in the end %.5f" % net.loss(X, Y))
