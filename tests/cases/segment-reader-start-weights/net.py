import numpy as np


class Reader:
    """Reads segment displays. Outputs are trained with cross-entropy."""

    def __init__(self, n_in, n_hidden, n_out, rate):
        self.hidden_weights = np.random.random((n_hidden, n_in))
        self.hidden_bias = np.random.random((n_hidden, 1))
        self.out_weights = np.random.random((n_out, n_hidden))
        self.out_bias = np.random.random((n_out, 1))
        self.rate = rate

    def sigmoid(self, v):
        return 1 / (1 + np.exp(-v))

    def sigmoid_prime(self, v):
        s = self.sigmoid(v)
        return s * (1 - s)

    def read(self, x):
        self.x = x
        self.hv = self.hidden_weights @ x + self.hidden_bias
        self.ha = self.sigmoid(self.hv)
        self.ov = self.out_weights @ self.ha + self.out_bias
        self.oa = self.sigmoid(self.ov)
        return self.oa

    def cross_entropy(self, t):
        return -np.sum(t * np.log(self.oa + 1e-9) + (1 - t) * np.log(1 - self.oa + 1e-9)) / t.shape[1]

    def correct(self, t):
        n = t.shape[1]
        delta = (self.oa - t) * self.sigmoid_prime(self.ov)
        hidden_delta = self.out_weights.T @ delta * self.sigmoid_prime(self.hv)
        self.out_weights -= self.rate * delta @ self.ha.T / n
        self.out_bias -= self.rate * delta.mean(axis=1, keepdims=True)
        self.hidden_weights -= self.rate * hidden_delta @ self.x.T / n
        self.hidden_bias -= self.rate * hidden_delta.mean(axis=1, keepdims=True)


np.random.seed(23)
faces = np.random.randint(0, 2, (8, 80))
shown = np.random.randint(0, 8, 400)
x = (faces[shown] * 0.9 + np.random.rand(400, 80) * 0.3).T
t = np.eye(8)[shown].T

reader = Reader(80, 30, 8, rate=0.8)
for i in range(600):
    part = np.random.choice(400, 50, replace=False)
    reader.read(x[:, part])
    reader.correct(t[:, part])
    if i % 100 == 0:
        print(i, reader.cross_entropy(t[:, part]))

reader.read(x)
print("read correctly:", np.mean(reader.oa.argmax(axis=0) == shown))
print("cross-entropy at the end:", reader.cross_entropy(t))
