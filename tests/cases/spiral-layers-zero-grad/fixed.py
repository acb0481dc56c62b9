import numpy as np


class Linear:
    def __init__(self, nin, nout):
        self.W = np.random.randn(nin, nout) * np.sqrt(2.0 / nin)
        self.b = np.zeros((1, nout))
        self.dW = np.zeros_like(self.W)
        self.db = np.zeros_like(self.b)

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, grad):
        self.dW += self.x.T @ grad
        self.db += grad.sum(axis=0, keepdims=True)
        return grad @ self.W.T

    def step(self, lr):
        self.W -= lr * self.dW
        self.b -= lr * self.db
        self.dW[:] = 0
        self.db[:] = 0


class ReLU:
    def forward(self, x):
        self.x = x
        return np.maximum(x, 0)

    def backward(self, grad):
        grad = grad.copy()
        grad[self.x <= 0] = 0
        return grad

    def step(self, lr):
        pass


class CrossEntropy:
    def forward(self, logits, y):
        e = np.exp(logits - logits.max(axis=1, keepdims=True))
        self.p = e / e.sum(axis=1, keepdims=True)
        self.y = y
        return -np.log(self.p[range(len(y)), y] + 1e-12).mean()

    def backward(self):
        g = self.p.copy()
        g[range(len(self.y)), self.y] -= 1
        return g / len(self.y)


class Model:
    def __init__(self, *layers):
        self.layers = layers

    def __call__(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, grad):
        for layer in self.layers[::-1]:
            grad = layer.backward(grad)

    def step(self, lr):
        for layer in self.layers:
            layer.step(lr)


def spirals(n, arms=2):
    y = np.arange(n) % arms
    r = np.random.uniform(0.1, 1, n)
    t = r * 5 + y * 2 * np.pi / arms + np.random.randn(n) * 0.1
    return np.c_[r * np.cos(t), r * np.sin(t)] * 2, y


if __name__ == "__main__":
    np.random.seed(10)
    X, y = spirals(400)
    model, criterion = Model(Linear(2, 32), ReLU(), Linear(32, 16), ReLU(), Linear(16, 2)), CrossEntropy()
    for epoch in range(150):
        perm = np.random.permutation(len(X))
        running = 0
        for i in range(0, len(X), 40):
            batch = perm[i:i + 40]
            running += criterion.forward(model(X[batch]), y[batch])
            model.backward(criterion.backward())
            model.step(0.1)
        if epoch % 25 == 0:
            print(f"epoch {epoch} loss {running / 10:.4f}")
    print("accuracy", np.mean(model(X).argmax(axis=1) == y))
