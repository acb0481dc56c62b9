import numpy as np


class Convolution:
    """valid cross-correlation, one image (channels, rows, columns) at a time"""

    def __init__(self, maps_in, maps_out, size, lr, rng):
        self.size, self.lr = size, lr
        self.kernel = rng.normal(0, 1 / np.sqrt(maps_in * size * size), (maps_out, maps_in, size, size))
        self.bias = np.zeros(maps_out)

    def forward(self, image):
        self.image = image
        k = self.size
        rows, cols = image.shape[1] - k + 1, image.shape[2] - k + 1
        out = np.zeros((len(self.kernel), rows, cols))
        for r in range(rows):
            for c in range(cols):
                out[:, r, c] = np.sum(self.kernel * image[:, r:r + k, c:c + k], axis=(1, 2, 3)) + self.bias
        self.active = out > 0
        return out * self.active

    def backward(self, front_delta):
        k = self.size
        front_delta = front_delta * self.active
        kernel_gradient = np.zeros_like(self.kernel)
        back_delta = np.zeros_like(self.image)
        for r in range(front_delta.shape[1]):
            for c in range(front_delta.shape[2]):
                d = front_delta[:, r, c]
                kernel_gradient += d[:, None, None, None] * self.image[:, r:r + k, c:c + k]
                back_delta[:, r:r + k, c:c + k] += np.tensordot(d, self.kernel, axes=1)
        self.kernel += self.lr * kernel_gradient
        self.bias += self.lr * front_delta.sum(axis=(1, 2))
        return back_delta


class SoftmaxTop:
    def __init__(self, n_in, n_out, lr, rng):
        self.lr = lr
        self.weight = rng.normal(0, 1 / np.sqrt(n_in), (n_out, n_in))
        self.bias = np.zeros(n_out)

    def forward(self, maps):
        self.shape, self.flat = maps.shape, maps.ravel()
        z = self.weight @ self.flat + self.bias
        e = np.exp(z - z.max())
        self.output = e / e.sum()
        return self.output

    def backward(self, output_label):
        delta = output_label - self.output
        back_delta = self.weight.T @ delta
        self.weight += self.lr * np.outer(delta, self.flat)
        self.bias += self.lr * delta
        return back_delta.reshape(self.shape)


class SmallNet:
    def __init__(self, lr, rng):
        self.layers = [Convolution(1, 3, 3, lr, rng), Convolution(3, 4, 3, lr, rng), SoftmaxTop(4 * 3 * 3, 3, lr, rng)]

    def forward(self, image):
        for layer in self.layers:
            image = layer.forward(image)
        return image

    def learn(self, image, label):
        loss = -np.log(self.forward(image)[label])
        delta = np.eye(3)[label]
        for layer in reversed(self.layers):
            delta = layer.backward(delta)
        return loss


if __name__ == "__main__":
    rng = np.random.default_rng(1)
    signs = np.array([[[0, 1, 0], [1, 1, 1], [0, 1, 0]], [[1, 0, 1], [0, 1, 0], [1, 0, 1]], [[1, 1, 1], [1, 0, 1], [1, 1, 1]]])
    labels = rng.integers(0, 3, 360)
    images = rng.normal(0, 0.2, (360, 1, 7, 7))
    for image, label in zip(images, labels):
        r, c = rng.integers(0, 5, 2)
        image[0, r:r + 3, c:c + 3] += signs[label]
    net = SmallNet(0.03, rng)
    for epoch in range(10):
        losses = [net.learn(image, label) for image, label in zip(images[:300], labels[:300])]
        hits = [np.argmax(net.forward(image)) == label for image, label in zip(images[300:], labels[300:])]
        print("epoch", epoch + 1, "loss %.4f" % np.mean(losses), "test accuracy", np.mean(hits))
