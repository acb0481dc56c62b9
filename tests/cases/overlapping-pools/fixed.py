import numpy as np


class Conv:
    def __init__(self, n_filters, k):
        self.k = k
        self.w = np.random.randn(n_filters, k, k) * np.sqrt(2.0) / k
        self.b = np.zeros(n_filters)

    def forward(self, x):
        self.x = x
        n, h, w = x.shape
        out = np.zeros((n, len(self.w), h - self.k + 1, w - self.k + 1))
        for i in range(out.shape[2]):
            for j in range(out.shape[3]):
                patch = x[:, i:i + self.k, j:j + self.k]
                out[:, :, i, j] = np.tensordot(patch, self.w, axes=([1, 2], [1, 2])) + self.b
        self.out = np.maximum(out, 0)
        return self.out

    def backward(self, dout):
        dout = dout * (self.out > 0)
        self.dw = np.zeros_like(self.w)
        self.db = dout.sum(axis=(0, 2, 3))
        for i in range(dout.shape[2]):
            for j in range(dout.shape[3]):
                patch = self.x[:, i:i + self.k, j:j + self.k]
                self.dw += np.tensordot(dout[:, :, i, j], patch, axes=([0], [0]))


class MaxPool:
    def __init__(self, size, stride):
        self.size = size
        self.stride = stride

    def forward(self, x):
        self.x = x
        n, c, h, w = x.shape
        rows = (h - self.size) // self.stride + 1
        cols = (w - self.size) // self.stride + 1
        out = np.zeros((n, c, rows, cols))
        for i in range(rows):
            for j in range(cols):
                top, left = i * self.stride, j * self.stride
                out[:, :, i, j] = x[:, :, top:top + self.size, left:left + self.size].max(axis=(2, 3))
        return out

    def backward(self, dout):
        dx = np.zeros_like(self.x)
        n, c, rows, cols = dout.shape
        for s in range(n):
            for f in range(c):
                for i in range(rows):
                    for j in range(cols):
                        top, left = i * self.stride, j * self.stride
                        win = self.x[s, f, top:top + self.size, left:left + self.size]
                        row, col = np.unravel_index(win.argmax(), win.shape)
                        dx[s, f, top + row, left + col] += dout[s, f, i, j]
        return dx


class Scores:
    def __init__(self, n_in, n_out):
        self.w = np.random.randn(n_in, n_out) / np.sqrt(n_in)
        self.b = np.zeros(n_out)

    def forward(self, x):
        self.shape = x.shape
        self.x = x.reshape(len(x), -1)
        return self.x @ self.w + self.b

    def backward(self, dout):
        self.dw = self.x.T @ dout
        self.db = dout.sum(axis=0)
        return (dout @ self.w.T).reshape(self.shape)


def softmax_loss(scores, y):
    p = np.exp(scores - scores.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    n = len(y)
    loss = -np.log(p[np.arange(n), y]).mean()
    p[np.arange(n), y] -= 1
    return loss, p / n


def bars(n):
    y = np.random.randint(0, 3, n)
    x = np.random.randn(n, 8, 8) * 0.3
    for s in range(n):
        a, b = np.random.randint(1, 6, 2)
        for q in range(3):
            x[s, a + (q if y[s] != 0 else 0), b + (q if y[s] == 0 else (2 - q if y[s] == 1 else q))] += 1.5
    return x, y


if __name__ == "__main__":
    np.random.seed(0)
    x, y = bars(240)
    conv, pool, top = Conv(4, 3), MaxPool(4, 1), Scores(4 * 3 * 3, 3)
    for epoch in range(12):
        total = 0
        for k in range(0, len(x), 20):
            loss, d = softmax_loss(top.forward(pool.forward(conv.forward(x[k:k + 20]))), y[k:k + 20])
            total += loss * 20
            conv.backward(pool.backward(top.backward(d)))
            for layer in (conv, top):
                layer.w -= 0.1 * layer.dw
                layer.b -= 0.1 * layer.db
        print("epoch", epoch, "loss", total / len(x))
    hits = top.forward(pool.forward(conv.forward(x))).argmax(axis=1) == y
    print("train accuracy", hits.mean(), "last loss", total / len(x))
