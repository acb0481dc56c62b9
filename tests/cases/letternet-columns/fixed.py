import numpy as np

GLYPHS = """
01110 11110 01111 11110 11111
10001 10001 10000 10001 10000
10001 11110 10000 10001 11110
11111 10001 10000 10001 10000
10001 10001 10000 10001 10000
10001 10001 10000 10001 10000
10001 11110 01111 11110 11111
""".split()


def letters(n):
    """n noisy copies of A B C D E, one per column"""
    proto = np.array([[float(ch) for row in GLYPHS[k::5] for ch in row] for k in range(5)])
    which = np.random.randint(0, 5, n)
    X = proto[which].T + np.random.normal(0, 0.4, (35, n))
    T = np.zeros((5, n))
    T[which, np.arange(n)] = 1
    return X, T


class LetterNet:
    def __init__(self, sizes):
        self.W = [np.random.randn(b, a) / np.sqrt(a) for a, b in zip(sizes, sizes[1:])]
        self.B = [np.zeros((b, 1)) for b in sizes[1:]]

    def feed(self, X):
        acts = [X]
        for W, B in zip(self.W, self.B):
            acts.append(1 / (1 + np.exp(-(W @ acts[-1] + B))))
        return acts

    def batch(self, X, T, eta):
        acts = self.feed(X)
        delta = (acts[-1] - T) / X.shape[1]
        for l in range(len(self.W) - 1, -1, -1):
            dW = delta @ acts[l].T
            dB = delta.sum(axis=1, keepdims=True)
            delta = (self.W[l].T @ delta) * acts[l] * (1 - acts[l])
            self.W[l] -= eta * dW
            self.B[l] -= eta * dB

    def cross_entropy(self, X, T):
        o = self.feed(X)[-1]
        return -np.mean(np.sum(T * np.log(o) + (1 - T) * np.log(1 - o), axis=0))

    def accuracy(self, X, T):
        return np.mean(np.argmax(self.feed(X)[-1], axis=0) == np.argmax(T, axis=0))


if __name__ == "__main__":
    np.random.seed(6)
    X, T = letters(400)
    Xt, Tt = letters(200)
    net = LetterNet([35, 8, 5])
    for epoch in range(10):
        for k in range(0, 400, 20):
            net.batch(X[:, k:k + 20], T[:, k:k + 20], 0.8)
        print("epoch", epoch, "cross-entropy", net.cross_entropy(X, T))
    print("test accuracy", net.accuracy(Xt, Tt))
