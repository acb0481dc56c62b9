import numpy as np


class WaveNet:
    """One hidden layer that is to follow a wave."""

    def __init__(self, hidden, rate=0.2, drag=0.9):
        self.hidden = hidden
        self.rate = rate
        self.drag = drag

    def logistic(self, a):
        return 1 / (1 + np.exp(-a))

    def start(self):
        self.W1 = np.random.randn(self.hidden, 1)
        self.b1 = np.random.randn(self.hidden, 1)
        self.W2 = np.random.randn(1, self.hidden) / np.sqrt(self.hidden)
        self.b2 = np.zeros((1, 1))
        self.moves = [np.zeros(p.shape) for p in (self.W1, self.b1, self.W2, self.b2)]

    def propagate(self, xs):
        self.A1 = np.dot(self.W1, xs)
        self.Z1 = np.tanh(self.A1) + self.b1
        self.A2 = np.dot(self.W2, self.Z1)
        self.Z2 = self.logistic(self.A2) + self.b2
        return self.Z2

    def back_prop(self):
        dA2 = self.Z2 - self.targets
        dW2 = (1 / self.m) * np.dot(dA2, self.A1.T)
        db2 = (1 / self.m) * np.sum(dA2, axis=1, keepdims=True)
        dA1 = np.multiply(np.dot(self.W2.T, dA2), 1 - np.power(self.Z1, 2))
        dW1 = (1 / self.m) * np.dot(dA1, self.data.T)
        db1 = (1 / self.m) * np.sum(dA1, axis=1, keepdims=True)

        params = (self.W1, self.b1, self.W2, self.b2)
        for i, (p, g) in enumerate(zip(params, (dW1, db1, dW2, db2))):
            self.moves[i] = self.drag * self.moves[i] - self.rate * g
            p += self.moves[i]

    def train(self, data, targets, epochs):
        self.data, self.targets = data, targets
        self.m = data.shape[1]
        self.start()
        for e in range(epochs):
            out = self.propagate(data)
            self.back_prop()
            if e % 1000 == 0:
                print("epoch", e, "mse", np.mean((out - targets) ** 2))


if __name__ == "__main__":
    np.random.seed(12)
    data = np.linspace(-np.pi, np.pi, 120).reshape(1, -1)
    targets = np.sin(data)
    net = WaveNet(20, rate=0.05)
    net.train(data, targets, 5000)
    print("mse at the end:", np.mean((net.propagate(data) - targets) ** 2))
