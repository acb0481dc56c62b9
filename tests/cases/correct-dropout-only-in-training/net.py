import numpy as np

rng = np.random.default_rng(21)


class Drop:
    """the survivors are made larger while training, nothing happens while testing"""

    def __init__(self, ratio):
        self.ratio = ratio

    def __call__(self, x, train):
        if not train:
            return x
        keep = 1 - self.ratio
        self.flag = (rng.random(x.shape) < keep) / keep
        return x * self.flag

    def back(self, g):
        return g * self.flag


class Affine:
    def __init__(self, a, b):
        self.W = rng.normal(0, np.sqrt(2 / a), (b, a))
        self.b = np.zeros(b)

    def __call__(self, x, train):
        self.x = x
        return x.dot(self.W.T) + self.b

    def back(self, g):
        self.gW = g.T.dot(self.x)
        self.gb = g.sum(axis=0)
        return g.dot(self.W)


class Relu:
    def __call__(self, x, train):
        self.y = np.maximum(x, 0)
        return self.y

    def back(self, g):
        return g * (self.y > 0)


class Chain:
    def __init__(self, *links):
        self.links = links

    def __call__(self, x, train=True):
        for link in self.links:
            x = link(x, train)
        return x

    def back(self, g):
        for link in reversed(self.links):
            g = link.back(g)

    def update(self, lr):
        for link in self.links:
            if isinstance(link, Affine):
                link.W -= lr * link.gW
                link.b -= lr * link.gb


def softmax_cross_entropy(x, t):
    logp = x - x.max(axis=1, keepdims=True)
    logp = logp - np.log(np.exp(logp).sum(axis=1, keepdims=True))
    rows = np.arange(len(t))
    g = np.exp(logp)
    g[rows, t] -= 1
    return -logp[rows, t].mean(), g / len(t)


if __name__ == "__main__":
    t = rng.integers(0, 6, 700)
    faces = rng.random((18, 30))
    x = faces[t + 6 * rng.integers(0, 3, 700)] + 0.25 * rng.normal(size=(700, 30))
    model = Chain(Affine(30, 80), Relu(), Drop(0.5), Affine(80, 40), Relu(), Drop(0.3), Affine(40, 6))
    for epoch in range(60):
        order = rng.permutation(500)
        total = 0
        for s in range(0, 500, 25):
            rows = order[s:s + 25]
            loss, g = softmax_cross_entropy(model(x[rows]), t[rows])
            model.back(g)
            model.update(0.1)
            total += loss / 20
        if epoch % 10 == 9:
            y = model(x[500:], train=False)
            print("epoch", epoch + 1, "training loss", round(total, 4), "test accuracy", np.mean(y.argmax(axis=1) == t[500:]))
