import numpy as np

np.random.seed(12)


class Dense:
    def __init__(self, n, m):
        self.w = np.random.randn(n, m) * np.sqrt(2.0 / n)
        self.b = np.zeros((1, m))

    def go(self, x):
        self.x = x
        return np.dot(x, self.w) + self.b

    def back(self, g, lr):
        below = np.dot(g, self.w.T)
        self.w -= lr * np.dot(self.x.T, g)
        self.b -= lr * np.sum(g, axis=0, keepdims=True)
        return below


class Relu:
    def go(self, x):
        self.x = x
        return np.maximum(x, 0)

    def back(self, g, lr):
        return g * (self.x > 0)


class Logistic:
    def go(self, x):
        self.y = 1 / (1 + np.exp(-x))
        return self.y

    def back(self, g, lr):
        return g * self.y * (1 - self.y)


X = np.random.randn(200, 4)
Y = (X[:, :1] * X[:, 1:2] + 0.5 * X[:, 2:3] > 0.4) * 1.0

net = [Dense(4, 16), Relu(), Dense(16, 8), Relu(), Dense(8, 1), Logistic()]
for turn in range(1500):
    out = X
    for layer in net:
        out = layer.go(out)
    g = 2 * (out - Y) / len(X)
    for layer in net[::-1]:
        g = layer.back(g, 0.5)
    if turn % 300 == 0:
        print(turn, np.mean((out - Y) ** 2))
print("right", np.mean((out > 0.5) == (Y > 0.5)))
