import numpy as np


class Conv1D:
    def __init__(self, n_in, n_out, width):
        self.k = np.random.randn(n_out, n_in, width) / np.sqrt(n_in * width)
        self.b = np.zeros(n_out)

    def forward(self, x):
        # x: (channels, length)
        self.x = x
        n_out, n_in, width = self.k.shape
        y = np.zeros((n_out, x.shape[1] - width + 1))
        for o in range(n_out):
            for i in range(n_in):
                y[o] += np.correlate(x[i], self.k[o, i], mode="valid")
            y[o] += self.b[o]
        return y

    def backward(self, dy, lr):
        dx = np.zeros(self.x.shape)
        dk = np.zeros(self.k.shape)
        n_out, n_in, width = self.k.shape
        for o in range(n_out):
            for i in range(n_in):
                dk[o, i] = np.correlate(self.x[i], dy[o], mode="valid")
                dx[i] += np.convolve(dy[o], self.k[o, i], mode="full")
        self.k -= lr * dk
        self.b -= lr * dy.sum(axis=1)
        return dx


class Tanh:
    def forward(self, x):
        self.y = np.tanh(x)
        return self.y

    def backward(self, dy, lr):
        return dy * (1 - self.y ** 2)


class Readout:
    """mean over time, then a weighted sum over the channels"""

    def __init__(self, channels):
        self.w = np.random.randn(channels) / np.sqrt(channels)
        self.b = 0.0

    def forward(self, x):
        self.length = x.shape[1]
        self.level = x.mean(axis=1)
        return np.dot(self.w, self.level) + self.b

    def backward(self, d, lr):
        dx = np.tile((d * self.w / self.length).reshape(-1, 1), (1, self.length))
        self.w -= lr * d * self.level
        self.b -= lr * d
        return dx


def make_signals(n):
    signals, answers = [], []
    t = np.arange(16)
    for _ in range(n):
        place, slope = np.random.uniform(3, 12), np.random.uniform(-1, 1)
        s = slope * (t - place) * np.exp(-0.3 * (t - place) ** 2)
        signals.append((s + np.random.normal(0, 0.03, 16)).reshape(1, -1))
        answers.append(slope)
    return signals, answers


if __name__ == "__main__":
    np.random.seed(17)
    signals, answers = make_signals(120)
    net = [Conv1D(1, 3, 4), Tanh(), Conv1D(3, 4, 4), Tanh(), Readout(4)]
    for epoch in range(40):
        total = 0
        for s, a in zip(signals, answers):
            out = s
            for part in net:
                out = part.forward(out)
            total += (out - a) ** 2
            grad = 2 * (out - a)
            for part in reversed(net):
                grad = part.backward(grad, 0.02)
        if epoch % 10 == 9:
            print("epoch", epoch + 1, "mean squared error", total / len(signals))
