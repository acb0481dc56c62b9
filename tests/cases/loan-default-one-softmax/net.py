import numpy as np


def relu(x, derivative=False):
    return (x > 0) * 1.0 if derivative else x * (x > 0)


def softmax(x):
    shifted = x - np.amax(x, axis=1, keepdims=True)
    ex = np.exp(shifted)
    return ex / np.sum(ex, axis=1, keepdims=True)


class Loans:
    n_outputs = 1

    def __init__(self, rng):
        self.w = rng.normal(0, 0.5, (3, 8))
        self.wb = np.zeros((1, 8))
        self.u = rng.normal(0, 0.5, (8, self.n_outputs))
        self.ub = np.zeros((1, self.n_outputs))

    def forward(self, x):
        self.x = x
        self.s = x @ self.w + self.wb
        self.h = relu(self.s)
        self.out = softmax(self.h @ self.u + self.ub)
        return self.out

    def backward(self, t, lr):
        d = (self.out - t) / len(t)     # cross-entropy
        dh = d @ self.u.T * relu(self.s, derivative=True)
        self.u -= lr * self.h.T @ d
        self.ub -= lr * np.sum(d, axis=0, keepdims=True)
        self.w -= lr * self.x.T @ dh
        self.wb -= lr * np.sum(dh, axis=0, keepdims=True)


rng = np.random.default_rng(3)
income, debt, age = rng.normal(0, 1, (3, 500))
default = (debt - income + 0.4 * age ** 2 > 0.5).astype(int)
x = np.column_stack([income, debt, age])
t = default.reshape(-1, 1)
model = Loans(rng)
for epoch in range(1500):
    model.forward(x)
    model.backward(t, 0.2)
    if epoch % 300 == 0:
        print('epoch', epoch, 'mean squared error', np.mean((model.out - t) ** 2))
print('error at the end', np.mean((model.forward(x) - t) ** 2))
print('default predicted for', np.mean(model.out > 0.5), 'of the customers, true share', default.mean())
