import numpy as np

n, inputs, hidden, outputs = 5, 10, 3, 2
np.random.seed(0)


class Conv:
    def __init__(self, kernels, width):
        self.w = np.random.randn(kernels, width) * 0.5
        self.b = np.random.randn(kernels) * 0.1

    def forward(self, x):
        self.x = x
        places = len(x) - self.w.shape[1] + 1
        out = np.zeros((len(self.w), places))
        for k in range(len(self.w)):
            for i in range(places):
                out[k, i] = np.sum(self.w[k] * x[i:i + self.w.shape[1]]) + self.b[k]
        return out

    def backward(self, grad):
        self.dw, self.db = np.zeros_like(self.w), np.zeros_like(self.b)
        for k in range(grad.shape[0]):
            for i in range(grad.shape[1]):
                self.dw[k] += grad[k, i] * self.x[i:i + self.w.shape[1]]
                self.db[k] += grad[k, i]


class Pool:
    def forward(self, x):
        self.pairs = x.reshape(x.shape[0], -1, 2)
        return self.pairs.max(axis=2)

    def backward(self, grad):
        hit = self.pairs == self.pairs.max(axis=2, keepdims=True)
        return (hit * grad[:, :, None]).reshape(grad.shape[0], -1)


class Dense:
    def __init__(self, a, b):
        self.w = np.random.randn(a, b) * 0.3
        self.b = np.random.randn(b) * 0.1

    def forward(self, x):
        self.x = x.ravel()
        return self.x @ self.w + self.b

    def backward(self, grad):
        self.dw = np.outer(self.x, grad)
        self.db = grad
        return self.w @ grad


signals = np.random.randn(n, inputs + 2 - inputs % 2)
targets = np.random.randn(n, outputs)
conv, pool = Conv(hidden, 3), Pool()
dense = Dense(hidden * (signals.shape[1] - 2) // 2, outputs)
for epoch in range(8):
    for x, y in zip(signals, targets):
        maps = np.tanh(conv.forward(x))
        out = dense.forward(pool.forward(maps))
        loss = np.sum((out - y) ** 2) / 2
        grad = pool.backward(dense.backward(out - y).reshape(hidden, -1))
        grad = grad * (1 - maps ** 2)
        conv.backward(grad)
        for layer in (conv, dense):
            layer.w -= 0.02 * layer.dw
            layer.b -= 0.02 * layer.db
