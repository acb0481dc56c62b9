import numpy as np


class Conv:
    """pictures are (number, channel, row, column)"""

    def __init__(self, c_in, c_out, k, rng):
        self.F = rng.normal(0, np.sqrt(2 / (c_in * k * k)), (c_out, c_in, k, k))
        self.b = np.zeros(c_out)
        self.k = k

    def fprop(self, I):
        self.I = I
        k, size = self.k, I.shape[2] - self.k + 1
        out = np.zeros((len(I), len(self.b), size, size))
        for h in range(size):
            for w in range(size):
                out[:, :, h, w] = np.einsum('ndij,mdij->nm', I[:, :, h:h + k, w:w + k], self.F) + self.b
        return out

    def bprop(self, E):
        k = self.k
        self.dF = np.zeros(self.F.shape)
        self.db = E.sum(axis=(0, 2, 3))
        grad_I = np.zeros(self.I.shape)
        for h in range(E.shape[2]):
            for w in range(E.shape[3]):
                for m in range(E.shape[1]):
                    e = E[:, m, h, w][:, None, None]
                    for d in range(self.I.shape[1]):
                        self.dF[m, d] += np.sum(e * self.I[:, d, h:h + k, w:w + k], axis=0)
                        grad_I[:, m, h:h + k, w:w + k] += e * self.F[m, d]
        return grad_I

    def update(self, lr):
        self.F -= lr * self.dF
        self.b -= lr * self.db


class Relu:
    def fprop(self, x):
        self.x = x
        return np.maximum(x, 0)

    def bprop(self, grad):
        return grad * (self.x > 0)

    def update(self, lr):
        pass


class Scores:
    def __init__(self, n_in, n_out, rng):
        self.W = rng.normal(0, 1 / np.sqrt(n_in), (n_in, n_out))
        self.b = np.zeros(n_out)

    def fprop(self, x):
        self.shape, self.flat = x.shape, x.reshape(len(x), -1)
        return self.flat @ self.W + self.b

    def bprop(self, grad):
        self.dW, self.db = self.flat.T @ grad, grad.sum(axis=0)
        return (grad @ self.W.T).reshape(self.shape)

    def update(self, lr):
        self.W -= lr * self.dW
        self.b -= lr * self.db


def learn(net, x, labels, lr):
    for layer in net:
        x = layer.fprop(x)
    p = np.exp(x - x.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    y = np.eye(p.shape[1])[labels]
    grad = (p - y) / len(x)
    for layer in reversed(net):
        grad = layer.bprop(grad)
    for layer in net:
        layer.update(lr)
    return -np.mean(np.log(p[y == 1] + 1e-12)), np.mean(p.argmax(axis=1) == labels)


if __name__ == "__main__":
    rng = np.random.RandomState(2)
    strokes = [np.eye(3), np.eye(3)[::-1], np.array([[0, 1, 0]] * 3), np.array([[0, 1, 0]] * 3).T]
    labels = rng.randint(0, 4, 200)
    pictures = rng.normal(0, 0.15, (200, 3, 6, 6))
    for pic, l in zip(pictures, labels):
        r, c = rng.randint(0, 4, 2)
        pic[l // 2, r:r + 3, c:c + 3] += strokes[l]
        pic[2, r:r + 3, c:c + 3] -= strokes[l]
    net = [Conv(3, 3, 3, rng), Relu(), Conv(3, 3, 3, rng), Relu(), Scores(12, 4, rng)]
    for epoch in range(32):
        stats = [learn(net, pictures[s:s + 20], labels[s:s + 20], 0.1) for s in range(0, 200, 20)]
        if epoch % 8 == 7:
            print("epoch %d loss %.4f accuracy %.3f" % ((epoch + 1,) + tuple(np.mean(stats, axis=0))))
