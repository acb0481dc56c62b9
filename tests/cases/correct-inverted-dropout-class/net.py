import numpy as np


class DropNet:
    def __init__(self, sizes, p_drop, seed):
        self.rng = np.random.default_rng(seed)
        self.p = p_drop
        self.W1 = self.rng.normal(0, np.sqrt(2 / sizes[0]), (sizes[0], sizes[1]))
        self.b1 = np.full(sizes[1], 0.01)
        self.W2 = self.rng.normal(0, np.sqrt(1 / sizes[1]), (sizes[1], sizes[2]))
        self.b2 = np.zeros(sizes[2])

    def forward(self, X, train=False):
        self.X = X
        self.H = (X @ self.W1 + self.b1).clip(0)
        self.drop = np.ones_like(self.H)
        if train:
            self.drop = (self.rng.random(self.H.shape) >= self.p) / (1 - self.p)
        self.D = self.H * self.drop
        s = self.D @ self.W2 + self.b2
        s -= s.max(axis=1, keepdims=True)
        self.P = np.exp(s) / np.exp(s).sum(axis=1, keepdims=True)
        return self.P

    def learn(self, X, labels, lr):
        rows = np.arange(len(X))
        P = self.forward(X, train=True)
        loss = -np.log(P[rows, labels]).mean()
        P[rows, labels] -= 1
        P /= len(X)
        dH = (P @ self.W2.T) * self.drop
        dH[self.H == 0] = 0
        self.W2 -= lr * (self.D.T @ P)
        self.b2 -= lr * P.sum(axis=0)
        self.W1 -= lr * (self.X.T @ dH)
        self.b1 -= lr * dH.sum(axis=0)
        return loss

    def accuracy(self, X, labels):
        return (self.forward(X).argmax(axis=1) == labels).mean()


if __name__ == "__main__":
    rng = np.random.default_rng(40)
    # seven-segment digits with disturbed segments
    seg = ["1110111", "0010010", "1011101", "1011011", "0111010",
           "1101011", "1101111", "1010010", "1111111", "1111011"]
    seg = np.array([[int(c) for c in row] for row in seg])
    labels = rng.integers(0, 10, 1200)
    X = seg[labels] - 0.5 + rng.normal(0, 0.22, (1200, 7))
    net = DropNet([7, 50, 10], 0.2, 1)
    for epoch in range(30):
        for batch in np.array_split(rng.permutation(900), 30):
            loss = net.learn(X[batch], labels[batch], 0.2)
        if epoch % 6 == 5:
            print("epoch", epoch + 1, "loss", loss, "held out", net.accuracy(X[900:], labels[900:]))
