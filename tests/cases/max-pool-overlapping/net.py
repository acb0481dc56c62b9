import numpy as np


class Conv:
    def __init__(self, n_filters, size, rng):
        self.n, self.s = n_filters, size
        self.W = rng.randn(n_filters, size, size) * np.sqrt(2.0 / size ** 2)
        self.b = np.zeros(n_filters)

    def forward(self, img):
        self.img = img
        side = img.shape[0] - self.s + 1
        out = np.zeros((self.n, side, side))
        for i in range(side):
            for j in range(side):
                win = img[i:i + self.s, j:j + self.s]
                out[:, i, j] = np.sum(self.W * win, axis=(1, 2)) + self.b
        return out

    def backward(self, dout):
        self.dW = np.zeros_like(self.W)
        for i in range(dout.shape[1]):
            for j in range(dout.shape[2]):
                win = self.img[i:i + self.s, j:j + self.s]
                self.dW += dout[:, i, j][:, None, None] * win
        self.db = dout.sum(axis=(1, 2))

    def update(self, lr):
        self.W -= lr * self.dW
        self.b -= lr * self.db


class Relu:
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
        side = (x.shape[1] - self.size) // self.stride + 1
        out = np.zeros((x.shape[0], side, side))
        for i in range(side):
            for j in range(side):
                r, c = i * self.stride, j * self.stride
                out[:, i, j] = x[:, r:r + self.size, c:c + self.size].max(axis=(1, 2))
        return out

    def backward(self, dout):
        dx = np.zeros_like(self.x)
        for k in range(dout.shape[0]):
            for i in range(dout.shape[1]):
                for j in range(dout.shape[2]):
                    r, c = i * self.stride, j * self.stride
                    win = self.x[k, r:r + self.size, c:c + self.size]
                    row, col = np.unravel_index(np.argmax(win), win.shape)
                    dx[k, r + row, c + col] = dout[k, i, j]
        return dx


class Dense:
    def __init__(self, n_in, n_out, rng):
        self.W = rng.randn(n_in, n_out) / np.sqrt(n_in)
        self.b = np.zeros(n_out)

    def forward(self, x):
        self.shape = x.shape
        self.x = x.ravel()
        return self.x @ self.W + self.b

    def backward(self, dout):
        self.dW = np.outer(self.x, dout)
        self.db = dout
        return (self.W @ dout).reshape(self.shape)

    def update(self, lr):
        self.W -= lr * self.dW
        self.b -= lr * self.db


def strokes(n, rng):
    x, y = rng.randn(n, 9, 9) * 0.3, rng.randint(0, 4, n)
    for k in range(n):
        r, c = rng.randint(1, 5, 2)
        for t in range(4):
            dr, dc = [(0, t), (t, 0), (t, t), (t, 3 - t)][y[k]]
            x[k, r + dr, c + dc] += 1.0
    return x, y


def train(layers, x, y, lr, rng, epochs):
    for epoch in range(epochs):
        loss = 0
        for k in rng.permutation(len(x)):
            a = x[k]
            for layer in layers:
                a = layer.forward(a)
            p = np.exp(a - a.max())
            p /= p.sum()
            loss -= np.log(p[y[k]] + 1e-12)
            p[y[k]] -= 1
            for layer in reversed(layers):
                p = layer.backward(p)
            layers[0].update(lr)
            layers[-1].update(lr)
        print("epoch", epoch, "loss", loss / len(x))


if __name__ == "__main__":
    rng = np.random.RandomState(6)
    x, y = strokes(200, rng)
    layers = [Conv(6, 4, rng), Relu(), MaxPool(3, 1), Dense(6 * 4 * 4, 4, rng)]
    train(layers, x, y, 0.02, rng, 8)
