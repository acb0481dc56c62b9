import numpy as np


class Cell:
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


class TimeCell:
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
            layer = Cell(*self.params)
            h = layer.forward(xs[:, t, :], h)
            hs[:, t, :] = h
            self.layers.append(layer)
        return hs

    def backward(self, dhs):
        N, T, H = dhs.shape
        dxs = np.empty((N, T, self.params[0].shape[0]))
        dh = 0
        grads = [0, 0, 0]
        for t in reversed(range(T)):
            layer = self.layers[t]
            dx, dh = layer.backward(dhs[:, t, :] + dh)
            dxs[:, t, :] = dx
            for i, grad in enumerate(layer.grads):
                grads[i] += grad
        for i, grad in enumerate(grads):
            self.grads[i][...] = grad
        return dxs


class TimeLine:
    def __init__(self, W, b):
        self.params = [W, b]
        self.grads = [np.zeros_like(W), np.zeros_like(b)]

    def forward(self, hs):
        self.hs = hs
        return np.dot(hs, self.params[0]) + self.params[1]

    def backward(self, dys):
        rows = self.hs.reshape(-1, self.hs.shape[2])
        self.grads[0][...] = np.dot(rows.T, dys.reshape(-1, dys.shape[2]))
        self.grads[1][...] = dys.sum(axis=(0, 1))
        return np.dot(dys, self.params[0].T)


if __name__ == '__main__':
    rng = np.random.RandomState(0)
    N, T, H = 40, 12, 16
    xs = rng.uniform(-1, 1, (N, T, 1))
    ts = np.zeros((N, T, 1))
    ts[:, 2:] = 0.6 * xs[:, 2:] - 0.8 * xs[:, :-2]       # an echo after two steps
    rnn = TimeCell(rng.randn(1, H) * 0.5, rng.randn(H, H) / np.sqrt(H), np.zeros(H))
    top = TimeLine(rng.randn(H, 1) / np.sqrt(H), np.zeros(1))
    for epoch in range(2000):
        ys = top.forward(rnn.forward(xs))
        loss = np.sum((ys - ts) ** 2) / (2 * N)
        rnn.backward(top.backward((ys - ts) / N))
        for layer in (rnn, top):
            for param, grad in zip(layer.params, layer.grads):
                param -= 0.05 * grad
        if epoch % 400 == 399:
            print('| epoch %d | loss %.5f' % (epoch + 1, loss))
