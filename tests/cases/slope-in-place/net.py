import numpy as np


class Activations:
    def relu(self, v):
        return np.maximum(v, 0)

    def relu_slope(self, v):
        v[v > 0] = 1
        v[v <= 0] = 0
        return v


class SpamNet(Activations):
    def __init__(self, words, hidden, seed):
        r = np.random.RandomState(seed)
        self.V = r.randn(words, hidden) * np.sqrt(2.0 / words)
        self.c = np.zeros(hidden)
        self.U = r.randn(hidden, 1) * np.sqrt(1.0 / hidden)
        self.d = np.zeros(1)

    def probability(self, counts):
        self.hid = self.relu(counts @ self.V + self.c)
        return 1 / (1 + np.exp(-(self.hid @ self.U + self.d)))

    def gradients(self, counts, spam):
        p = self.probability(counts)
        err = (p - spam) / len(counts)
        err_hid = (err @ self.U.T) * self.relu_slope(self.hid)
        return {"U": self.hid.T @ err, "d": err.sum(axis=0), "V": counts.T @ err_hid, "c": err_hid.sum(axis=0)}

    def train(self, counts, spam, rate, epochs):
        for e in range(epochs):
            for name, g in self.gradients(counts, spam).items():
                setattr(self, name, getattr(self, name) - rate * g)
            if e % 200 == 0 or e == epochs - 1:
                print("epoch", e, "loss", self.loss(counts, spam))

    def loss(self, counts, spam):
        p = np.clip(self.probability(counts), 1e-12, 1 - 1e-12)
        return -np.mean(spam * np.log(p) + (1 - spam) * np.log(1 - p))


if __name__ == "__main__":
    r = np.random.RandomState(3)
    # how often each of 12 words occurs (scaled); spam if offers and money come together, or neither of both
    mail = r.randn(300, 12)
    spam = (mail[:, :1] * mail[:, 1:2] > 0).astype(float)
    net = SpamNet(12, 30, 1)
    net.train(mail, spam, 0.5, 1500)
