import numpy as np


class Embedding:
    def __init__(self, W):
        self.params, self.grads = [W], [np.zeros_like(W)]

    def forward(self, idx):
        self.idx = idx
        return self.params[0][idx]

    def backward(self, dout):
        dW, = self.grads
        dW[...] = 0
        np.add.at(dW, self.idx, dout)


class RNN:
    def __init__(self, Wx, Wh, b):
        self.params = [Wx, Wh, b]
        self.grads = [np.zeros_like(Wx), np.zeros_like(Wh), np.zeros_like(b)]

    def forward(self, xs):
        Wx, Wh, b = self.params
        N, T, D = xs.shape
        self.xs = xs
        self.hs = np.zeros((N, T + 1, len(b)))  # slot T stays 0: the state before the first step
        for t in range(T):
            self.hs[:, t] = np.tanh(self.hs[:, t - 1] @ Wh + xs[:, t] @ Wx + b)
        return self.hs[:, T - 1]

    def backward(self, dh_next):
        Wx, Wh, b = self.params
        for g in self.grads:
            g[...] = 0
        dxs = np.empty_like(self.xs)
        for t in reversed(range(self.xs.shape[1])):
            h_next = self.hs[:, t]
            dt = dh_next * (1 - h_next ** 2)
            self.grads[0][...] += self.xs[:, t].T @ dt
            self.grads[1][...] += self.hs[:, t - 1].T @ dt
            self.grads[2][...] += dt.sum(axis=0)
            dxs[:, t] = dt @ Wx.T
            dh_next = dt @ Wh.T
        return dxs


class Affine:
    def __init__(self, W, b):
        self.params, self.grads = [W, b], [np.zeros_like(W), np.zeros_like(b)]

    def forward(self, x):
        self.x = x
        return x @ self.params[0] + self.params[1]

    def backward(self, dout):
        self.grads[0][...] = self.x.T @ dout
        self.grads[1][...] = dout.sum(axis=0)
        return dout @ self.params[0].T


class SoftmaxWithLoss:
    params, grads = [], []

    def forward(self, s, t):
        e = np.exp(s - s.max(axis=1, keepdims=True))
        self.y, self.t = e / e.sum(axis=1, keepdims=True), t
        return -np.mean(np.log(self.y[np.arange(len(t)), t] + 1e-7))

    def backward(self):
        dx = self.y.copy()
        dx[np.arange(len(self.t)), self.t] -= 1
        return dx / len(self.t)


if __name__ == "__main__":
    rng = np.random.default_rng(5)
    V, D, H = 5, 6, 20
    layers = [Embedding(rng.normal(0, 0.5, (V, D))),
              RNN(rng.normal(0, 0.4, (D, H)), rng.normal(0, 0.2, (H, H)), np.zeros(H)),
              Affine(rng.normal(0, 0.2, (H, V)), np.zeros(V))]
    top = SoftmaxWithLoss()
    # the answer is the symbol three places before the end
    words = rng.integers(0, V, (400, 6))
    for it in range(1501):
        idx = words[rng.integers(0, 300, 50)]
        x = idx
        for layer in layers:
            x = layer.forward(x)
        loss = top.forward(x, idx[:, -3])
        d = top.backward()
        for layer in reversed(layers):
            d = layer.backward(d)
        for layer in layers:
            for p, g in zip(layer.params, layer.grads):
                p -= 0.3 * g
        if it % 300 == 0:
            print("iter", it, "loss", loss)
    x = words[300:]
    for layer in layers:
        x = layer.forward(x)
    print("held-out accuracy:", np.mean(x.argmax(axis=1) == words[300:, -3]))
