import numpy as np


class RNN:
    def __init__(self, Wx, Wh, b):
        self.params = [Wx, Wh, b]
        self.grads = [np.zeros_like(Wx), np.zeros_like(Wh), np.zeros_like(b)]

    def forward(self, x, h_prev):
        Wx, Wh, b = self.params
        h_next = np.tanh(h_prev @ Wh + x @ Wx + b)
        self.cache = (x, h_prev, h_next)
        return h_next

    def backward(self, dh_next):
        Wx, Wh, b = self.params
        x, h_prev, h_next = self.cache
        dt = dh_next * (1 - h_next ** 2)
        self.grads[2][...] = dt.sum(axis=0)
        self.grads[1][...] = h_prev.T @ dt
        self.grads[0][...] = x.T @ dt
        return dt @ Wx.T, dt @ Wh.T


class TimeRNN:
    def __init__(self, Wx, Wh, b):
        self.params = [Wx, Wh, b]
        self.grads = [np.zeros_like(Wx), np.zeros_like(Wh), np.zeros_like(b)]

    def forward(self, xs):
        Wx, Wh, b = self.params
        N, T, D = xs.shape
        self.layers = []
        h = np.zeros((N, Wh.shape[0]))
        for t in range(T):
            layer = RNN(*self.params)
            h = layer.forward(xs[:, t], h)
            self.layers.append(layer)
        return h

    def backward(self, dh):
        total = [0, 0, 0]
        for layer in reversed(self.layers):
            dx, dh = layer.backward(dh)
            for i, g in enumerate(layer.grads):
                total[i] += g
        for i, g in enumerate(total):
            self.grads[i][...] = g


class Head:
    def __init__(self, W, b):
        self.params = [W, b]
        self.grads = [np.zeros_like(W), np.zeros_like(b)]

    def forward(self, h, t):
        self.h = h
        self.diff = h @ self.params[0] + self.params[1] - t
        return np.mean(self.diff ** 2)

    def backward(self):
        d = 2 * self.diff / len(self.diff)
        self.grads[0][...] = self.h.T @ d
        self.grads[1][...] = d.sum(axis=0)
        return d @ self.params[0].T


if __name__ == "__main__":
    rng = np.random.default_rng(3)
    H = 16
    rnn = TimeRNN(rng.normal(0, 0.5, (2, H)), rng.normal(0, 0.25, (H, H)), np.zeros(H))
    head = Head(rng.normal(0, 0.25, (H, 1)), np.zeros(1))
    for it in range(2000):
        # sum of the marked numbers of a sequence
        xs = rng.uniform(-1, 1, (32, 6, 2))
        xs[:, :, 1] = rng.integers(0, 2, (32, 6))
        target = (xs[:, :, 0] * xs[:, :, 1]).sum(axis=1, keepdims=True)
        loss = head.forward(rnn.forward(xs), target)
        rnn.backward(head.backward())
        for p, g in zip(rnn.params + head.params, rnn.grads + head.grads):
            p -= 0.05 * g
        if it % 400 == 399:
            print("iteration", it + 1, "loss", loss)
