import numpy as np

np.random.seed(10)


def windows(X, k, s):
    rows = (X.shape[1] - k) // s + 1
    cols = (X.shape[2] - k) // s + 1
    for i in range(rows):
        for j in range(cols):
            yield i, j, slice(i * s, i * s + k), slice(j * s, j * s + k)


class Conv2D:
    """pictures are (example, row, column, channel), kernels (row, column, channel in, channel out)"""

    def __init__(self, k, c_in, c_out, stride):
        self.k, self.s = k, stride
        self.W = np.random.randn(k, k, c_in, c_out) * np.sqrt(2 / (k * k * c_in))
        self.b = np.zeros((1, 1, 1, c_out))

    def forward(self, X):
        self.X = X
        rows = (X.shape[1] - self.k) // self.s + 1
        cols = (X.shape[2] - self.k) // self.s + 1
        Z = np.empty((len(X), rows, cols, self.W.shape[3]))
        for i, j, r, c in windows(X, self.k, self.s):
            Z[:, i, j] = np.einsum('nrcd,rcdo->no', X[:, r, c], self.W)
        self.Z = Z + self.b
        return np.where(self.Z > 0, self.Z, 0.1 * self.Z)

    def backward(self, dY):
        dZ = dY * np.where(self.Z > 0, 1.0, 0.1)
        dX = np.zeros(self.X.shape)
        self.dW = np.zeros(self.W.shape)
        self.db = dZ.sum(axis=(0, 1, 2), keepdims=True)
        for i, j, r, c in windows(self.X, self.k, self.s):
            # the kernel goes back the way it came, no turning round
            dX[:, r, c] += np.einsum('no,rcdo->nrcd', dZ[:, i, j], self.W)
            self.dW += np.einsum('nrcd,no->rcdo', self.X[:, r, c], dZ[:, i, j])
        return dX

    def update(self, lr):
        self.W -= lr * self.dW
        self.b -= lr * self.db


class Flat:
    def __init__(self, n_in, n_out):
        self.W = np.random.randn(n_in, n_out) * 0.05
        self.b = np.zeros((1, n_out))

    def forward(self, X):
        self.shape = X.shape
        self.X = X.reshape(len(X), -1)
        return self.X @ self.W + self.b

    def backward(self, dZ):
        self.dW = self.X.T @ dZ
        self.db = dZ.sum(axis=0, keepdims=True)
        return (dZ @ self.W.T).reshape(self.shape)

    def update(self, lr):
        self.W -= lr * self.dW
        self.b -= lr * self.db


def corner_pictures(n):
    where = np.random.randint(0, 4, n)
    P = np.random.rand(n, 9, 9, 1) * 0.5
    for q in range(n):
        r, c = 5 * (where[q] // 2), 5 * (where[q] % 2)
        P[q, r:r + 4, c:c + 4] += np.random.rand() + 0.3
    return P, where


net = [Conv2D(3, 1, 4, 2), Conv2D(2, 4, 6, 1), Flat(3 * 3 * 6, 4)]
P, where = corner_pictures(160)


def loss_and_slope(s, y):
    s = s - s.max(axis=1, keepdims=True)
    logp = s - np.log(np.exp(s).sum(axis=1, keepdims=True))
    slope = np.exp(logp)
    slope[np.arange(len(y)), y] -= 1
    return -logp[np.arange(len(y)), y].sum(), slope


for epoch in range(15):
    total = 0
    for at in range(0, len(P), 16):
        a = P[at:at + 16]
        for layer in net:
            a = layer.forward(a)
        loss, d = loss_and_slope(a, where[at:at + 16])
        total += loss
        for layer in reversed(net):
            d = layer.backward(d)
        for layer in net:
            layer.update(0.01)
    print('epoch', epoch, 'summed loss', total)
