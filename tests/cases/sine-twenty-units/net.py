import numpy as np


class SineNet:
    """1 - n - 1 network for my sine wave, everything in columns, full batch, momentum"""

    def __init__(self, n, rate, push):
        self.n, self.rate, self.push = n, rate, push
        self.W1 = np.random.uniform(-1, 1, (n, 1))
        self.b1 = np.random.uniform(-1, 1, (n, 1))
        self.W2 = np.random.uniform(-1, 1, (1, n)) / np.sqrt(n)
        self.b2 = np.zeros((1, 1))
        self.speed = [0, 0, 0, 0]

    def propagate(self, xs):
        self.A1 = np.dot(self.W1, xs)
        self.Z1 = np.tanh(self.A1) + self.b1
        self.A2 = np.dot(self.W2, self.Z1)
        self.Z2 = 1 / (1 + np.exp(-self.A2)) + self.b2
        return self.Z2

    def slopes(self, xs, ts):
        m = xs.shape[1]
        dA2 = self.Z2 - ts
        dW2 = np.dot(dA2, self.A1.T) / m
        db2 = np.sum(dA2, axis=1, keepdims=True) / m
        dA1 = np.dot(self.W2.T, dA2) * (1 - np.power(self.Z1, 2))
        dW1 = np.dot(dA1, xs.T) / m
        db1 = np.sum(dA1, axis=1, keepdims=True) / m
        return dW1, db1, dW2, db2

    def learn(self, xs, ts, epochs):
        for epoch in range(epochs):
            out = self.propagate(xs)
            parts = self.slopes(xs, ts)
            self.speed = [self.push * v + d for v, d in zip(self.speed, parts)]
            self.W1 -= self.rate * self.speed[0]
            self.b1 -= self.rate * self.speed[1]
            self.W2 -= self.rate * self.speed[2]
            self.b2 -= self.rate * self.speed[3]
            if epoch % 1000 == 0:
                print("epoch", epoch, "cost", np.mean((out - ts) ** 2) / 2)


if __name__ == "__main__":
    np.random.seed(12)
    xs = np.linspace(-np.pi, np.pi, 80).reshape(1, -1)
    ts = np.sin(xs)
    net = SineNet(20, 0.05, 0.5)
    net.learn(xs, ts, 5000)
    out = net.propagate(xs)
    print("largest miss:", np.max(np.abs(out - ts)))
    print("mean squared error:", np.mean((out - ts) ** 2))
