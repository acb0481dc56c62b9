import numpy as np


class DropoutRegressor:
    """one hidden layer; a unit stays with probability keep"""

    def __init__(self, n_in, n_hidden, keep, rng):
        self.keep = keep
        self.rng = rng
        self.Wh = rng.normal(0, np.sqrt(2 / n_in), (n_in, n_hidden))
        self.bh = np.zeros(n_hidden)
        self.Wo = rng.normal(0, np.sqrt(1 / n_hidden), (n_hidden, 1))
        self.bo = np.zeros(1)

    def forward_train(self, X):
        self.pre = X @ self.Wh + self.bh
        self.mask = self.rng.random(self.pre.shape) < self.keep
        self.hidden = np.maximum(self.pre, 0) * self.mask
        return self.hidden @ self.Wo + self.bo

    def predict(self, X):
        # no unit is dropped here, so the hidden layer is scaled down
        hidden = np.maximum(X @ self.Wh + self.bh, 0) * 0.5
        return hidden @ self.Wo + self.bo

    def train_batch(self, X, Y, lr):
        out = self.forward_train(X)
        d_out = 2 * (out - Y) / len(X)
        d_hidden = d_out @ self.Wo.T
        d_pre = d_hidden * (self.pre > 0)
        self.Wo -= lr * self.hidden.T @ d_out
        self.bo -= lr * d_out.sum(axis=0)
        self.Wh -= lr * X.T @ d_pre
        self.bh -= lr * d_pre.sum(axis=0)
        return np.mean((out - Y) ** 2)


def patients(n, rng):
    X = rng.normal(0, 1, (n, 5))
    Y = 2 + X[:, :1] + np.abs(X[:, 1:2]) - 0.5 * X[:, 2:3] * (X[:, 3:4] > 0)
    return X, Y + rng.normal(0, 0.1, (n, 1))


if __name__ == "__main__":
    rng = np.random.default_rng(17)
    X, Y = patients(400, rng)
    X_new, Y_new = patients(200, rng)
    net = DropoutRegressor(5, 60, keep=0.9, rng=rng)
    for epoch in range(200):
        order = rng.permutation(len(X))
        losses = [net.train_batch(X[order[k:k + 40]], Y[order[k:k + 40]], 0.02) for k in range(0, 400, 40)]
        if epoch % 40 == 39:
            print("epoch", epoch + 1, "training loss", np.mean(losses))
    print("loss on new patients:", np.mean((net.predict(X_new) - Y_new) ** 2))
