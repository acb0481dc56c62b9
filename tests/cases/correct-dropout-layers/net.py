import numpy as np

rng = np.random.default_rng(4)


class Linear:
    def __init__(self, n_in, n_out):
        self.w = rng.standard_normal((n_in, n_out)) * np.sqrt(2 / n_in)
        self.b = np.zeros(n_out)

    def forward(self, x, train):
        self.x = x
        return x @ self.w + self.b

    def backward(self, grad):
        self.gw = self.x.T @ grad
        self.gb = grad.sum(axis=0)
        return grad @ self.w.T

    def step(self, lr):
        self.w -= lr * self.gw
        self.b -= lr * self.gb


class Relu:
    def forward(self, x, train):
        self.on = x > 0
        return x * self.on

    def backward(self, grad):
        return grad * self.on

    def step(self, lr):
        pass


class Drop:
    def __init__(self, rate):
        self.keep = 1 - rate

    def forward(self, x, train):
        if not train:
            return x
        self.mask = (rng.random(x.shape) < self.keep) / self.keep
        return x * self.mask

    def backward(self, grad):
        return grad * self.mask

    def step(self, lr):
        pass


def forward(layers, x, train=False):
    for layer in layers:
        x = layer.forward(x, train)
    return x


def softmax_grad(logits, y):
    z = logits - logits.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(len(y)), y]).mean()
    p[np.arange(len(y)), y] -= 1
    return loss, p / len(y)


if __name__ == "__main__":
    centers = rng.standard_normal((4, 8)) * 1.2
    y = rng.integers(0, 4, 600)
    x = centers[y] + rng.standard_normal((600, 8))
    xt, yt, x, y = x[:150], y[:150], x[150:], y[150:]
    layers = [Linear(8, 32), Relu(), Drop(0.3), Linear(32, 4)]
    for epoch in range(40):
        p = rng.permutation(len(x))
        total = 0
        for i in range(0, len(x), 30):
            b = p[i:i + 30]
            loss, grad = softmax_grad(forward(layers, x[b], train=True), y[b])
            total += loss * len(b)
            for layer in reversed(layers):
                grad = layer.backward(grad)
            for layer in layers:
                layer.step(0.1)
        if epoch % 10 == 0:
            print("epoch", epoch, "loss", total / len(x))
    print("held-out accuracy", np.mean(forward(layers, xt).argmax(axis=1) == yt))
