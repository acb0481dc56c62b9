import numpy as np


class Conv:
    def __init__(self, n_filters, size, rng):
        self.w = rng.normal(0, 0.3, (n_filters, size, size))
        self.b = np.zeros(n_filters)
        self.size = size

    def forward(self, x):
        self.x = x
        n, H, W = x.shape
        s = self.size
        out = np.zeros((n, len(self.w), H - s + 1, W - s + 1))
        for i in range(H - s + 1):
            for j in range(W - s + 1):
                out[:, :, i, j] = np.tensordot(x[:, i:i + s, j:j + s], self.w, axes=([1, 2], [1, 2])) + self.b
        return out

    def backward(self, dout):
        s = self.size
        self.dw = np.zeros_like(self.w)
        for i in range(dout.shape[2]):
            for j in range(dout.shape[3]):
                self.dw += np.tensordot(dout[:, :, i, j], self.x[:, i:i + s, j:j + s], axes=([0], [0]))
        self.db = dout.sum(axis=(0, 2, 3))

    def step(self, lr):
        self.w -= lr * self.dw
        self.b -= lr * self.db


class MaxPool:
    def __init__(self, height, width, stride):
        self.height, self.width, self.stride = height, width, stride

    def forward(self, x):
        self.x = x
        N, C, H, W = x.shape
        s = self.stride
        Hp, Wp = 1 + (H - self.height) // s, 1 + (W - self.width) // s
        out = np.zeros((N, C, Hp, Wp))
        for i in range(Hp):
            for j in range(Wp):
                out[:, :, i, j] = x[:, :, i * s:i * s + self.height, j * s:j * s + self.width].max(axis=(2, 3))
        return out

    def backward(self, dout):
        N, C, Hp, Wp = dout.shape
        s = self.stride
        dx = np.zeros_like(self.x)
        for n in range(N):
            for c in range(C):
                for i in range(Hp):
                    for j in range(Wp):
                        window = self.x[n, c, i * s:i * s + self.height, j * s:j * s + self.width]
                        row, col = np.unravel_index(np.argmax(window), window.shape)
                        dx[n, c, i * s + row, j * s + col] = dout[n, c, i, j]
        return dx


class ReLU:
    def forward(self, x):
        self.keep = x > 0
        return x * self.keep

    def backward(self, dout):
        return dout * self.keep


class Affine:
    def __init__(self, n_in, n_out, rng):
        self.w = rng.normal(0, 0.1, (n_in, n_out))
        self.b = np.zeros(n_out)

    def forward(self, x):
        self.shape = x.shape
        self.x = x.reshape(len(x), -1)
        return self.x @ self.w + self.b

    def backward(self, dout):
        self.dw = self.x.T @ dout
        self.db = dout.sum(axis=0)
        return (dout @ self.w.T).reshape(self.shape)

    def step(self, lr):
        self.w -= lr * self.dw
        self.b -= lr * self.db


def softmax_loss(scores, y):
    p = np.exp(scores - scores.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    n = len(y)
    loss = -np.mean(np.log(p[np.arange(n), y]))
    d = p.copy()
    d[np.arange(n), y] -= 1
    return loss, d / n


def bars(n, rng):
    y = rng.integers(0, 3, n)
    x = rng.normal(0, 0.3, (n, 8, 8))
    for k in range(n):
        r, c = rng.integers(0, 5, 2)
        if y[k] == 0:
            x[k, r, c:c + 4] += 1
        elif y[k] == 1:
            x[k, r:r + 4, c] += 1
        else:
            x[k, np.arange(r, r + 4), np.arange(c, c + 4)] += 1
    return x, y


if __name__ == "__main__":
    rng = np.random.default_rng(2)
    x, y = bars(240, rng)
    conv, relu, pool = Conv(5, 3, rng), ReLU(), MaxPool(3, 3, 1)
    head = Affine(5 * 4 * 4, 3, rng)
    for epoch in range(12):
        order = rng.permutation(len(x))
        losses = []
        for k in range(0, len(x), 20):
            pick = order[k:k + 20]
            scores = head.forward(pool.forward(relu.forward(conv.forward(x[pick]))))
            loss, d = softmax_loss(scores, y[pick])
            conv.backward(relu.backward(pool.backward(head.backward(d))))
            conv.step(0.3)
            head.step(0.3)
            losses.append(loss)
        scores = head.forward(pool.forward(relu.forward(conv.forward(x))))
        print("epoch", epoch, "loss", round(np.mean(losses), 4), "accuracy", np.mean(scores.argmax(axis=1) == y))
