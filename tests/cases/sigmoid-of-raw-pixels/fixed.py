import numpy as np


class SigmoidNet:
    def __init__(self, n_pixels, n_hidden, n_classes, seed=1):
        rng = np.random.RandomState(seed)
        self.W1 = rng.uniform(0, 0.1, (n_pixels, n_hidden))
        self.b1 = np.zeros((1, n_hidden))
        self.W2 = rng.uniform(-0.5, 0.5, (n_hidden, n_classes))
        self.b2 = np.zeros((1, n_classes))

    @staticmethod
    def expit(z):
        return 0.5 * (1 + np.tanh(0.5 * z))

    def forward(self, X):
        self.H = self.expit(X @ self.W1 + self.b1)
        self.O = self.expit(self.H @ self.W2 + self.b2)
        return self.O

    def fit(self, X, Y, rate, cycles):
        N = X.shape[0]
        for c in range(cycles):
            O = self.forward(X)
            E = O - Y
            dO = 2 * E * O * (1 - O) / N
            dH = dO @ self.W2.T * self.H * (1 - self.H)
            self.W2 -= rate * self.H.T @ dO
            self.b2 -= rate * dO.sum(axis=0, keepdims=True)
            self.W1 -= rate * X.T @ dH
            self.b1 -= rate * dH.sum(axis=0, keepdims=True)
            if c % 200 == 0:
                print("cycle", c, "loss", np.sum(E ** 2) / N, "hidden from", self.H.min(), "to", self.H.max())

    def score(self, X, labels):
        return np.mean(self.forward(X).argmax(axis=1) == labels)


def load_digits(n, seed=5):
    """8 x 8 pixels from 0 to 255, six classes with two handwritings each"""
    rng = np.random.RandomState(seed)
    templates = rng.rand(6, 2, 64) ** 2
    labels = rng.randint(0, 6, n)
    X = templates[labels, rng.randint(0, 2, n)] + rng.normal(0, 0.15, (n, 64))
    return np.clip(X * 255, 0, 255).astype(np.uint8), labels


if __name__ == "__main__":
    X, labels = load_digits(400)
    X = X.astype(float) / 255
    Y = np.eye(6)[labels]
    net = SigmoidNet(64, 24, 6)
    net.fit(X[:300], Y[:300], 2.0, 2000)
    print("test accuracy", net.score(X[300:], labels[300:]))
