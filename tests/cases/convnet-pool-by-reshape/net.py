import numpy as np


def conv_forward(images, kernels, offset):
    # images (n, h, w), kernels (k, 3, 3) -> (n, k, h-2, w-2)
    view = np.lib.stride_tricks.sliding_window_view(images, (3, 3), axis=(1, 2))
    return np.einsum("nhwij,kij->nkhw", view, kernels) + offset[None, :, None, None], view


def pool_forward(maps):
    # 2 x 2 maximum with a reshape
    n, k, h, w = maps.shape
    tiles = maps.reshape(n, k, 2, h // 2, 2, w // 2)
    best = tiles.max(axis=2).max(axis=3)
    return best


def pool_backward(maps, best, g):
    n, k, h, w = maps.shape
    tiles = maps.reshape(n, k, 2, h // 2, 2, w // 2)
    mask = tiles == best[:, :, None, :, None, :]
    return (mask * g[:, :, None, :, None, :]).reshape(maps.shape)


class ConvNet:
    def __init__(self, n_kernels, side, n_classes, rng):
        self.small = (side - 2) // 2
        self.kernels = rng.normal(0, 0.4, (n_kernels, 3, 3))
        self.offset = np.zeros(n_kernels)
        self.W = rng.normal(0, 0.1, (n_kernels * self.small ** 2, n_classes))
        self.b = np.zeros(n_classes)

    def params(self):
        return [self.kernels, self.offset, self.W, self.b]

    def forward(self, images):
        self.maps, self.view = conv_forward(images, self.kernels, self.offset)
        self.act = np.tanh(self.maps)
        self.best = pool_forward(self.act)
        self.flat = self.best.reshape(len(images), -1)
        s = self.flat @ self.W + self.b
        e = np.exp(s - s.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    def gradients(self, images, labels):
        p = self.forward(images)
        rows = np.arange(len(labels))
        loss = -np.log(p[rows, labels]).mean()
        p[rows, labels] -= 1
        p /= len(labels)
        g = pool_backward(self.act, self.best, (p @ self.W.T).reshape(self.best.shape))
        g = g * (1 - self.act ** 2)
        return loss, [np.einsum("nkhw,nhwij->kij", g, self.view), g.sum(axis=(0, 2, 3)),
                      self.flat.T @ p, p.sum(axis=0)]


def draw(n, rng, side=14):
    """a small corner, plus or bar, somewhere in a noisy picture"""
    shapes = np.array([[[1, 1, 1], [1, 0, 0], [1, 0, 0]],
                       [[0, 1, 0], [1, 1, 1], [0, 1, 0]],
                       [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
                       [[1, 0, 1], [0, 0, 0], [1, 0, 1]]], dtype=float)
    labels = rng.integers(0, 4, n)
    images = rng.normal(0, 0.15, (n, side, side))
    for i in range(n):
        r, c = rng.integers(3, 8, 2)
        images[i, r:r + 3, c:c + 3] += shapes[labels[i]]
    return images, labels


if __name__ == "__main__":
    rng = np.random.default_rng(14)
    images, labels = draw(600, rng)
    test_images, test_labels = draw(300, rng)
    net = ConvNet(8, 14, 4, rng)
    for epoch in range(16):
        order = rng.permutation(len(images))
        for s in range(0, len(images), 20):
            pick = order[s:s + 20]
            loss, grads = net.gradients(images[pick], labels[pick])
            for p, g in zip(net.params(), grads):
                p -= 0.3 * g
        print("epoch", epoch, "loss", loss)
    print("test accuracy", np.mean(net.forward(test_images).argmax(axis=1) == test_labels))
