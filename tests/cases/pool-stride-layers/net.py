import numpy as np


class Conv:
    def __init__(self, num_filters, size, rng):
        self.size = size
        self.w = rng.normal(0, 1 / size, (num_filters, size, size))
        self.b = np.zeros(num_filters)

    def forward(self, x):
        N, H, W = x.shape
        k = self.size
        self.x = x
        out = np.zeros((N, len(self.w), H - k + 1, W - k + 1))
        for i in range(H - k + 1):
            for j in range(W - k + 1):
                region = x[:, i:i + k, j:j + k]
                out[:, :, i, j] = np.tensordot(region, self.w, axes=([1, 2], [1, 2])) + self.b
        return out

    def backward(self, dout):
        k = self.size
        self.dw = np.zeros_like(self.w)
        self.db = dout.sum(axis=(0, 2, 3))
        for i in range(dout.shape[2]):
            for j in range(dout.shape[3]):
                self.dw += np.tensordot(dout[:, :, i, j], self.x[:, i:i + k, j:j + k], axes=([0], [0]))


class ReLU:
    def forward(self, x):
        self.x = x
        return np.maximum(x, 0)

    def backward(self, dout):
        return dout * (self.x > 0)


class MaxPool:
    def __init__(self, size, stride):
        self.size, self.stride = size, stride

    def forward(self, x):
        self.x = x
        N, C, H, W = x.shape
        s, k = self.stride, self.size
        out = np.zeros((N, C, (H - k) // s + 1, (W - k) // s + 1))
        for i in range(out.shape[2]):
            for j in range(out.shape[3]):
                out[:, :, i, j] = np.max(x[:, :, i * s:i * s + k, j * s:j * s + k], axis=(2, 3))
        return out

    def backward(self, dout):
        N, C, H, W = dout.shape
        s, k = self.stride, self.size
        dx = np.zeros_like(self.x)
        for n in range(N):
            for c in range(C):
                for i in range(H):
                    for j in range(W):
                        window = self.x[n, c, i * s:i * s + k, j * s:j * s + k]
                        row, col = np.unravel_index(np.argmax(window), window.shape)
                        dx[n, c, i * s + row, j * s + col] = dout[n, c, i, j]
        return dx


class Affine:
    def __init__(self, n_in, n_out, rng):
        self.w = rng.normal(0, 1 / np.sqrt(n_in), (n_in, n_out))
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
    loss = -np.mean(np.log(p[np.arange(len(y)), y]))
    p[np.arange(len(y)), y] -= 1
    return loss, p / len(y)


def corners(n, rng):
    y = rng.integers(0, 4, n)
    pics = rng.normal(0, 0.1, (n, 8, 8))
    for k in range(n):
        r, c = rng.integers(0, 5, 2)
        line_r, line_c = (0, 3)[y[k] % 2], (0, 3)[y[k] // 2]
        pics[k, r + line_r, c:c + 4] += 1
        pics[k, r:r + 4, c + line_c] += 1
    return pics, y


if __name__ == "__main__":
    rng = np.random.default_rng(231)
    x, y = corners(240, rng)
    layers = [Conv(6, 3, rng), ReLU(), MaxPool(3, 1), Affine(6 * 4 * 4, 4, rng)]
    for epoch in range(30):
        losses = []
        for k in range(0, len(x), 20):
            out = x[k:k + 20]
            for layer in layers:
                out = layer.forward(out)
            loss, dout = softmax_loss(out, y[k:k + 20])
            losses.append(loss)
            for layer in reversed(layers):
                dout = layer.backward(dout)
            for layer in (layers[0], layers[3]):
                layer.w -= 0.1 * layer.dw
                layer.b -= 0.1 * layer.db
        print("epoch", epoch + 1, "loss", np.mean(losses))
