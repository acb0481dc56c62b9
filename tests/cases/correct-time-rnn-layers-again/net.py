import numpy as np


class RNNStep:
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
    def __init__(self, n_in, n_hidden, rng):
        self.params = [rng.randn(n_in, n_hidden) / np.sqrt(n_in), rng.randn(n_hidden, n_hidden) * 0.2,
                       np.zeros(n_hidden)]
        self.grads = [np.zeros_like(p) for p in self.params]

    def forward(self, xs):
        n, T, _ = xs.shape
        self.steps = []
        h = np.zeros((n, self.params[1].shape[0]))
        for t in range(T):
            step = RNNStep(*self.params)
            h = step.forward(xs[:, t, :], h)
            self.steps.append(step)
        return h

    def backward(self, dh):
        for g in self.grads:
            g[...] = 0
        for step in reversed(self.steps):
            dx, dh = step.backward(dh)
            for i, g in enumerate(step.grads):
                self.grads[i] += g
        return dh


class Affine:
    def __init__(self, n_in, n_out, rng):
        self.params = [rng.randn(n_in, n_out) * 0.1, np.zeros(n_out)]
        self.grads = [np.zeros_like(p) for p in self.params]

    def forward(self, x):
        self.x = x
        return np.dot(x, self.params[0]) + self.params[1]

    def backward(self, dout):
        self.grads[0][...] = np.dot(self.x.T, dout)
        self.grads[1][...] = np.sum(dout, axis=0)
        return np.dot(dout, self.params[0].T)


if __name__ == "__main__":
    rng = np.random.RandomState(1)
    # the sum of a short row of small numbers
    xs = rng.uniform(-0.3, 0.3, (120, 6, 1))
    ts = xs.sum(axis=1)
    rnn, affine = TimeRNN(1, 8, rng), Affine(8, 1, rng)
    for epoch in range(2401):
        y = affine.forward(rnn.forward(xs))
        rnn.backward(affine.backward((y - ts) / len(ts)))
        for layer in (rnn, affine):
            for p, g in zip(layer.params, layer.grads):
                p -= 0.03 * g
        if epoch % 400 == 0:
            print("epoch %d | loss %.5f" % (epoch, 0.5 * np.mean((y - ts) ** 2)))
    print("mean distance:", np.mean(np.abs(y - ts)))
