import numpy as np


def convolve2d(a, k):
    """real convolution (kernel turned by 180 degrees), valid part"""
    k = k[::-1, ::-1]
    side_h, side_w = a.shape[0] - k.shape[0] + 1, a.shape[1] - k.shape[1] + 1
    out = np.zeros((side_h, side_w))
    for i in range(side_h):
        for j in range(side_w):
            out[i, j] = np.sum(a[i:i + k.shape[0], j:j + k.shape[1]] * k)
    return out


class SmallNet:
    def __init__(self, lr, rng):
        self.lr = lr
        self.kernel = rng.uniform(-0.5, 0.5, (4, 3, 3))
        self.kernel_bias = np.zeros(4)
        self.weight = rng.uniform(-0.2, 0.2, (4 * 5 * 5, 3))
        self.bias = np.zeros((1, 3))

    def forward_prop(self, images, labels):
        self.images = images
        n = len(images)
        maps = np.zeros((n, 4, 5, 5))
        for i in range(n):
            for k in range(4):
                maps[i, k] = convolve2d(images[i], self.kernel[k]) + self.kernel_bias[k]
        self.maps = np.tanh(maps)
        self.flat = self.maps.reshape(n, -1)
        scores = self.flat.dot(self.weight) + self.bias
        e = np.exp(scores - scores.max(axis=1, keepdims=True))
        self.out = e / e.sum(axis=1, keepdims=True)
        self.labels = labels
        return -np.sum(labels * np.log(self.out)) / n

    def backward_prop(self):
        delta = (self.labels - self.out) / len(self.images)
        front = delta.dot(self.weight.T).reshape(self.maps.shape) * (1 - self.maps ** 2)

        kernel_grad = np.zeros_like(self.kernel)
        for i in range(len(self.images)):
            for k in range(4):
                kernel_grad[k] += convolve2d(self.images[i, ::-1, ::-1], front[i, k])

        self.weight += self.lr * self.flat.T.dot(delta)
        self.bias += self.lr * delta.sum(axis=0)
        self.kernel += self.lr * kernel_grad
        self.kernel_bias += self.lr * front.sum(axis=(0, 2, 3))


def slopes(n, rng):
    images, kind = rng.randn(n, 7, 7) * 0.2, rng.randint(0, 3, n)
    for i in range(n):
        s = rng.randint(1, 6)
        for t in range(7):
            r, c = [(t, s), (s, t), ((t + s) % 7, t)][kind[i]]
            images[i, r, c] += 1
    return images, np.eye(3)[kind]


if __name__ == "__main__":
    rng = np.random.RandomState(15)
    images, labels = slopes(80, rng)
    net = SmallNet(0.5, rng)
    for epoch in range(8):
        for s in range(0, 80, 10):
            loss = net.forward_prop(images[s:s + 10], labels[s:s + 10])
            net.backward_prop()
        print("epoch", epoch, "loss", loss)
    net.forward_prop(images, labels)
    print("accuracy", np.mean(net.out.argmax(axis=1) == labels.argmax(axis=1)))
