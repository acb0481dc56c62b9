import numpy as np


class Conv:
    def __init__(self, n_in, n_out, k=3):
        self.k = k
        self.W = np.random.randn(n_out, n_in, k, k) * np.sqrt(2.0 / (n_in * k * k))
        self.b = np.zeros(n_out)

    def fprop(self, x):
        self.x = x
        k = self.k
        self.out = np.zeros((len(self.W), x.shape[1] - k + 1, x.shape[2] - k + 1))
        for h in range(self.out.shape[1]):
            for w in range(self.out.shape[2]):
                self.out[:, h, w] = np.sum(self.W * x[:, h:h + k, w:w + k], axis=(1, 2, 3)) + self.b
        self.out = np.maximum(self.out, 0)
        return self.out

    def bprop(self, err):
        k = self.k
        err = err * (self.out > 0)
        self.gW = np.zeros(self.W.shape)
        self.gb = err.sum(axis=(1, 2))
        back = np.zeros(self.x.shape)
        for m in range(self.W.shape[0]):
            for d in range(self.W.shape[1]):
                for h in range(err.shape[1]):
                    for w in range(err.shape[2]):
                        self.gW[m, d] += err[m, h, w] * self.x[d, h:h + k, w:w + k]
                        back[m, h:h + k, w:w + k] += err[m, h, w] * self.W[m, d]
        return back

    def update(self, lr):
        self.W -= lr * self.gW
        self.b -= lr * self.gb


class Classify:
    def __init__(self, n_in, n_out):
        self.W = np.random.randn(n_out, n_in) * np.sqrt(1.0 / n_in)
        self.b = np.zeros(n_out)

    def fprop(self, x):
        self.shape, self.x = x.shape, x.ravel()
        z = self.W @ self.x + self.b
        e = np.exp(z - z.max())
        self.p = e / e.sum()
        return self.p

    def bprop(self, label):
        err = self.p.copy()
        err[label] -= 1
        self.gW, self.gb = np.outer(err, self.x), err
        return (self.W.T @ err).reshape(self.shape)

    def update(self, lr):
        self.W -= lr * self.gW
        self.b -= lr * self.gb


def make_images(count):
    """3 colour channels, 7x7; a bar in one colour crosses a bar in another"""
    images = np.random.rand(count, 3, 7, 7) * 0.3 - 0.15
    labels = np.random.randint(0, 3, count)
    for n, l in enumerate(labels):
        r, c = np.random.randint(0, 4, 2)
        images[n, l, r + 1, c:c + 4] += 1
        images[n, (l + 1) % 3, r:r + 4, c + 1] += 1
        images[n, (l + 2) % 3, np.random.randint(7), np.random.randint(7)] += 1
    return images, labels


if __name__ == "__main__":
    np.random.seed(0)
    images, labels = make_images(150)
    layers = [Conv(3, 3), Conv(3, 3), Classify(3 * 3 * 3, 3)]
    for epoch in range(8):
        loss, hits = 0, 0
        for x, label in zip(images, labels):
            for layer in layers:
                x = layer.fprop(x)
            loss -= np.log(x[label])
            hits += int(np.argmax(x) == label)
            err = label
            for layer in reversed(layers):
                err = layer.bprop(err)
            for layer in layers:
                layer.update(0.03)
        print("epoch", epoch + 1, "loss %.3f accuracy %.3f" % (loss / len(images), hits / len(images)))
