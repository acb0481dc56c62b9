import numpy as np


class Affine:
    def __init__(self, n_in, n_out):
        self.W = np.random.randn(n_in, n_out) * np.sqrt(1 / n_in)
        self.b = np.zeros(n_out)

    def forward(self, x):
        self.x = x
        return np.dot(x, self.W) + self.b

    def backward(self, grad):
        self.dW = np.dot(self.x.T, grad)
        self.db = np.sum(grad, axis=0)
        return np.dot(grad, self.W.T)

    def step(self, lr):
        self.W -= lr * self.dW
        self.b -= lr * self.db


class Sigmoid:
    def forward(self, x):
        self.y = 1 / (1 + np.exp(-x))
        return self.y

    def backward(self, grad):
        return self.y * (1 - self.y) * grad

    def step(self, lr):
        pass


class BinaryCost:
    def forward(self, logits, y):
        self.p = 1 / (1 + np.exp(-logits))
        self.y = y
        return -np.mean(y * np.log(self.p + 1e-12) + (1 - y) * np.log(1 - self.p + 1e-12))

    def backward(self):
        return (self.p - self.y) / len(self.y)


class Model:
    def __init__(self, *layers):
        self.layers = layers
        self.cost = BinaryCost()

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def train_step(self, x, y, lr):
        value = self.cost.forward(self.forward(x), y)
        grad = self.cost.backward()
        for layer in reversed(self.layers):
            grad = layer.backward(grad)
        for layer in self.layers:
            layer.step(lr)
        return value


def rings(n):
    radius = np.where(np.arange(n) % 2 == 0, 0.7, 1.8) + 0.15 * np.random.randn(n)
    angle = np.random.uniform(0, 2 * np.pi, n)
    x = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
    return x, (np.arange(n) % 2).reshape(-1, 1)


if __name__ == "__main__":
    np.random.seed(20)
    x, y = rings(300)
    model = Model(Affine(2, 12), Sigmoid(), Affine(12, 6), Sigmoid(), Affine(6, 1))
    for epoch in range(1500):
        value = model.train_step(x, y, 1.5)
        if epoch % 300 == 0:
            print("epoch", epoch, "cost", value)
    print("accuracy", np.mean((model.forward(x) > 0) == y))
