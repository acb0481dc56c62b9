"""A convolutional layer with nothing but loops (slow but clear). Horizontal vs. vertical bars."""
import numpy as np

rng = np.random.RandomState(4)


def make_bars(n):
    images = rng.rand(n, 8, 8) * 0.3
    labels = rng.randint(0, 2, n)
    for img, lab in zip(images, labels):
        k = rng.randint(1, 7)
        if lab:
            img[k, :] += 1
        else:
            img[:, k] += 1
    return images, labels


class Conv3x3:
    def __init__(self, filters):
        self.k = filters
        self.filters = rng.randn(filters, 3, 3) / 9
        self.bias = np.zeros(filters)

    def patches(self, image):
        h, w = image.shape
        for i in range(h - 2):
            for j in range(w - 2):
                yield image[i:i + 3, j:j + 3], i, j

    def forward(self, image):
        self.image = image
        out = np.zeros((6, 6, self.k))
        for patch, i, j in self.patches(image):
            out[i, j] = np.sum(patch * self.filters, axis=(1, 2)) + self.bias
        self.out = np.maximum(out, 0)
        return self.out

    def backprop(self, d_out, lr):
        d_out = d_out * (self.out > 0)
        d_filters = np.zeros(self.filters.shape)
        for patch, i, j in self.patches(self.image):
            for f in range(self.k):
                d_filters[f] = d_out[i, j, f] * patch
        self.filters -= lr * d_filters
        self.bias -= lr * d_out.sum(axis=(0, 1))


class SoftmaxLayer:
    def __init__(self, n_in, n_out):
        self.w = rng.randn(n_in, n_out) / n_in
        self.b = np.zeros(n_out)

    def forward(self, x):
        self.shape = x.shape
        self.x = x.flatten()
        t = np.exp(self.x @ self.w + self.b)
        self.p = t / t.sum()
        return self.p

    def backprop(self, label, lr):
        d = self.p.copy()
        d[label] -= 1
        d_x = (self.w @ d).reshape(self.shape)
        self.w -= lr * np.outer(self.x, d)
        self.b -= lr * d
        return d_x


images, labels = make_bars(60)
conv, soft = Conv3x3(4), SoftmaxLayer(6 * 6 * 4, 2)
for epoch in range(3):
    loss = correct = 0
    for image, label in zip(images, labels):
        p = soft.forward(conv.forward(image - 0.5))
        loss -= np.log(p[label])
        correct += np.argmax(p) == label
        conv.backprop(soft.backprop(label, 0.05), 0.05)
    print("Epoch", epoch + 1, "loss", loss / len(images), "accuracy", correct / len(images))
