import numpy as np


class DigitReader:
    def __init__(self, n_in, n_hidden, n_out, rate):
        self.rate = rate
        self.wh = np.random.random((n_hidden, n_in)) - 0.5
        self.bh = np.random.random((n_hidden, 1)) - 0.5
        self.wo = np.random.random((n_out, n_hidden)) - 0.5
        self.bo = np.random.random((n_out, 1)) - 0.5

    def squash(self, z):
        return 1 / (1 + np.exp(-z))

    def feed_forward(self, pixels):
        self.pixels = pixels
        self.hidden = self.squash(self.wh @ pixels + self.bh)
        self.out = self.squash(self.wo @ self.hidden + self.bo)
        return self.out

    def back_propagate(self, wanted):
        d_out = (self.out - wanted) * self.out * (1 - self.out)
        d_hidden = (self.wo.T @ d_out) * self.hidden * (1 - self.hidden)
        self.wo -= self.rate * d_out @ self.hidden.T
        self.bo -= self.rate * d_out
        self.wh -= self.rate * d_hidden @ self.pixels.T
        self.bh -= self.rate * d_hidden

    def total_error(self, wanted):
        return 0.5 * np.sum((wanted - self.out) ** 2)


def make_digits(n):
    patterns = (np.random.RandomState(5).rand(10, 100) > 0.5) * 1.0
    labels = np.random.randint(0, 10, n)
    pictures = np.clip(patterns[labels] + np.random.normal(0, 0.2, (n, 100)), 0, 1)
    return pictures, labels


if __name__ == "__main__":
    np.random.seed(3)
    pictures, labels = make_digits(600)
    reader = DigitReader(100, 15, 10, 0.5)
    for epoch in range(12):
        err = 0
        for picture, label in zip(pictures[:500], labels[:500]):
            wanted = np.zeros((10, 1))
            wanted[label] = 1
            reader.feed_forward(picture.reshape(-1, 1))
            err += reader.total_error(wanted)
            reader.back_propagate(wanted)
        print("epoch", epoch, "mean error", err / 500)
    hits = 0
    for picture, label in zip(pictures[500:], labels[500:]):
        hits += reader.feed_forward(picture.reshape(-1, 1)).argmax() == label
    print("hits:", hits / 100)
