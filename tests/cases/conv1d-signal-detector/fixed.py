import numpy as np


class Conv1D:
    """cross-correlation, 'valid', followed by ReLU"""
    def __init__(self, size, count, rs):
        self.k = rs.randn(count, size) / np.sqrt(size)
        self.b = np.zeros(count)

    def forward(self, x):
        self.x = x
        self.z = np.array([np.correlate(x, k, 'valid') for k in self.k]) + self.b[:, None]
        return np.maximum(self.z, 0)

    def backward(self, dy):
        dz = dy * (self.z > 0)
        self.dk = np.array([np.correlate(self.x, d, 'valid') for d in dz])
        self.db = dz.sum(axis=1)
        return sum(np.convolve(d, k, 'full') for d, k in zip(dz, self.k))


class Head:
    """mean over time, then a logistic unit"""
    def __init__(self, count, rs):
        self.w = rs.randn(count) * 0.5
        self.b = np.zeros(1)

    def forward(self, y):
        self.shape = y.shape
        self.f = y.mean(axis=1)
        return 1 / (1 + np.exp(-(self.w @ self.f + self.b[0])))

    def backward(self, d):
        self.dw = d * self.f
        self.db = np.array([d])
        return np.outer(d * self.w, np.ones(self.shape[1])) / self.shape[1]


def make_signals(n, rs):
    xs, ts = [], []
    for _ in range(n):
        x = rs.randn(24) * 0.2
        t = rs.randint(2)
        shape = np.array([0.2, 0.5, 0.9, 1.4, 2.0])
        at = rs.randint(0, 20)
        x[at:at + 5] += shape if t else shape[::-1]
        xs.append(x)
        ts.append(t)
    return np.array(xs), np.array(ts)


if __name__ == "__main__":
    rs = np.random.RandomState(4)
    xs, ts = make_signals(200, rs)
    conv, head = Conv1D(5, 4, rs), Head(4, rs)
    lr = 0.2
    for epoch in range(25):
        cost, hits = 0, 0
        for x, t in zip(xs, ts):
            o = head.forward(conv.forward(x))
            cost += -np.log(o if t else 1 - o)
            hits += (o > 0.5) == t
            conv.backward(head.backward(o - t))
            head.w -= lr * head.dw
            head.b -= lr * head.db
            conv.k -= lr * conv.dk
            conv.b -= lr * conv.db
        print("epoch", epoch, "cost", cost / len(xs), "hits", hits / len(xs))
