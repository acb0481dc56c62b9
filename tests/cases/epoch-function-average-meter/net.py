import numpy as np


class Meter:
    def __init__(self):
        self.total, self.count = 0.0, 0

    def update(self, value, n):
        self.total += value * n
        self.count += n

    @property
    def avg(self):
        return self.total / self.count


class Loader:
    def __init__(self, x, y, batch_size, seed):
        self.x, self.y, self.batch_size = x, y, batch_size
        self.rng = np.random.RandomState(seed)

    def __iter__(self):
        order = self.rng.permutation(len(self.x))
        for i in range(0, len(order), self.batch_size):
            yield self.x[order[i:i + self.batch_size]], self.y[order[i:i + self.batch_size]]


class Classifier:
    def __init__(self, dims, seed):
        rng = np.random.RandomState(seed)
        self.Ws = [rng.randn(a, b) * np.sqrt(2.0 / a) for a, b in zip(dims[:-1], dims[1:])]
        self.bs = [np.zeros((1, b)) for b in dims[1:]]

    def __call__(self, x):
        self.acts = [x]
        for W, b in zip(self.Ws[:-1], self.bs[:-1]):
            x = np.maximum(x @ W + b, 0)
            self.acts.append(x)
        s = x @ self.Ws[-1] + self.bs[-1]
        e = np.exp(s - s.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    def backward(self, p, y):
        d = p.copy()
        d[np.arange(len(y)), y] -= 1
        d /= len(y)
        self.gWs, self.gbs = [], []
        for k in reversed(range(len(self.Ws))):
            self.gWs.insert(0, self.acts[k].T @ d)
            self.gbs.insert(0, d.sum(axis=0, keepdims=True))
            if k > 0:
                d = (d @ self.Ws[k].T) * (self.acts[k] > 0)

    def sgd(self, lr):
        for k in range(len(self.Ws)):
            self.Ws[k] -= lr * self.gWs[k]
            self.bs[k] -= lr * self.gbs[k]


def train_epoch(loader, model, lr):
    losses = Meter()
    for xb, yb in loader:
        p = model(xb)
        loss = -np.mean(np.log(p[np.arange(len(yb)), yb] + 1e-10))
        losses.update(loss, len(yb))

        model.backward(p, yb)
        model.sgd(lr)

        return losses.avg


if __name__ == "__main__":
    rng = np.random.RandomState(1)
    y = rng.randint(0, 5, 1000)
    r = 0.5 + 0.5 * y + rng.randn(1000) * 0.07
    a = rng.rand(1000) * 2 * np.pi
    x = np.stack([r * np.cos(a), r * np.sin(a)], axis=1)
    model = Classifier([2, 32, 32, 5], seed=2)
    loader = Loader(x, y, 20, seed=3)
    for epoch in range(40):
        loss = train_epoch(loader, model, lr=0.1)
        if epoch % 8 == 0:
            print("epoch %d loss %.3f" % (epoch, loss))
    print("top-1: %.2f" % (100 * np.mean(model(x).argmax(axis=1) == y)))
