import numpy as np


class Conv:
    """kernels (k, k, in, out), valid, no flip of the kernel in either direction"""

    def __init__(self, k, c_in, c_out, rng):
        self.k = k
        self.W = rng.normal(0, 1 / np.sqrt(k * k * c_in), (k, k, c_in, c_out))
        self.b = np.zeros(c_out)

    def forward(self, X):
        self.X = X
        n, h, w, _ = X.shape
        k = self.k
        Z = np.zeros((n, h - k + 1, w - k + 1, self.W.shape[3]))
        for i in range(h - k + 1):
            for j in range(w - k + 1):
                Z[:, i, j] = np.einsum('nabc,abco->no', X[:, i:i + k, j:j + k], self.W) + self.b
        return Z

    def backward(self, dZ):
        k = self.k
        dX = np.zeros_like(self.X)
        self.dW = np.zeros_like(self.W)
        self.db = dZ.sum(axis=(0, 1, 2))
        for i in range(dZ.shape[1]):
            for j in range(dZ.shape[2]):
                window = self.X[:, i:i + k, j:j + k]
                self.dW += np.einsum('nabc,no->abco', window, dZ[:, i, j])
                dX[:, i:i + k, j:j + k] += np.einsum('abco,no->nabc', self.W, dZ[:, i, j])
        return dX

    def update(self, lr):
        self.W -= lr * self.dW
        self.b -= lr * self.db


class Squash:
    def forward(self, X):
        self.Y = np.tanh(X)
        return self.Y

    def backward(self, dY):
        return dY * (1 - self.Y ** 2)

    def update(self, lr):
        pass


class MeanOfMap:
    """one number per channel"""

    def forward(self, X):
        self.shape = X.shape
        return X.mean(axis=(1, 2))

    def backward(self, d):
        n, h, w, c = self.shape
        return np.broadcast_to(d[:, None, None, :] / (h * w), self.shape)

    def update(self, lr):
        pass


def scores_to_grad(scores, labels):
    p = np.exp(scores - scores.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    rows = np.arange(len(labels))
    loss = -np.log(p[rows, labels]).mean()
    p[rows, labels] -= 1
    return loss, p / len(labels)


def main():
    rng = np.random.RandomState(3)
    # stripes that run down, up or level, with a random phase
    labels = rng.randint(0, 3, 120)
    r, c = np.meshgrid(np.arange(7), np.arange(7), indexing='ij')
    pics = np.zeros((120, 7, 7, 1))
    for n in range(120):
        run = [r + c, r - c, r][labels[n]]
        pics[n, :, :, 0] = np.sin(2 * np.pi * run / 4 + rng.uniform(0, 2 * np.pi)) + rng.normal(0, 0.2, (7, 7))
    net = [Conv(3, 1, 6, rng), Squash(), Conv(2, 6, 6, rng), Squash(), Conv(2, 6, 3, rng), MeanOfMap()]
    for epoch in range(90):
        order = rng.permutation(120)
        for s in range(0, 120, 20):
            part = order[s:s + 20]
            a = pics[part]
            for layer in net:
                a = layer.forward(a)
            loss, d = scores_to_grad(a, labels[part])
            for layer in reversed(net):
                d = layer.backward(d)
            for layer in net:
                layer.update(0.5)
        if epoch % 10 == 9:
            a = pics
            for layer in net:
                a = layer.forward(a)
            print('epoch', epoch + 1, 'loss', loss, 'accuracy', np.mean(a.argmax(axis=1) == labels))


main()
