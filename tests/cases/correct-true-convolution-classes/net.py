import numpy as np


def slide(image, kernel):
    """cross-correlation, only where the kernel fits"""
    k = kernel.shape[0]
    out = np.zeros((image.shape[0] - k + 1, image.shape[1] - k + 1))
    for a in range(k):
        for b in range(k):
            out += kernel[a, b] * image[a:a + out.shape[0], b:b + out.shape[1]]
    return out


def turn(a):
    return a[::-1, ::-1]


class Convolution:
    """a true convolution: the kernel is turned by 180 degrees before it slides"""

    def __init__(self, n_in, n_out, k, rng):
        self.K = rng.normal(0, 1 / (k * np.sqrt(n_in)), (n_out, n_in, k, k))
        self.b = np.zeros(n_out)

    def forward(self, x):
        self.x = x
        return np.array([sum(slide(x[c], turn(kern[c])) for c in range(len(x))) + b
                         for kern, b in zip(self.K, self.b)])

    def backward(self, d, lr):
        k = self.K.shape[2]
        dx = np.zeros(self.x.shape)
        dK = np.zeros(self.K.shape)
        for o in range(len(d)):
            wide = np.pad(d[o], k - 1)
            for c in range(len(self.x)):
                dx[c] += slide(wide, self.K[o, c])
                dK[o, c] = turn(slide(self.x[c], d[o]))
        self.K -= lr * dK
        self.b -= lr * d.sum(axis=(1, 2))
        return dx


class Tanh:
    def forward(self, x):
        self.y = np.tanh(x)
        return self.y

    def backward(self, d, lr):
        return d * (1 - self.y * self.y)


class AveragePool:
    def forward(self, x):
        self.shape = x.shape
        c, h, w = x.shape
        return x.reshape(c, h // 2, 2, w // 2, 2).mean(axis=(2, 4))

    def backward(self, d, lr):
        return d.repeat(2, axis=1).repeat(2, axis=2) / 4


class Output:
    """fully connected sigmoid units with cross-entropy"""

    def __init__(self, n_in, n_out, rng):
        self.W = rng.normal(0, 1 / np.sqrt(n_in), (n_out, n_in))
        self.b = np.zeros(n_out)

    def forward(self, x):
        self.shape, self.x = x.shape, x.ravel()
        self.p = 1 / (1 + np.exp(-(self.W @ self.x + self.b)))
        return self.p

    def backward(self, target, lr):
        d = self.p - target
        dx = (d @ self.W).reshape(self.shape)
        self.W -= lr * np.outer(d, self.x)
        self.b -= lr * d
        return dx


def cross_entropy(p, t):
    return -np.sum(t * np.log(p) + (1 - t) * np.log(1 - p))


def stroke(rng):
    image = rng.normal(0, 0.2, (10, 10))
    which = rng.integers(0, 2)
    r, c = rng.integers(1, 6, 2)
    for i in range(4):
        image[r + i, c + i if which else c + 3 - i] += 1
    return image[np.newaxis], np.array([which, 1 - which])


if __name__ == "__main__":
    rng = np.random.default_rng(0)
    net = [Convolution(1, 4, 3, rng), Tanh(), AveragePool(), Convolution(4, 4, 3, rng), Tanh(),
           Output(16, 2, rng)]
    train, test = [stroke(rng) for _ in range(150)], [stroke(rng) for _ in range(100)]
    for epoch in range(14):
        loss = 0
        for x, t in train:
            for layer in net:
                x = layer.forward(x)
            loss += cross_entropy(x, t)
            d = t
            for layer in reversed(net):
                d = layer.backward(d, 0.15)
        print("epoch", epoch, "loss", loss / len(train))
    right = 0
    for x, t in test:
        for layer in net:
            x = layer.forward(x)
        right += np.argmax(x) == np.argmax(t)
    print("test accuracy", right / len(test))
