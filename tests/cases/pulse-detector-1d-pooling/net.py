import numpy as np


class Conv1D:
    """kernels (k, width) slide over one signal (length,) -> (k, length - width + 1)"""

    def __init__(self, k, width, rng):
        self.kernel = rng.normal(0, 1 / np.sqrt(width), (k, width))
        self.bias = np.zeros((k, 1))
        self.width = width

    def forward(self, signal):
        n = len(signal) - self.width + 1
        self.pieces = np.stack([signal[i:i + self.width] for i in range(n)])
        return self.kernel @ self.pieces.T + self.bias

    def backward(self, dout, lr):
        self.d_kernel = dout @ self.pieces
        self.d_bias = dout.sum(axis=1, keepdims=True)
        self.kernel -= lr * self.d_kernel
        self.bias -= lr * self.d_bias


class Relu:
    def forward(self, x):
        self.on = x > 0
        return np.where(self.on, x, 0)

    def backward(self, dout):
        return dout * self.on


class MaxPool1D:
    def __init__(self, size, stride):
        self.size, self.stride = size, stride

    def forward(self, x):
        self.x = x
        self.n = (x.shape[1] - self.size) // self.stride + 1
        out = np.zeros((x.shape[0], self.n))
        for i in range(self.n):
            out[:, i] = x[:, i * self.stride:i * self.stride + self.size].max(axis=1)
        return out

    def backward(self, dout):
        dx = np.zeros(self.x.shape)
        for i in range(self.n):
            start = i * self.stride
            for c in range(self.x.shape[0]):
                best = start + np.argmax(self.x[c, start:start + self.size])
                dx[c, best] = dout[c, i]
        return dx


class Output:
    def __init__(self, n_in, n_out, rng):
        self.w = rng.normal(0, 1 / np.sqrt(n_in), (n_out, n_in))
        self.b = np.zeros(n_out)

    def forward(self, x):
        self.shape, self.x = x.shape, x.ravel()
        z = self.w @ self.x + self.b
        e = np.exp(z - z.max())
        self.p = e / e.sum()
        return self.p

    def backward(self, label, lr):
        d = self.p - np.eye(len(self.p))[label]
        dx = self.w.T @ d
        self.w -= lr * np.outer(d, self.x)
        self.b -= lr * d
        return dx.reshape(self.shape)


def signals(n, rng):
    forms = [[0, 1, 2, 3, 0], [3, 2, 1, 0, 0], [0, 2, 0, 2, 0], [-2, 0, 3, 0, -2]]
    data = []
    for label in rng.integers(0, 4, n):
        s = rng.normal(0, 0.4, 24)
        at = rng.integers(0, 19)
        s[at:at + 5] += np.array(forms[label]) * 0.6
        data.append((s, label))
    return data


if __name__ == "__main__":
    rng = np.random.default_rng(3)
    train, test = signals(400, rng), signals(200, rng)
    conv, relu, pool, out = Conv1D(6, 5, rng), Relu(), MaxPool1D(6, 2), Output(6 * 8, 4, rng)

    def look(s):
        return out.forward(pool.forward(relu.forward(conv.forward(s))))

    for epoch in range(8):
        loss = 0
        for s, label in train:
            loss -= np.log(look(s)[label])
            conv.backward(relu.backward(pool.backward(out.backward(label, 0.03))), 0.03)
        right = np.mean([np.argmax(look(s)) == label for s, label in test])
        print("epoch", epoch + 1, "loss %.4f" % (loss / len(train)), "test accuracy", right)
