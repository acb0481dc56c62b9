import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def relu(z):
    return np.maximum(z, 0)


class TwoLayer:
    def __init__(self):
        rs = np.random.RandomState(5)
        self.w1 = rs.randn(8, 2) * 0.7
        self.c1 = np.zeros((8, 1))
        self.w2 = rs.randn(1, 8) * 0.7
        self.c2 = np.zeros((1, 1))

    def predict(self, x):
        self.z1 = self.w1 @ x + self.c1
        self.a1 = relu(self.z1)
        self.z2 = self.w2 @ self.a1 + self.c2
        self.a2 = relu(self.z2)
        return self.a2

    def train(self, x, y, rounds, lr):
        m = x.shape[1]
        for k in range(rounds):
            a2 = self.predict(x)
            da2 = -(y / a2) + (1 - y) / (1 - a2)
            dz2 = da2 * (self.z2 > 0)
            dw2 = dz2 @ self.a1.T / m
            dc2 = dz2.sum(axis=1, keepdims=True) / m
            dz1 = self.w2.T @ dz2 * (self.z1 > 0)
            self.w1 -= lr * dz1 @ x.T / m
            self.c1 -= lr * dz1.sum(axis=1, keepdims=True) / m
            self.w2 -= lr * dw2
            self.c2 -= lr * dc2
            if k % 200 == 0:
                print(k, "cost", -np.mean(y * np.log(a2) + (1 - y) * np.log(1 - a2)))


rs = np.random.RandomState(1)
x = rs.uniform(-1, 1, (2, 200))
y = (x[0:1] ** 2 + x[1:2] ** 2 < 0.5) * 1.0
net = TwoLayer()
net.train(x, y, 2000, 0.8)
print("accuracy", np.mean((net.predict(x) > 0.5) == y))
