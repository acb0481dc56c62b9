import numpy as np


def im2col(x, size):
    n, c, h, w = x.shape
    oh, ow = h - size + 1, w - size + 1
    col = np.zeros((n, c, size, size, oh, ow))
    for i in range(size):
        for j in range(size):
            col[:, :, i, j] = x[:, :, i:i + oh, j:j + ow]
    return col.transpose(0, 4, 5, 1, 2, 3).reshape(n * oh * ow, -1)


class Convolution:
    def __init__(self, n_filters, channels, size, rng):
        self.W = rng.normal(0, 0.3, (n_filters, channels, size, size))
        self.b = np.zeros(n_filters)
        self.size = size

    def forward(self, x):
        n, c, h, w = x.shape
        f = self.W.shape[0]
        oh, ow = h - self.size + 1, w - self.size + 1
        self.col = im2col(x, self.size)
        out = self.col @ self.W.reshape(f, -1).T + self.b
        return out.reshape(n, oh, ow, f).transpose(0, 3, 1, 2)

    def backward(self, dout):
        # first layer: nothing has to be passed on
        f = self.W.shape[0]
        dout = dout.transpose(0, 2, 3, 1).reshape(-1, f)
        self.dW = (self.col.T @ dout).T.reshape(self.W.shape)
        self.db = dout.sum(axis=0)


class Rectifier:
    def forward(self, x):
        self.out = np.maximum(x, 0)
        return self.out

    def backward(self, dout):
        return dout * np.sign(self.out)


class AveragePool:
    def forward(self, x):
        n, c, h, w = x.shape
        return x.reshape(n, c, h // 2, 2, w // 2, 2).mean(axis=(3, 5))

    def backward(self, dout):
        return dout.repeat(2, axis=2).repeat(2, axis=3) / 4


class Output:
    def __init__(self, n_in, n_out, rng):
        self.W = rng.normal(0, 0.1, (n_in, n_out))
        self.b = np.zeros(n_out)

    def forward(self, x):
        self.shape = x.shape
        self.flat = x.reshape(len(x), -1)
        return self.flat @ self.W + self.b

    def backward(self, dout):
        self.dW = self.flat.T @ dout
        self.db = dout.sum(axis=0)
        return (dout @ self.W.T).reshape(self.shape)


def pictures(n, rng):
    t = rng.randint(0, 2, n)
    x = rng.normal(0, 0.4, (n, 1, 10, 10))
    for k in range(n):
        r, c = rng.randint(1, 6, 2)
        if t[k]:
            x[k, 0, r:r + 4, c] += 1.5
        else:
            x[k, 0, r, c:c + 4] += 1.5
    return x, t


if __name__ == "__main__":
    rng = np.random.RandomState(0)
    x, t = pictures(400, rng)
    x_test, t_test = pictures(200, rng)
    net = [Convolution(4, 1, 3, rng), Rectifier(), AveragePool(), Output(4 * 4 * 4, 2, rng)]
    for epoch in range(15):
        order = rng.permutation(len(x))
        total = 0
        for k in range(0, len(x), 25):
            rows = order[k:k + 25]
            a = x[rows]
            for layer in net:
                a = layer.forward(a)
            log_p = a - np.log(np.exp(a).sum(axis=1, keepdims=True))
            total -= log_p[np.arange(len(rows)), t[rows]].sum()
            d = (np.exp(log_p) - np.eye(2)[t[rows]]) / len(rows)
            for layer in net[::-1]:
                d = layer.backward(d)
            for layer in (net[0], net[3]):
                layer.W -= 0.3 * layer.dW
                layer.b -= 0.3 * layer.db
        print("epoch", epoch, "loss", total / len(x))
    a = x_test
    for layer in net:
        a = layer.forward(a)
    print("test accuracy", np.mean(a.argmax(1) == t_test))
