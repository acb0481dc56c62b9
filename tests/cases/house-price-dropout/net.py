import numpy as np

class PriceNet:
    def __init__(self, n_in, hidden, keep, lr):
        self.keep, self.lr = keep, lr
        self.W1 = np.random.randn(n_in, hidden) * np.sqrt(2 / n_in)
        self.b1 = np.zeros(hidden)
        self.W2 = np.random.randn(hidden, 1) * np.sqrt(1 / hidden)
        self.b2 = np.zeros(1)

    def train_batch(self, X, y):
        Z = X @ self.W1 + self.b1
        H = np.maximum(Z, 0)
        # dropout on the hidden units
        D = np.random.rand(*H.shape) < self.keep
        H = H * D
        out = H @ self.W2 + self.b2
        d_out = 2 * (out - y) / len(X)
        d_Z = (d_out @ self.W2.T) * D * (Z > 0)
        self.W2 -= self.lr * H.T @ d_out
        self.b2 -= self.lr * d_out.sum(axis=0)
        self.W1 -= self.lr * X.T @ d_Z
        self.b1 -= self.lr * d_Z.sum(axis=0)
        return np.mean((out - y) ** 2)

    def predict(self, X):
        H = np.maximum(X @ self.W1 + self.b1, 0)
        return H @ self.W2 + self.b2


def houses(n):
    """rooms, area, distance, age (all scaled); price in 100 000"""
    X = np.random.randn(n, 4)
    price = 3 + 0.5 * X[:, 0] + X[:, 1] - 0.6 * np.abs(X[:, 2]) + 0.3 * X[:, 1] * (X[:, 3] < 0)
    return X, price[:, None] + 0.05 * np.random.randn(n, 1)


if __name__ == '__main__':
    np.random.seed(40)
    X, y = houses(600)
    Xt, yt = houses(200)
    model = PriceNet(4, 80, keep=0.5, lr=0.01)
    for epoch in range(120):
        idx = np.arange(len(X))
        np.random.shuffle(idx)
        mse = [model.train_batch(X[i], y[i]) for i in np.array_split(idx, 20)]
        if epoch % 20 == 0:
            print('epoch', epoch, 'train mse', np.mean(mse))
    pred = model.predict(Xt)
    print('first three prices', yt[:3].ravel(), 'predicted', pred[:3].ravel())
    print('test mse', np.mean((pred - yt) ** 2))
