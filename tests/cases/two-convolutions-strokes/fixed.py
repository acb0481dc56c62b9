import numpy as np


def correlate(a, k):
    """'valid' sliding product of a picture and a kernel"""
    h = a.shape[0] - k.shape[0] + 1
    w = a.shape[1] - k.shape[1] + 1
    out = np.zeros((h, w))
    for i in range(k.shape[0]):
        for j in range(k.shape[1]):
            out += a[i:i + h, j:j + w] * k[i, j]
    return out


class Conv:
    def __init__(self, n_in, n_out, size):
        self.k = np.random.randn(n_out, n_in, size, size) / np.sqrt(n_in * size * size)
        self.b = np.zeros(n_out)
        self.size = size

    def forward(self, x):
        self.x = x
        maps = []
        for o in range(len(self.k)):
            maps.append(sum(correlate(x[c], self.k[o, c]) for c in range(len(x))) + self.b[o])
        return np.array(maps)

    def backward(self, delta, lr):
        dk = np.zeros_like(self.k)
        dx = np.zeros_like(self.x)
        pad = self.size - 1
        for o in range(len(self.k)):
            wide = np.pad(delta[o], pad)
            for c in range(len(self.x)):
                dk[o, c] = correlate(self.x[c], delta[o])
                dx[c] += correlate(wide, self.k[o, c, ::-1, ::-1])
        self.k -= lr * dk
        self.b -= lr * delta.sum(axis=(1, 2))
        return dx


class Relu:
    def forward(self, x):
        self.on = x > 0
        return x * self.on

    def backward(self, delta, lr):
        return delta * self.on


class Full:
    def __init__(self, n_in, n_out):
        self.w = np.random.randn(n_out, n_in) / np.sqrt(n_in)
        self.b = np.zeros(n_out)

    def forward(self, x):
        self.shape = x.shape
        self.x = x.ravel()
        s = self.w @ self.x + self.b
        e = np.exp(s - s.max())
        return e / e.sum()

    def backward(self, delta, lr):
        dx = self.w.T @ delta
        self.w -= lr * np.outer(delta, self.x)
        self.b -= lr * delta
        return dx.reshape(self.shape)


def strokes(n):
    pictures, kinds = [], []
    for _ in range(n):
        kind = np.random.randint(3)
        p = np.random.normal(0, 0.25, (9, 9))
        r, c = np.random.randint(1, 5, 2)
        for t in range(4):
            if kind == 0:
                p[r + t, c] += 1
            elif kind == 1:
                p[r + t, c + t] += 1
            else:
                p[r + t, c + 3 - t] += 1
        pictures.append(p[None])
        kinds.append(kind)
    return pictures, kinds


def run(net, x):
    for layer in net:
        x = layer.forward(x)
    return x


if __name__ == "__main__":
    np.random.seed(0)
    x_train, y_train = strokes(150)
    x_test, y_test = strokes(100)
    net = [Conv(1, 3, 3), Relu(), Conv(3, 4, 3), Relu(), Full(4 * 5 * 5, 3)]
    for epoch in range(6):
        loss = 0
        for x, y in zip(x_train, y_train):
            p = run(net, x)
            loss -= np.log(p[y])
            delta = p.copy()
            delta[y] -= 1
            for layer in reversed(net):
                delta = layer.backward(delta, 0.05)
        print("epoch", epoch, "loss", loss / len(x_train))
    print("test accuracy", np.mean([run(net, x).argmax() == y for x, y in zip(x_test, y_test)]))
