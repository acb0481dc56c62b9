import numpy as np


def slope(a):
    return a * (1 - a)


class Mlp:
    def __init__(self, sizes, seed=6):
        rs = np.random.RandomState(seed)
        self.W = [rs.randn(m, n) * 2 / np.sqrt(m) for m, n in zip(sizes, sizes[1:])]
        self.b = [np.zeros((1, n)) for n in sizes[1:]]
        self.L = len(self.W)

    def forward(self, X):
        acts = [X]
        for W, b in zip(self.W, self.b):
            acts.append(1.0 / (1.0 + np.exp(-(acts[-1] @ W + b))))
        return acts

    def gradients(self, X, T):
        acts = self.forward(X)
        dW = [None] * self.L
        db = [None] * self.L
        delta = (acts[-1] - T) / len(X)        # cross-entropy, one sigmoid per class
        for l in range(self.L - 1, -1, -1):
            dW[l] = acts[l].T @ delta
            db[l] = delta.sum(axis=0, keepdims=True)
            if l > 0:
                delta = (delta @ self.W[l].T) * slope(acts[l])
        return dW, db

    def fit(self, X, T, epochs, lr, batch):
        rs = np.random.RandomState(0)
        for e in range(epochs):
            idx = rs.permutation(len(X))
            for s in range(0, len(X), batch):
                part = idx[s:s + batch]
                dW, db = self.gradients(X[part], T[part])
                for l in range(self.L):
                    self.W[l] -= lr * dW[l]
                    self.b[l] -= lr * db[l]
            if e % 15 == 0:
                p = np.clip(self.forward(X)[-1], 1e-12, 1 - 1e-12)
                print("epoch", e, "loss", -np.mean(T * np.log(p) + (1 - T) * np.log(1 - p)))

    def classify(self, X):
        return self.forward(X)[-1].argmax(axis=1)


if __name__ == "__main__":
    rs = np.random.RandomState(1)
    # eight sensors; the class depends on products of two of them
    X = rs.randn(900, 8)
    y = (X[:, 0] * X[:, 1] > 0).astype(int) + (X[:, 2] > 0.5)
    T = np.eye(3)[y]
    net = Mlp([8, 8, 8, 3])
    net.fit(X, T, 90, 0.8, 30)
    print("train accuracy", np.mean(net.classify(X) == y))
