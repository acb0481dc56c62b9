import numpy as np


class RNN:
    def __init__(self, Wx, Wh, b):
        self.params = [Wx, Wh, b]
        self.grads = [np.zeros_like(Wx), np.zeros_like(Wh), np.zeros_like(b)]

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
        return np.dot(dt, Wh.T)


class TimeRNN:
    def __init__(self, Wx, Wh, b):
        self.params = [Wx, Wh, b]
        self.grads = [np.zeros_like(Wx), np.zeros_like(Wh), np.zeros_like(b)]

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
        T = dhs.shape[1]
        grads = [0, 0, 0]
        dh = 0
        for t in reversed(range(T)):
            layer = self.layers[t]
            dh = layer.backward(dhs[:, t, :] + dh)
            for i, grad in enumerate(layer.grads):
                grads[i] += grad
        for i, grad in enumerate(grads):
            self.grads[i][...] = grad


class TimeAffine:
    def __init__(self, W, b):
        self.params = [W, b]
        self.grads = [np.zeros_like(W), np.zeros_like(b)]

    def forward(self, xs):
        self.xs = xs
        return np.dot(xs, self.params[0]) + self.params[1]

    def backward(self, dout):
        rows = self.xs.reshape(-1, self.xs.shape[2])
        rdout = dout.reshape(len(rows), -1)
        self.grads[0][...] = np.dot(rows.T, rdout)
        self.grads[1][...] = np.sum(rdout, axis=0)
        return np.dot(dout, self.params[0].T)


def running_mean_task(n, T, rng):
    xs = rng.uniform(-1, 1, (n, T, 1))
    ts = np.zeros_like(xs)
    for t in range(T):
        ts[:, t] = xs[:, max(0, t - 2):t + 1].sum(axis=1) / 3
    return xs, ts


if __name__ == '__main__':
    rng = np.random.RandomState(1)
    rnn = TimeRNN(rng.randn(1, 12) * 0.5, rng.randn(12, 12) * 0.25, np.zeros(12))
    affine = TimeAffine(rng.randn(12, 1) * 0.3, np.zeros(1))
    lr = 0.3
    for i in range(1501):
        xs, ts = running_mean_task(32, 10, rng)
        ys = affine.forward(rnn.forward(xs))
        loss = np.mean((ys - ts) ** 2) / 2
        rnn.backward(affine.backward((ys - ts) / ys.size))
        for layer in (rnn, affine):
            for param, grad in zip(layer.params, layer.grads):
                param -= lr * grad
        if i % 300 == 0:
            print('iter', i, 'loss', loss)
