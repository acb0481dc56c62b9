import numpy as np

np.random.seed(77)


class MomentumMLP:
    """one hidden layer, softmax, weight decay and classical momentum"""

    def __init__(self, d, h, k, decay=1e-3, mu=0.9):
        self.theta = [np.random.randn(d, h) * np.sqrt(2.0 / d), np.zeros(h),
                      np.random.randn(h, k) * np.sqrt(1.0 / h), np.zeros(k)]
        self.vel = [np.zeros_like(t) for t in self.theta]
        self.decay, self.mu = decay, mu

    def forward(self, X):
        W1, b1, W2, b2 = self.theta
        hid = np.maximum(0, X @ W1 + b1)
        s = hid @ W2 + b2
        s -= s.max(axis=1)[:, np.newaxis]
        p = np.exp(s)
        return hid, p / p.sum(axis=1)[:, np.newaxis]

    def objective(self, X, y):
        p = self.forward(X)[1]
        W1, _, W2, _ = self.theta
        return (-np.log(p[np.arange(len(y)), y]).mean()
                + self.decay / 2 * ((W1 ** 2).sum() + (W2 ** 2).sum()))

    def train_batch(self, X, y, lr):
        W1, b1, W2, b2 = self.theta
        hid, p = self.forward(X)
        p[np.arange(len(y)), y] -= 1
        p /= len(y)
        back = p @ W2.T
        back[hid == 0] = 0
        grads = [X.T @ back + self.decay * W1, back.sum(axis=0),
                 hid.T @ p + self.decay * W2, p.sum(axis=0)]
        for i in range(4):
            self.vel[i] = self.mu * self.vel[i] - lr * grads[i]
            self.theta[i] = self.theta[i] + self.vel[i]


if __name__ == "__main__":
    X = np.random.randn(500, 4)
    y = np.digitize((X[:, :3] ** 2).sum(axis=1) + X[:, 3], [2.0, 4.0])
    net = MomentumMLP(4, 32, 3)
    for epoch in range(60):
        shuffled = np.random.permutation(500)
        for part in np.array_split(shuffled, 20):
            net.train_batch(X[part], y[part], 0.05)
        if epoch % 10 == 0:
            print("epoch", epoch, "objective", net.objective(X, y))
    print("train accuracy", (net.forward(X)[1].argmax(axis=1) == y).mean())
