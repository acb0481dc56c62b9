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
        return np.dot(dt, Wx.T), np.dot(dt, Wh.T)


class TimeRNN:
    def __init__(self, Wx, Wh, b):
        self.params = [Wx, Wh, b]
        self.grads = [np.zeros_like(Wx), np.zeros_like(Wh), np.zeros_like(b)]

    def forward(self, xs):
        N, T, D = xs.shape
        H = self.params[0].shape[1]
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
        grads = [0, 0, 0]
        dh = 0
        for t in reversed(range(T)):
            layer = self.layers[t]
            dx, dh = layer.backward(dhs[:, t, :] + dh)
            for i, grad in enumerate(layer.grads):
                grads[i] += grad
        for i, grad in enumerate(grads):
            self.grads[i][...] = grad


class TimeAffine:
    def __init__(self, W, b):
        self.params = [W, b]
        self.grads = [np.zeros_like(W), np.zeros_like(b)]

    def forward(self, x):
        self.x = x
        W, b = self.params
        return np.dot(x.reshape(-1, x.shape[2]), W).reshape(x.shape[0], x.shape[1], -1) + b

    def backward(self, dout):
        W, b = self.params
        N, T, D = dout.shape
        flat = dout.reshape(N * T, D)
        self.grads[0][...] = np.dot(self.x.reshape(N * T, -1).T, flat)
        self.grads[1][...] = np.sum(flat, axis=0)
        return np.dot(flat, W.T).reshape(*self.x.shape)


class SineModel:
    """predicts the next value of a wave from the values so far"""

    def __init__(self, H, rng):
        self.rnn = TimeRNN(rng.randn(1, H) * 0.5, rng.randn(H, H) / np.sqrt(H), np.zeros(H))
        self.affine = TimeAffine(rng.randn(H, 1) / np.sqrt(H), np.zeros(1))
        self.params = self.rnn.params + self.affine.params
        self.grads = self.rnn.grads + self.affine.grads

    def forward(self, xs, ts):
        ys = self.affine.forward(self.rnn.forward(xs))
        self.diff = ys - ts
        return 0.5 * np.sum(self.diff ** 2) / self.diff.size

    def backward(self):
        self.rnn.backward(self.affine.backward(self.diff / self.diff.size))


def clip_grads(grads, max_norm):
    total = np.sqrt(sum(np.sum(g ** 2) for g in grads))
    rate = max_norm / (total + 1e-6)
    if rate < 1:
        for g in grads:
            g *= rate


if __name__ == "__main__":
    rng = np.random.RandomState(5)
    start, speed = rng.uniform(0, 2 * np.pi, (60, 1)), rng.uniform(0.3, 0.8, (60, 1))
    waves = np.sin(start + speed * np.arange(16))[:, :, None]
    xs, ts = waves[:, :-1], waves[:, 1:]
    model = SineModel(16, rng)
    for it in range(1501):
        loss = model.forward(xs, ts)
        model.backward()
        clip_grads(model.grads, 0.25)
        for p, g in zip(model.params, model.grads):
            p -= 0.3 * g
        if it % 300 == 0:
            print("iter", it, "loss", loss)
    print("final loss", loss)
