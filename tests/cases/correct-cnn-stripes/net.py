import numpy as np


class Conv2D:
    def __init__(self, filters, size):
        self.k = size
        self.F = np.random.randn(filters, size, size) / size
        self.b = np.zeros(filters)

    def forward(self, img):
        self.img = img
        n = img.shape[0] - self.k + 1
        self.cols = np.array([img[i:i + self.k, j:j + self.k].ravel() for i in range(n) for j in range(n)])
        return (self.cols @ self.F.reshape(len(self.F), -1).T + self.b).reshape(n, n, -1)

    def backward(self, d, lr):
        d = d.reshape(-1, len(self.F))
        self.F -= lr * (d.T @ self.cols).reshape(self.F.shape)
        self.b -= lr * d.sum(axis=0)


class ReLU:
    def forward(self, x):
        self.on = x > 0
        return x * self.on

    def backward(self, d, lr):
        return d * self.on


class MeanPool:
    """ mean over all positions: one number per filter """
    def forward(self, x):
        self.shape = x.shape
        return x.mean(axis=(0, 1))

    def backward(self, d, lr):
        return np.ones(self.shape) * d / (self.shape[0] * self.shape[1])


class Output:
    def __init__(self, n_in, n_out):
        self.W = np.random.randn(n_in, n_out) / np.sqrt(n_in)
        self.b = np.zeros(n_out)

    def forward(self, x):
        self.x = x
        z = x @ self.W + self.b
        p = np.exp(z - z.max())
        self.p = p / p.sum()
        return self.p

    def backward(self, label, lr):
        d = self.p - np.eye(len(self.p))[label]
        back = self.W @ d
        self.W -= lr * np.outer(self.x, d)
        self.b -= lr * d
        return back


if __name__ == '__main__':
    np.random.seed(0)
    images, labels = [], np.random.randint(0, 3, 200)
    for l in labels:
        phase = np.random.randint(0, 2)
        stripes = (np.arange(9) + phase) % 2 * 2 - 1.0
        img = [np.tile(stripes, (9, 1)), np.tile(stripes, (9, 1)).T, np.outer(stripes, stripes)][l]
        images.append(img + 0.4 * np.random.randn(9, 9))
    layers = [Conv2D(8, 3), ReLU(), MeanPool(), Output(8, 3)]
    for epoch in range(10):
        loss, hits = 0, 0
        for x, l in zip(images, labels):
            for layer in layers:
                x = layer.forward(x)
            loss -= np.log(x[l])
            hits += np.argmax(x) == l
            d = l
            for layer in reversed(layers):
                d = layer.backward(d, 0.05)
        print('epoch', epoch, 'loss %.4f' % (loss / 200), 'hits %.3f' % (hits / 200))
