import numpy as np


class RNN:
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
    def __init__(self, D, H, rng):
        self.params = [rng.randn(D, H) / np.sqrt(D), rng.randn(H, H) / np.sqrt(H), np.zeros(H)]
        self.grads = [np.zeros_like(p) for p in self.params]

    def forward(self, xs):
        N, T, D = xs.shape
        h = np.zeros((N, len(self.params[2])))
        self.layers, hs = [], []
        for t in range(T):
            layer = RNN(*self.params)
            h = layer.forward(xs[:, t, :], h)
            hs.append(h)
            self.layers.append(layer)
        return np.stack(hs, axis=1)

    def backward(self, dhs):
        dh = 0
        grads = [0, 0, 0]
        for t in reversed(range(dhs.shape[1])):
            _, dh = self.layers[t].backward(dhs[:, t, :] + dh)
            for i, g in enumerate(self.layers[t].grads):
                grads[i] = grads[i] + g
        for i, g in enumerate(grads):
            self.grads[i][...] = g


class TimeAffine:
    def __init__(self, H, D, rng):
        self.params = [0.1 * rng.randn(H, D), np.zeros(D)]
        self.grads = [np.zeros_like(p) for p in self.params]

    def forward(self, hs):
        self.hs = hs
        return hs.dot(self.params[0]) + self.params[1]

    def backward(self, dout):
        N, T, D = dout.shape
        flat = dout.reshape(N * T, D)
        self.grads[0][...] = self.hs.reshape(N * T, -1).T.dot(flat)
        self.grads[1][...] = flat.sum(axis=0)
        return dout.dot(self.params[0].T)


class SGD:
    def __init__(self, lr, limit):
        self.lr, self.limit = lr, limit

    def update(self, params, grads):
        norm = np.sqrt(sum(np.sum(g ** 2) for g in grads))
        rate = min(1.0, self.limit / (norm + 1e-6))
        for p, g in zip(params, grads):
            p -= self.lr * rate * g


def waves(N, T, rng):
    phase = rng.uniform(0, 2 * np.pi, (N, 1, 1))
    pace = rng.uniform(0.3, 0.9, (N, 1, 1))
    t = np.arange(T + 1).reshape(1, -1, 1)
    wave = np.sin(phase + pace * t)
    return wave[:, :-1], wave[:, 1:]


if __name__ == "__main__":
    rng = np.random.RandomState(0)
    rnn, affine = TimeRNN(1, 24, rng), TimeAffine(24, 1, rng)
    sgd = SGD(lr=0.1, limit=1.0)
    for it in range(1501):
        xs, ts = waves(32, 15, rng)
        ys = affine.forward(rnn.forward(xs))
        loss = np.mean((ys - ts) ** 2)
        rnn.backward(affine.backward(2 * (ys - ts) / ys.size))
        sgd.update(rnn.params + affine.params, rnn.grads + affine.grads)
        if it % 300 == 0:
            print("iter", it, "loss", loss)
