import numpy as np


class Conv1D:
    def __init__(self, n_kernels, kernel_size, rng):
        self.n_kernels = n_kernels
        self.weights = rng.normal(0, 1 / np.sqrt(kernel_size), (n_kernels, kernel_size))
        self.bias = np.zeros(n_kernels)

    def forward_pass(self, x):
        self.x = x
        self.y = np.array([np.correlate(x, k, mode="valid") for k in self.weights])
        self.y += self.bias[:, np.newaxis]
        return self.y

    def backward_pass(self, dy, learning_rate):
        dw = np.zeros(self.weights.shape)
        for i in range(self.n_kernels):
            dw[i] = np.correlate(self.x, dy[i], mode="valid")
        db = np.sum(dy, axis=1)
        self.weights -= learning_rate * dw
        self.bias -= learning_rate * db


class TanH:
    def forward_pass(self, x):
        self.y = np.tanh(x)
        return self.y

    def backward_pass(self, dy, learning_rate):
        return dy * (1 - self.y ** 2)


class MeanOverTime:
    """average of the squares along the signal: position does not matter"""

    def forward_pass(self, x):
        self.x = x
        return np.mean(x ** 2, axis=1)

    def backward_pass(self, dy, learning_rate):
        return 2 * self.x * dy[:, np.newaxis] / self.x.shape[1]


class Logistic:
    def __init__(self, n_in, rng):
        self.w = rng.normal(0, 1, n_in)
        self.b = 0.0

    def forward_pass(self, x):
        self.x = x
        self.p = 1 / (1 + np.exp(-(self.w @ x + self.b)))
        return self.p

    def backward_pass(self, target, learning_rate):
        dz = self.p - target
        dx = dz * self.w
        self.w -= learning_rate * dz * self.x
        self.b -= learning_rate * dz
        return dx


def make_signal(rng):
    # a short rising chirp (1) or the same chirp played backwards (0), somewhere in noise
    chirp = np.array([0.3, -0.5, 0.6, 0.9, -1.2, -1.4, -0.2, 1.6, 1.9, 1.1])
    label = rng.integers(0, 2)
    x = rng.normal(0, 0.25, 40)
    start = rng.integers(0, 31)
    x[start:start + 10] += chirp if label else chirp[::-1]
    return x, label


if __name__ == "__main__":
    rng = np.random.default_rng(4)
    train = [make_signal(rng) for _ in range(300)]
    test = [make_signal(rng) for _ in range(300)]
    layers = [Conv1D(6, 7, rng), TanH(), MeanOverTime(), Logistic(6, rng)]

    def predict(x):
        for layer in layers:
            x = layer.forward_pass(x)
        return x

    for epoch in range(25):
        loss = 0
        for x, label in train:
            p = predict(x)
            loss -= np.log(p if label else 1 - p)
            d = label
            for layer in reversed(layers):
                d = layer.backward_pass(d, 0.05)
        if epoch % 6 == 0:
            acc = np.mean([(predict(x) > 0.5) == label for x, label in test])
            print("epoch", epoch, "loss", loss / len(train), "test accuracy", acc)
