import numpy as np


def convolve(image, kernel, mode="valid"):
    """true convolution: the kernel is turned by 180 degrees"""
    kh, kw = kernel.shape
    if mode == "full":
        image = np.pad(image, ((kh - 1, kh - 1), (kw - 1, kw - 1)))
    turned = kernel[::-1, ::-1]
    rows, cols = image.shape[0] - kh + 1, image.shape[1] - kw + 1
    out = np.zeros((rows, cols))
    for r in range(kh):
        for c in range(kw):
            out += turned[r, c] * image[r:r + rows, c:c + cols]
    return out


class PictureNet:
    def __init__(self, rng, lr):
        self.lr = lr
        self.k1 = rng.normal(0, 0.3, (4, 3, 3))
        self.s1 = np.zeros(4)
        self.k2 = rng.normal(0, 0.2, (5, 4, 3, 3))
        self.s2 = np.zeros(5)
        self.w = rng.normal(0, 0.1, (3, 5 * 4 * 4))
        self.s3 = np.zeros(3)

    def forward(self, image):
        self.image = image
        self.m1 = np.array([np.tanh(convolve(image, k) + s) for k, s in zip(self.k1, self.s1)])
        self.m2 = np.array([np.tanh(sum(convolve(self.m1[c], ks[c]) for c in range(4)) + s)
                            for ks, s in zip(self.k2, self.s2)])
        self.flat = self.m2.ravel()
        e = np.exp(self.w @ self.flat + self.s3)
        self.out = e / e.sum()
        return self.out

    def backward(self, wish):
        delta = wish - self.out
        d2 = (self.w.T @ delta).reshape(self.m2.shape) * (1 - self.m2 ** 2)
        d1 = np.zeros_like(self.m1)
        g2 = np.zeros_like(self.k2)
        for n in range(5):
            for c in range(4):
                d1[c] += convolve(d2[n], self.k2[n, c, ::-1, ::-1], "full")
                g2[n, c] += convolve(self.m1[c, ::-1, ::-1], d2[n])
        d1 *= 1 - self.m1 ** 2
        g1 = np.array([convolve(self.image[::-1, ::-1], d) for d in d1])
        self.w += self.lr * np.outer(delta, self.flat)
        self.s3 += self.lr * delta
        self.k2 += self.lr * g2
        self.s2 += self.lr * d2.sum(axis=(1, 2))
        self.k1 += self.lr * g1
        self.s1 += self.lr * d1.sum(axis=(1, 2))


if __name__ == "__main__":
    rng = np.random.default_rng(2)
    shapes = np.zeros((3, 4, 4))
    shapes[0, 1], shapes[1, :, 2], shapes[2] = 1, 1, np.eye(4)
    labels = rng.integers(0, 3, 150)
    images = 0.15 * rng.normal(size=(150, 8, 8))
    for image, label in zip(images, labels):
        r, c = rng.integers(0, 5, 2)
        image[r:r + 4, c:c + 4] += shapes[label]
    net = PictureNet(rng, 0.05)
    for epoch in range(8):
        hits = 0
        for image, label in zip(images, labels):
            hits += np.argmax(net.forward(image)) == label
            net.backward(np.eye(3)[label])
        print("epoch", epoch + 1, "hit rate", hits / 150)
