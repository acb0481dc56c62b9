import numpy as np


class SoftClassifier:
    def __init__(self, d, h, k, lr=0.1, batch=25, seed=0):
        self.rng = np.random.default_rng(seed)
        self.A = self.rng.normal(size=(d, h)) * np.sqrt(2 / d)
        self.a = np.zeros(h)
        self.B = self.rng.normal(size=(h, k)) * np.sqrt(1 / h)
        self.b = np.zeros(k)
        self.k, self.lr, self.batch = k, lr, batch

    def probabilities(self, X):
        H = np.maximum(X @ self.A + self.a, 0)
        S = H @ self.B + self.b
        S = S - S.max(axis=1, keepdims=True)
        P = np.exp(S)
        return H, P / P.sum(axis=1, keepdims=True)

    def loss(self, X, y):
        P = self.probabilities(X)[1]
        return -np.log(P[range(len(y)), y] + 1e-12).mean()

    def fit(self, X, y, epochs):
        for e in range(epochs):
            idx = self.rng.permutation(len(X))
            for s in range(0, len(X), self.batch):
                B = idx[s:s + self.batch]
                H, P = self.probabilities(X[B])
                T = np.eye(self.k)[y[B]]
                dS = (P - T) * P * (1 - P) / len(B)
                dH = dS @ self.B.T
                dH[H == 0] = 0
                self.B -= self.lr * H.T @ dS
                self.b -= self.lr * dS.sum(axis=0)
                self.A -= self.lr * X[B].T @ dH
                self.a -= self.lr * dH.sum(axis=0)
            if e % 10 == 0:
                print("epoch %d loss %.4f" % (e, self.loss(X, y)))
        return self

    def predict(self, X):
        return np.argmax(self.probabilities(X)[1])

    def score(self, X, y):
        return np.mean(self.predict(X) == y)


if __name__ == "__main__":
    rng = np.random.default_rng(99)
    means = rng.normal(0, 1.6, (4, 5))
    y = rng.integers(0, 4, 400)
    X = means[y] + rng.normal(0, 1, (400, 5))
    clf = SoftClassifier(5, 12, 4).fit(X[:300], y[:300], 40)
    print("test loss", clf.loss(X[300:], y[300:]))
    print("score:", clf.score(X[300:], y[300:]))
