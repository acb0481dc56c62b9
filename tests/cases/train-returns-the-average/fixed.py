import numpy as np


class AverageMeter(object):
    """keeps the running average of a value"""

    def __init__(self):
        self.total, self.count = 0.0, 0

    def update(self, value, n):
        self.total += value * n
        self.count += n

    @property
    def avg(self):
        return self.total / self.count


class Classifier(object):
    def __init__(self, n_in, n_hidden, n_out, rng):
        self.w1 = rng.standard_normal((n_in, n_hidden)) * np.sqrt(2 / n_in)
        self.b1 = np.zeros(n_hidden)
        self.w2 = rng.standard_normal((n_hidden, n_out)) * np.sqrt(2 / n_hidden)
        self.b2 = np.zeros(n_out)

    def __call__(self, x):
        self.x = x
        self.h = np.maximum(x @ self.w1 + self.b1, 0)
        s = self.h @ self.w2 + self.b2
        e = np.exp(s - s.max(axis=1, keepdims=True))
        self.p = e / e.sum(axis=1, keepdims=True)
        return self.p

    def backward(self, target, lr):
        n = len(target)
        ds = self.p.copy()
        ds[np.arange(n), target] -= 1
        ds /= n
        dh = ds @ self.w2.T
        dh[self.h <= 0] = 0
        self.w2 -= lr * self.h.T @ ds
        self.b2 -= lr * ds.sum(axis=0)
        self.w1 -= lr * self.x.T @ dh
        self.b1 -= lr * dh.sum(axis=0)


def loader(x, target, batch, rng):
    order = rng.permutation(len(x))
    for start in range(0, len(x), batch):
        rows = order[start:start + batch]
        yield x[rows], target[rows]


def train(batches, model, lr):
    losses = AverageMeter()
    for x, target in batches:
        p = model(x)
        losses.update(-np.mean(np.log(p[np.arange(len(target)), target] + 1e-12)), len(target))
        model.backward(target, lr)
    return losses.avg


if __name__ == "__main__":
    rng = np.random.default_rng(9)
    prototypes = rng.uniform(0, 1, (24, 40))
    kind = rng.integers(0, 24, 2400)
    data = prototypes[kind] + rng.normal(0, 0.35, (2400, 40)) - 0.5
    labels = kind % 8
    model = Classifier(40, 32, 8, rng)
    for epoch in range(15):
        loss = train(loader(data[:2000], labels[:2000], 50, rng), model, 0.1)
        hits = np.mean(model(data[2000:]).argmax(axis=1) == labels[2000:])
        print("epoch", epoch, "loss", loss, "validation", hits)
