import numpy as np


class Regressor:
    """one hidden relu layer with dropout"""

    def __init__(self, n_in, n_hid, keep=0.7, seed=0):
        self.r = np.random.RandomState(seed)
        self.keep = keep
        self.A = self.r.randn(n_in, n_hid) * np.sqrt(2 / n_in)
        self.a = np.zeros(n_hid)
        self.B = self.r.randn(n_hid, 1) * np.sqrt(1 / n_hid)
        self.b = np.zeros(1)

    def forward(self, x, train):
        self.x = x
        self.h = np.maximum(0, x @ self.A + self.a)
        if train:
            self.mask = (self.r.rand(*self.h.shape) < self.keep) / self.keep
            self.d = self.h * self.mask
        else:
            self.d = self.h
        return self.d @ self.B + self.b

    def backward(self, out, y):
        e = 2 * (out - y) / len(y)
        self.dB = self.d.T @ e
        self.db = e.sum(axis=0)
        eh = e @ self.B.T * self.mask
        eh[self.h <= 0] = 0
        self.dA = self.x.T @ eh
        self.da = eh.sum(axis=0)

    def fit(self, x, y, lr=0.02, epochs=200, batch=32):
        for ep in range(epochs):
            order = self.r.permutation(len(x))
            for s in range(0, len(x), batch):
                pick = order[s:s + batch]
                self.backward(self.forward(x[pick], True), y[pick])
                self.A -= lr * self.dA
                self.a -= lr * self.da
                self.B -= lr * self.dB
                self.b -= lr * self.db
            if ep % 40 == 39:
                print('epoch', ep + 1, 'training-mode mse', np.mean((self.forward(x, True) - y) ** 2))

    def predict(self, x):
        return self.forward(x, False)


if __name__ == '__main__':
    rng = np.random.RandomState(12)
    x = rng.uniform(-1, 1, (600, 4))
    y = (6 + 3 * x[:, :1] - 2 * x[:, 1:2] + 2 * x[:, 2:3] * x[:, 3:]) + rng.normal(0, 0.1, (600, 1))
    model = Regressor(4, 60)
    model.fit(x[:500], y[:500])
    print('test rmse', np.sqrt(np.mean((model.predict(x[500:]) - y[500:]) ** 2)))
