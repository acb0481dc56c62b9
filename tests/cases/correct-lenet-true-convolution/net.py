import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def convolve(picture, kernel):
    windows = sliding_window_view(picture, kernel.shape, axis=(-2, -1))
    return np.tensordot(windows, kernel[::-1, ::-1], axes=2)


class TinyLeNet:
    def __init__(self, n_kernels, size, n_classes, lr):
        self.kernel = np.random.randn(n_kernels, size, size) / size
        self.kernel_bias = np.zeros(n_kernels)
        self.side = (10 - size + 1) // 2
        n_flat = n_kernels * self.side ** 2
        self.dense = np.random.randn(n_flat, n_classes) / np.sqrt(n_flat)
        self.dense_bias = np.zeros(n_classes)
        self.lr = lr

    def forward(self, pictures):
        self.maps = np.stack([convolve(pictures, k) + b for k, b in zip(self.kernel, self.kernel_bias)], axis=1)
        self.act = np.tanh(self.maps)
        n, c = self.act.shape[:2]
        # mean of every 2 x 2 block
        self.pooled = self.act.reshape(n, c, self.side, 2, self.side, 2).mean(axis=(3, 5))
        self.flat = self.pooled.reshape(n, -1)
        scores = self.flat @ self.dense + self.dense_bias
        e = np.exp(scores - scores.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    def backward(self, pictures, wanted, got):
        n = len(pictures)
        top_delta = (wanted - got) / n
        flat_delta = top_delta @ self.dense.T
        pool_delta = flat_delta.reshape(self.pooled.shape)
        act_delta = np.repeat(np.repeat(pool_delta, 2, axis=2), 2, axis=3) / 4
        map_delta = act_delta * (1 - self.act ** 2)

        kernel_gradient = np.zeros_like(self.kernel)
        for i in range(n):
            for k in range(len(self.kernel)):
                kernel_gradient[k] += convolve(pictures[i, ::-1, ::-1], map_delta[i, k])

        self.dense += self.lr * self.flat.T @ top_delta
        self.dense_bias += self.lr * top_delta.sum(axis=0)
        self.kernel += self.lr * kernel_gradient
        self.kernel_bias += self.lr * map_delta.sum(axis=(0, 2, 3))


def strokes(n):
    # lying, upright and the two slanting strokes
    shapes = [np.eye(4), np.eye(4)[::-1], np.zeros((4, 4)), np.zeros((4, 4))]
    shapes[2][1], shapes[3][:, 1] = 1, 1
    kinds = np.random.randint(0, 4, n)
    pictures = np.random.randn(n, 10, 10) * 0.1
    for i, kind in enumerate(kinds):
        r, c = np.random.randint(0, 7, 2)
        pictures[i, r:r + 4, c:c + 4] += shapes[kind]
    return pictures, kinds


if __name__ == "__main__":
    np.random.seed(30)
    pictures, kinds = strokes(120)
    wanted = np.eye(4)[kinds]
    net = TinyLeNet(n_kernels=8, size=3, n_classes=4, lr=0.4)
    for epoch in range(50):
        hits = 0
        for part in np.array_split(np.random.permutation(120), 12):
            got = net.forward(pictures[part])
            net.backward(pictures[part], wanted[part], got)
            hits += np.sum(got.argmax(axis=1) == kinds[part])
        if epoch % 10 == 0:
            print("epoch", epoch, "right while training:", hits / 120)
    print("right at the end:", np.mean(net.forward(pictures).argmax(axis=1) == kinds))
