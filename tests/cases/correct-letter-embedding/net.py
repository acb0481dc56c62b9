import numpy as np

TEXT = ("a small boat on a small lake and a tall man in the small boat the man on the lake "
        "sees the tall tree and the tree sees the man in the boat ")


class NextLetter:
    def __init__(self, letters, dim=6, hidden=24, context=2, seed=0):
        r = np.random.RandomState(seed)
        n = len(letters)
        self.index = {c: i for i, c in enumerate(letters)}
        self.context, self.dim = context, dim
        self.E = r.randn(n, dim) * 0.5
        self.W = r.randn(context * dim, hidden) / np.sqrt(context * dim)
        self.b = np.zeros(hidden)
        self.V = r.randn(hidden, n) / np.sqrt(hidden)
        self.c = np.zeros(n)

    def examples(self, text):
        ids = [self.index[ch] for ch in text]
        k = self.context
        X = np.array([ids[i:i + k] for i in range(len(ids) - k)])
        return X, np.array(ids[k:])

    def forward(self, X):
        e = self.E[X].reshape(len(X), -1)
        h = np.tanh(e @ self.W + self.b)
        s = h @ self.V + self.c
        s -= s.max(axis=1, keepdims=True)
        p = np.exp(s)
        p /= p.sum(axis=1, keepdims=True)
        return e, h, p

    def loss(self, X, y):
        return -np.mean(np.log(self.forward(X)[2][np.arange(len(y)), y]))

    def step(self, X, y, lr):
        e, h, p = self.forward(X)
        d = p.copy()
        d[np.arange(len(y)), y] -= 1
        d /= len(y)
        dh = (d @ self.V.T) * (1 - h ** 2)
        de = (dh @ self.W.T).reshape(len(X), self.context, self.dim)
        dE = np.zeros_like(self.E)
        np.add.at(dE, X, de)      # a letter may occur several times
        self.V -= lr * h.T @ d
        self.c -= lr * d.sum(axis=0)
        self.W -= lr * e.T @ dh
        self.b -= lr * dh.sum(axis=0)
        self.E -= lr * dE


if __name__ == "__main__":
    net = NextLetter(sorted(set(TEXT)))
    X, y = net.examples(TEXT)
    r = np.random.RandomState(1)
    print("start", net.loss(X, y), "uniform", np.log(len(net.index)))
    for i in range(3000):
        pick = r.choice(len(X), 32, replace=False)
        net.step(X[pick], y[pick], 0.3)
        if i % 1000 == 0:
            print(i, net.loss(X, y))
    print("cross entropy", net.loss(X, y))
