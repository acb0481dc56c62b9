import numpy as np


def conv_forward(x, w, b):
    N, H, W = x.shape
    F, HH, WW = w.shape
    out = np.zeros((N, F, H - HH + 1, W - WW + 1))
    for i in range(out.shape[2]):
        for j in range(out.shape[3]):
            window = x[:, i:i + HH, j:j + WW]
            out[:, :, i, j] = np.tensordot(window, w, axes=([1, 2], [1, 2])) + b
    return out, (x, w, b)


def conv_backward(dout, cache):
    x, w, b = cache
    F, HH, WW = w.shape
    dw = np.zeros_like(w)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            dw += np.tensordot(dout[:, :, i, j], x[:, i:i + HH, j:j + WW], axes=(0, 0))
    db = dout.sum(axis=(0, 2, 3))
    return dw, db


def max_pool_forward(x, pool):
    k, stride = pool["size"], pool["stride"]
    N, C, H, W = x.shape
    out = np.zeros((N, C, (H - k) // stride + 1, (W - k) // stride + 1))
    for i in range(out.shape[2]):
        for j in range(out.shape[3]):
            out[:, :, i, j] = x[:, :, i * stride:i * stride + k, j * stride:j * stride + k].max(axis=(2, 3))
    return out, (x, pool)


def max_pool_backward(dout, cache):
    x, pool = cache
    k, stride = pool["size"], pool["stride"]
    N, C, OH, OW = dout.shape
    dx = np.zeros_like(x)
    for n in range(N):
        for c in range(C):
            for i in range(OH):
                for j in range(OW):
                    window = x[n, c, i * stride:i * stride + k, j * stride:j * stride + k]
                    row, col = np.unravel_index(window.argmax(), window.shape)
                    dx[n, c, i * stride + row, j * stride + col] += dout[n, c, i, j]
    return dx


def softmax_loss(scores, y):
    shifted = scores - scores.max(axis=1, keepdims=True)
    probs = np.exp(shifted)
    probs /= probs.sum(axis=1, keepdims=True)
    N = scores.shape[0]
    loss = -np.mean(np.log(probs[np.arange(N), y]))
    dscores = probs.copy()
    dscores[np.arange(N), y] -= 1
    return loss, dscores / N


class TinyConvNet:
    def __init__(self, filters, classes, pool, rng):
        self.pool = pool
        self.params = {"w": rng.normal(0, 0.3, (filters, 3, 3)), "b": np.zeros(filters),
                       "v": rng.normal(0, 0.1, (filters * 16, classes)), "c": np.zeros(classes)}

    def scores(self, x):
        p = self.params
        a, self.conv_cache = conv_forward(x, p["w"], p["b"])
        m, self.pool_cache = max_pool_forward(a, self.pool)
        self.flat, self.shape = m.reshape(len(x), -1), m.shape
        return self.flat @ p["v"] + p["c"]

    def loss(self, x, y):
        loss, d = softmax_loss(self.scores(x), y)
        grads = {"v": self.flat.T @ d, "c": d.sum(axis=0)}
        dm = (d @ self.params["v"].T).reshape(self.shape)
        da = max_pool_backward(dm, self.pool_cache)
        grads["w"], grads["b"] = conv_backward(da, self.conv_cache)
        return loss, grads


def draw(n, rng):
    x = rng.normal(0, 0.3, (n, 8, 8))
    y = rng.integers(0, 3, n)
    for k in range(n):
        r, c = rng.integers(1, 5, 2)
        if y[k] == 0:
            x[k, r, c:c + 3] += 1.5
        elif y[k] == 1:
            x[k, r:r + 3, c] += 1.5
        else:
            x[k, r + np.arange(3), c + np.arange(3)] += 1.5
    return x, y


if __name__ == "__main__":
    rng = np.random.default_rng(1)
    x, y = draw(160, rng)
    xt, yt = draw(200, rng)
    net = TinyConvNet(4, 3, {"size": 3, "stride": 1}, rng)
    for step in range(201):
        batch = rng.choice(len(x), 20, replace=False)
        loss, grads = net.loss(x[batch], y[batch])
        for k in grads:
            net.params[k] -= 0.3 * grads[k]
        if step % 40 == 0:
            print("step", step, "loss", loss, "test accuracy", np.mean(net.scores(xt).argmax(axis=1) == yt))
