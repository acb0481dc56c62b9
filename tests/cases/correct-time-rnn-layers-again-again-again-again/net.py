import numpy as np


class RNN:
    """one step; rows are sequences"""

    def __init__(self, Wx, Wh, b):
        self.params = [Wx, Wh, b]
        self.grads = [np.zeros_like(Wx), np.zeros_like(Wh), np.zeros_like(b)]
        self.cache = None

    def forward(self, x, h_prev):
        Wx, Wh, b = self.params
        h_next = np.tanh(np.dot(h_prev, Wh) + np.dot(x, Wx) + b)
        self.cache = (x, h_prev, h_next)
        return h_next

    def backward(self, dh_next):
        Wx, Wh, b = self.params
        x, h_prev, h_next = self.cache
        dt = dh_next * (1 - h_next ** 2)
        self.grads[0][...] = np.dot(x.T, dt)
        self.grads[1][...] = np.dot(h_prev.T, dt)
        self.grads[2][...] = np.sum(dt, axis=0)
        return np.dot(dt, Wx.T), np.dot(dt, Wh.T)


class TimeRNN:
    def __init__(self, Wx, Wh, b):
        self.params = [Wx, Wh, b]
        self.grads = [np.zeros_like(p) for p in self.params]

    def forward(self, xs):
        N, T, D = xs.shape
        H = self.params[1].shape[0]
        self.layers = []
        hs = np.empty((N, T, H))
        h = np.zeros((N, H))
        for t in range(T):
            layer = RNN(*self.params)
            h = layer.forward(xs[:, t, :], h)
            hs[:, t, :] = h
            self.layers.append(layer)
        return hs

    def backward(self, dhs):
        N, T, H = dhs.shape
        dh = 0
        sums = [0, 0, 0]
        for t in reversed(range(T)):
            layer = self.layers[t]
            dx, dh = layer.backward(dhs[:, t, :] + dh)
            for i, grad in enumerate(layer.grads):
                sums[i] += grad
        for i, s in enumerate(sums):
            self.grads[i][...] = s


class Model:
    def __init__(self, D, H):
        rn = np.random.randn
        self.rnn = TimeRNN(rn(D, H) / np.sqrt(D), rn(H, H) / np.sqrt(H), np.zeros(H))
        self.W, self.b = rn(H, 1) / np.sqrt(H), np.zeros(1)
        self.params = self.rnn.params + [self.W, self.b]

    def forward(self, xs, ts):
        self.hs = self.rnn.forward(xs)
        self.diff = self.hs @ self.W + self.b - ts
        return np.mean(self.diff ** 2)

    def backward(self):
        d = 2 * self.diff / self.diff.size
        self.rnn.backward(d @ self.W.T)
        flat = d.reshape(-1, 1)
        return self.rnn.grads + [self.hs.reshape(len(flat), -1).T @ flat, flat.sum(axis=0)]


if __name__ == "__main__":
    np.random.seed(0)
    # xs: a noisy wave, ts: its next value
    N, T = 60, 12
    start = np.random.rand(N, 1) * 6
    wave = np.sin(start + 0.6 * np.arange(T + 1))[:, :, None]
    xs, ts = wave[:, :-1] + 0.02 * np.random.randn(N, T, 1), wave[:, 1:]
    model = Model(1, 16)
    for epoch in range(400):
        for k in range(0, N, 20):
            loss = model.forward(xs[k:k + 20], ts[k:k + 20])
            for p, g in zip(model.params, model.backward()):
                p -= 0.1 * g
        if epoch % 80 == 79:
            print("| epoch %d | loss %.5f" % (epoch + 1, loss))
    print("mean squared error", model.forward(xs, ts))
