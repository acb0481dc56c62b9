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


class Unrolled:
    def __init__(self, Wx, Wh, b):
        self.params = [Wx, Wh, b]
        self.grads = [np.zeros_like(p) for p in self.params]

    def forward(self, xs):
        N, T, D = xs.shape
        h = np.zeros((N, self.params[1].shape[0]))
        hs = np.empty((N, T, h.shape[1]))
        self.cells = []
        for t in range(T):
            cell = Cell(*self.params)
            h = cell.forward(xs[:, t, :], h)
            hs[:, t, :] = h
            self.cells.append(cell)
        return hs

    def backward(self, dhs):
        N, T, H = dhs.shape
        dxs = np.empty((N, T, self.params[0].shape[0]))
        dh = 0
        total = [0, 0, 0]
        for t in reversed(range(T)):
            dx, dh = self.cells[t].backward(dhs[:, t, :] + dh)
            dxs[:, t, :] = dx
            for i, g in enumerate(self.cells[t].grads):
                total[i] += g
        for i, g in enumerate(total):
            self.grads[i][...] = g
        return dxs


class Readout:
    def __init__(self, W, b):
        self.params = [W, b]
        self.grads = [np.zeros_like(W), np.zeros_like(b)]

    def forward(self, hs):
        self.hs = hs
        return np.dot(hs, self.params[0]) + self.params[1]

    def backward(self, dys):
        N, T, K = dys.shape
        flat, dflat = self.hs.reshape(N * T, -1), dys.reshape(N * T, K)
        self.grads[0][...] = np.dot(flat.T, dflat)
        self.grads[1][...] = np.sum(dflat, axis=0)
        return np.dot(dflat, self.params[0].T).reshape(self.hs.shape)


def running_level(N, T):
    xs = np.random.randn(N, T, 1)
    ys = np.zeros((N, T, 1))
    level = np.zeros((N, 1))
    for t in range(T):
        level = 0.7 * level + 0.5 * np.tanh(xs[:, t])
        ys[:, t] = level
    return xs, ys


np.random.seed(4)
H = 16
rnn = Unrolled(np.random.randn(1, H) * 0.5, np.random.randn(H, H) / np.sqrt(H) * 0.7, np.zeros(H))
out = Readout(np.random.randn(H, 1) / np.sqrt(H), np.zeros(1))
lr = 0.1
for it in range(601):
    xs, ys = running_level(32, 10)
    guess = out.forward(rnn.forward(xs))
    loss = np.mean((guess - ys) ** 2)
    rnn.backward(out.backward(2 * (guess - ys) / guess.size))
    for layer in (rnn, out):
        for p, g in zip(layer.params, layer.grads):
            p -= lr * g
    if it % 100 == 0:
        print("iteration", it, "loss", loss)
print("last loss", loss)
