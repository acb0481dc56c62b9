import numpy as np


class SineNet:
    def __init__(self, hidden, seed=0):
        rng = np.random.RandomState(seed)
        self.W1 = rng.randn(hidden, 1)
        self.b1 = np.zeros((hidden, 1))
        self.W2 = rng.randn(1, hidden) * 0.3
        self.b2 = np.zeros((1, 1))
        self.vW1, self.vb1 = np.zeros_like(self.W1), np.zeros_like(self.b1)
        self.vW2, self.vb2 = np.zeros_like(self.W2), np.zeros_like(self.b2)

    def propagate(self, Xs):
        self.A1 = np.dot(self.W1, Xs) + self.b1
        self.Z1 = np.tanh(self.A1)
        self.A2 = np.dot(self.W2, self.Z1) + self.b2
        self.Z2 = self.A2
        return self.Z2

    def backProp(self, Xs, targets):
        m = Xs.shape[1]
        dA2 = self.Z2 - targets
        dW2 = (1 / m) * np.dot(dA2, self.Z1.T)
        db2 = (1 / m) * np.sum(dA2, axis=1, keepdims=True)
        dA1 = np.multiply(np.dot(self.W2.T, dA2), 1 - np.power(self.Z1, 2))
        dW1 = (1 / m) * np.dot(dA1, Xs.T)
        db1 = (1 / m) * np.sum(dA1, axis=1, keepdims=True)
        return dW1, db1, dW2, db2

    def learn(self, Xs, targets, epochs, rate, keep):
        for e in range(epochs):
            self.propagate(Xs)
            dW1, db1, dW2, db2 = self.backProp(Xs, targets)
            self.vW1 = keep * self.vW1 - rate * dW1
            self.vb1 = keep * self.vb1 - rate * db1
            self.vW2 = keep * self.vW2 - rate * dW2
            self.vb2 = keep * self.vb2 - rate * db2
            self.W1 += self.vW1
            self.b1 += self.vb1
            self.W2 += self.vW2
            self.b2 += self.vb2
            if e % 1000 == 0:
                print("epoch", e, "cost", 0.5 * np.mean((self.Z2 - targets) ** 2))


if __name__ == "__main__":
    np.random.seed(4)
    Xs = np.random.uniform(-np.pi, np.pi, (1, 60))
    targets = np.sin(Xs)
    net = SineNet(20)
    net.learn(Xs, targets, 5000, 0.05, 0.5)
    grid = np.linspace(-3, 3, 50).reshape(1, -1)
    print("sine error", np.mean((net.propagate(grid) - np.sin(grid)) ** 2))
