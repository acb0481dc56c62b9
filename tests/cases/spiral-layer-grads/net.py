import numpy as np


class Dense:
    def __init__(self, fan_in, fan_out):
        self.w = np.random.randn(fan_in, fan_out) * np.sqrt(2.0 / fan_in)
        self.b = np.zeros(fan_out)
        self.gw = np.zeros_like(self.w)
        self.gb = np.zeros_like(self.b)

    def forward(self, x):
        self.x = x
        return x @ self.w + self.b

    def backward(self, g):
        self.gw += self.x.T @ g
        self.gb += g.sum(axis=0)
        return g @ self.w.T

    def zero(self):
        self.gw[:] = 0
        self.gb[:] = 0


class ReLU:
    def forward(self, x):
        self.on = x > 0
        return x * self.on

    def backward(self, g):
        return g * self.on

    def zero(self):
        pass


class Model:
    def __init__(self, *layers):
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, g):
        for layer in reversed(self.layers):
            g = layer.backward(g)

    def step(self, lr):
        for layer in self.layers:
            if isinstance(layer, Dense):
                layer.w -= lr * layer.gw
                layer.b -= lr * layer.gb


def softmax_ce(scores, y):
    s = scores - scores.max(axis=1, keepdims=True)
    p = np.exp(s) / np.exp(s).sum(axis=1, keepdims=True)
    rows = np.arange(len(y))
    loss = -np.log(p[rows, y]).mean()
    p[rows, y] -= 1
    return loss, p / len(y)


def arms(n, k):
    r = np.tile(np.linspace(0.1, 1, n), k)
    y = np.repeat(np.arange(k), n)
    a = r * 4 + y * 2 * np.pi / k + np.random.randn(n * k) * 0.15
    return 2 * np.c_[r * np.sin(a), r * np.cos(a)], y


if __name__ == "__main__":
    np.random.seed(4)
    X, y = arms(80, 3)
    model = Model(Dense(2, 40), ReLU(), Dense(40, 40), ReLU(), Dense(40, 3))
    for epoch in range(1, 121):
        order = np.random.permutation(len(X))
        for part in np.array_split(order, 8):
            loss, g = softmax_ce(model.forward(X[part]), y[part])
            model.backward(g)
            model.step(0.1)
        if epoch % 20 == 0:
            full, _ = softmax_ce(model.forward(X), y)
            acc = (model.forward(X).argmax(axis=1) == y).mean()
            print(f"epoch {epoch} loss {full:.4f} acc {acc:.3f}")
