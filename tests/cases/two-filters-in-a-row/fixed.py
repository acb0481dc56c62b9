import numpy as np

rng = np.random.RandomState(7)


def correlate(image, kernel):
    kh, kw = kernel.shape
    rows, cols = image.shape[0] - kh + 1, image.shape[1] - kw + 1
    out = np.empty((rows, cols))
    for r in range(rows):
        for c in range(cols):
            out[r, c] = np.sum(image[r:r + kh, c:c + kw] * kernel)
    return out


class Conv:
    def __init__(self, size):
        self.kernel = rng.randn(size, size) / size
        self.bias = 0.0

    def forward(self, image):
        self.image = image
        return correlate(image, self.kernel) + self.bias

    def backward(self, grad, lr):
        size = self.kernel.shape[0]
        padded = np.pad(grad, size - 1)
        grad_image = correlate(padded, self.kernel[::-1, ::-1])
        self.grad_kernel = correlate(self.image, grad)
        self.kernel -= lr * self.grad_kernel
        self.bias -= lr * grad.sum()
        return grad_image


class Tanh:
    def forward(self, x):
        self.y = np.tanh(x)
        return self.y

    def backward(self, grad, lr):
        return grad * (1 - self.y ** 2)


class Readout:
    def __init__(self, n):
        self.w = rng.randn(n) * 0.2
        self.b = 0.0

    def forward(self, x):
        self.x = x
        return 1 / (1 + np.exp(-(x.ravel() @ self.w + self.b)))

    def backward(self, grad, lr):
        back = (grad * self.w).reshape(self.x.shape)
        self.w -= lr * grad * self.x.ravel()
        self.b -= lr * grad
        return back


def predict(net, image):
    for layer in net:
        image = layer.forward(image)
    return image


def learn(net, image, label, lr):
    p = predict(net, image)
    grad = p - label
    for layer in net[::-1]:
        grad = layer.backward(grad, lr)
    return -np.log(p if label else 1 - p)


if __name__ == "__main__":
    # corner of an L, upper left (1) or lower right (0), somewhere in the picture
    images, labels = [], rng.randint(0, 2, 160)
    for label in labels:
        picture = rng.rand(7, 7) * 0.2 - 0.1
        r, c = rng.randint(0, 4, 2)
        shape = np.zeros((4, 4))
        shape[0, :] = shape[:, 0] = 1
        picture[r:r + 4, c:c + 4] += shape if label else shape[::-1, ::-1]
        images.append(picture)
    net = [Conv(3), Tanh(), Conv(3), Tanh(), Readout(9)]
    for epoch in range(20):
        losses = [learn(net, i, l, 0.1) for i, l in zip(images, labels)]
        print("epoch", epoch + 1, "loss", np.mean(losses))
