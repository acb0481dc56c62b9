import numpy as np


class Conv2d:
    def __init__(self, n_filters, size):
        self.size = size
        self.kernel = np.random.randn(n_filters, size, size) * 0.3
        self.biases = np.zeros(n_filters)

    def forward(self, image):
        self.image = image
        n = image.shape[0] - self.size + 1
        out = np.zeros((len(self.kernel), n, n))
        for r in range(n):
            for c in range(n):
                patch = image[r:r + self.size, c:c + self.size]
                out[:, r, c] = np.sum(self.kernel * patch, axis=(1, 2)) + self.biases
        return out

    def backward(self, grad, lr):
        n = grad.shape[1]
        dkernel = np.zeros_like(self.kernel)
        for r in range(n):
            for c in range(n):
                patch = self.image[r:r + self.size, c:c + self.size]
                dkernel += grad[:, r, c][:, None, None] * patch
        self.kernel -= lr * dkernel
        self.biases -= lr * grad.sum(axis=(1, 2))
        return None


class Relu:
    def forward(self, x):
        self.on = x > 0
        return x * self.on

    def backward(self, grad, lr):
        return grad * self.on


class GlobalMax:
    """largest answer of each filter"""

    def forward(self, x):
        self.shape = x.shape
        flat = x.reshape(len(x), -1)
        self.where = flat.argmax(axis=1)
        return flat.max(axis=1)

    def backward(self, grad, lr):
        flat = np.zeros((self.shape[0], self.shape[1] * self.shape[2]))
        flat[np.arange(self.shape[0]), self.where] = grad
        return flat.reshape(self.shape)


class Dense:
    def __init__(self, n_in, n_out):
        self.w = np.random.randn(n_out, n_in) * np.sqrt(1 / n_in)
        self.b = np.zeros(n_out)

    def forward(self, x):
        self.x = x
        return self.w @ x + self.b

    def backward(self, grad, lr):
        below = self.w.T @ grad
        self.w -= lr * np.outer(grad, self.x)
        self.b -= lr * grad
        return below


class Network:
    def __init__(self, layers):
        self.layers = layers

    def forward(self, image):
        for layer in self.layers:
            image = layer.forward(image)
        e = np.exp(image - image.max())
        return e / e.sum()

    def train_one(self, image, label, lr):
        p = self.forward(image)
        loss = -np.log(p[label] + 1e-12)
        grad = p.copy()
        grad[label] -= 1
        for layer in self.layers[::-1]:
            grad = layer.backward(grad, lr)
        return loss


def draw(kind):
    """a short stroke: flat, upright, falling or rising"""
    image = 0.1 * np.random.randn(8, 8)
    r, c = np.random.randint(0, 5, 2)
    for k in range(4):
        if kind == 0:
            image[r, c + k] += 1
        elif kind == 1:
            image[r + k, c] += 1
        elif kind == 2:
            image[r + k, c + k] += 1
        else:
            image[r + 3 - k, c + k] += 1
    return image


if __name__ == "__main__":
    np.random.seed(5)
    labels = np.random.randint(0, 4, 500)
    images = [draw(k) for k in labels]
    net = Network([Conv2d(4, 3), Relu(), GlobalMax(), Dense(4, 4)])
    for epoch in range(5):
        losses = [net.train_one(images[i], labels[i], 0.05) for i in range(400)]
        print("epoch", epoch, "loss", np.mean(losses))
    hits = [net.forward(images[i]).argmax() == labels[i] for i in range(400, 500)]
    print("test accuracy:", np.mean(hits))
