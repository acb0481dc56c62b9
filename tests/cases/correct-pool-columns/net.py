import numpy as np


class Filters:
    def __init__(self, count, k):
        self.k = k
        self.W = np.random.randn(k * k, count) / k
        self.b = np.zeros(count)

    def forward(self, X):
        n, h, w = X.shape
        k = self.k
        rows, cols = h - k + 1, w - k + 1
        self.X_col = np.array([[X[:, i:i + k, j:j + k].reshape(n, -1) for j in range(cols)] for i in range(rows)])
        out = self.X_col @ self.W + self.b            # rows, cols, n, count
        self.on = out > 0
        return (out * self.on).transpose(2, 3, 0, 1)

    def backward(self, dout):
        d = dout.transpose(2, 3, 0, 1) * self.on
        self.dW = np.tensordot(self.X_col, d, axes=([0, 1, 2], [0, 1, 2]))
        self.db = d.sum(axis=(0, 1, 2))


def fill_max(dX_col, dout_col, cache):
    dX_col[cache, np.arange(cache.size)] = dout_col
    return dX_col


class Pool:
    def forward(self, X):
        n, c, h, w = X.shape
        self.shape = X.shape
        self.X_col = X.reshape(n, c, h // 2, 2, w // 2, 2).transpose(3, 5, 0, 1, 2, 4).reshape(4, -1)
        self.cache = np.argmax(self.X_col, axis=0)
        return self.X_col[self.cache, np.arange(self.cache.size)].reshape(n, c, h // 2, w // 2)

    def backward(self, dout):
        n, c, h, w = self.shape
        dX_col = np.zeros_like(self.X_col)
        dX = fill_max(dX_col, dout.ravel(), self.cache)
        return dX_col.reshape(2, 2, n, c, h // 2, w // 2).transpose(2, 3, 4, 0, 5, 1).reshape(self.shape)


class Output:
    def __init__(self, n_in, n_out):
        self.W = np.random.randn(n_in, n_out) / np.sqrt(n_in)
        self.b = np.zeros(n_out)

    def forward(self, X):
        self.shape = X.shape
        self.X = X.reshape(X.shape[0], -1)
        return self.X @ self.W + self.b

    def backward(self, dout):
        self.dW = self.X.T @ dout
        self.db = np.sum(dout, axis=0)
        return (dout @ self.W.T).reshape(self.shape)


def cross_entropy(score, y):
    m = y.size
    prob = np.exp(score - score.max(axis=1, keepdims=True))
    prob /= prob.sum(axis=1, keepdims=True)
    loss = -np.sum(np.log(prob[range(m), y])) / m
    prob[range(m), y] -= 1.
    return loss, prob / m


def shapes(n):
    y = np.random.randint(0, 3, n)
    X = np.random.randn(n, 10, 10) * 0.4
    for s in range(n):
        r, c = np.random.randint(0, 7, 2)
        if y[s] == 0:
            X[s, r, c:c + 4] += 1.5
        elif y[s] == 1:
            X[s, r:r + 4, c] += 1.5
        else:
            X[s, r:r + 2, c:c + 2] += 1.5
    return X, y


if __name__ == "__main__":
    np.random.seed(3)
    X, y = shapes(300)
    conv, pool, out = Filters(6, 3), Pool(), Output(6 * 4 * 4, 3)
    for epoch in range(30):
        total = 0
        for k in range(0, 300, 30):
            loss, d = cross_entropy(out.forward(pool.forward(conv.forward(X[k:k + 30]))), y[k:k + 30])
            conv.backward(pool.backward(out.backward(d)))
            for layer in (conv, out):
                layer.W -= 0.15 * layer.dW
                layer.b -= 0.15 * layer.db
            total += loss / 10
        if epoch % 6 == 5:
            print("epoch", epoch + 1, "loss", total)
    print("hits", np.mean(np.argmax(out.forward(pool.forward(conv.forward(X))), axis=1) == y))
