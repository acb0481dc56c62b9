import numpy as np


class Embedding:
    def __init__(self, n_words, width, rng):
        self.W = rng.normal(0, 0.1, (n_words, width))
        self.dW = np.zeros_like(self.W)

    def forward(self, idx):
        self.idx = idx
        return self.W[idx]

    def backward(self, dout):
        self.dW[...] = 0
        for k in range(len(self.idx)):
            np.add.at(self.dW, self.idx[k], dout[k])


class Mean:
    def forward(self, x):
        self.length = x.shape[1]
        return x.mean(axis=1)

    def backward(self, dout):
        return np.repeat(dout[:, None, :], self.length, axis=1) / self.length


class Affine:
    def __init__(self, n_in, n_out, rng):
        self.W = rng.normal(0, 1 / np.sqrt(n_in), (n_in, n_out))
        self.b = np.zeros(n_out)
        self.dW, self.db = np.zeros_like(self.W), np.zeros_like(self.b)

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        self.dW[...] = self.x.T @ dout
        self.db[...] = dout.sum(axis=0)
        return dout @ self.W.T


class SigmoidWithLoss:
    def forward(self, x, t):
        self.y, self.t = 1 / (1 + np.exp(-x)), t
        return -np.mean(t * np.log(self.y + 1e-9) + (1 - t) * np.log(1 - self.y + 1e-9))

    def backward(self):
        return (self.y - self.t) / len(self.t)


class ReviewNet:
    def __init__(self, n_words, width, rng):
        self.embed = Embedding(n_words, width, rng)
        self.mean = Mean()
        self.affine = Affine(width, 1, rng)
        self.last = SigmoidWithLoss()

    def score(self, idx):
        return self.affine.forward(self.mean.forward(self.embed.forward(idx)))

    def loss(self, idx, t):
        return self.last.forward(self.score(idx), t)

    def backward(self):
        self.embed.backward(self.mean.backward(self.affine.backward(self.last.backward())))

    def update(self, lr):
        for p, g in ((self.embed.W, self.embed.dW), (self.affine.W, self.affine.dW), (self.affine.b, self.affine.db)):
            p -= lr * g


def write_reviews(n, rng):
    """60 words, each with its own leaning; the frequent ones say little"""
    leaning = np.concatenate([rng.normal(0, 0.15, 10), rng.normal(0, 1, 50)])
    often = np.concatenate([np.full(10, 6.0), np.full(50, 1.0)])
    idx = rng.choice(60, (n, 12), p=often / often.sum())
    return idx, (leaning[idx].sum(axis=1, keepdims=True) > 0).astype(float)


if __name__ == "__main__":
    rng = np.random.default_rng(0)
    idx, t = write_reviews(1500, rng)
    net = ReviewNet(60, 8, rng)
    for epoch in range(30):
        losses = []
        for k in range(0, 1200, 100):
            losses.append(net.loss(idx[k:k + 100], t[k:k + 100]))
            net.backward()
            net.update(2.0)
        if epoch % 5 == 4:
            acc = np.mean((net.score(idx[1200:]) > 0) == t[1200:])
            print("epoch", epoch + 1, "loss", np.mean(losses), "test accuracy", acc)
