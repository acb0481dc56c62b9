import numpy as np

np.random.seed(12)


# ---------------- data: fake ECG beats, class = which of 3 shapes ----------------
def beat(kind, L=32):
    x = np.random.randn(L) * 0.15
    pos = np.random.randint(6, L - 10)
    shape = [[0.2, 1, -.5, .3], [.3, -.5, 1, 0.2], [.6, .6, -.6, -.6]][kind]
    x[pos:pos + 4] += np.array(shape) * 1.5
    return x


def dataset(n):
    y = np.random.randint(0, 3, n)
    X = np.array([beat(k) for k in y])[:, None, :]
    return X, y


# ---------------- layers ----------------
class Conv1D:
    def __init__(self, c_in, c_out, k):
        self.W = np.random.randn(c_out, c_in, k) * np.sqrt(2.0 / (c_in * k))
        self.b = np.zeros(c_out)
        self.k = k

    def forward(self, x):
        self.x = x
        N, C, L = x.shape
        out = np.zeros((N, self.W.shape[0], L - self.k + 1))
        for i in range(out.shape[2]):
            out[:, :, i] = np.tensordot(x[:, :, i:i + self.k], self.W, axes=([1, 2], [1, 2])) + self.b
        return out

    def backward(self, d):
        N, C, L = self.x.shape
        self.dW = np.zeros_like(self.W)
        for i in range(d.shape[2]):
            self.dW += np.tensordot(d[:, :, i], self.x[:, :, i:i + self.k], axes=(0, 0))
        self.db = d.sum(axis=(0, 2))
        # full correlation of the padded gradient with the mirrored kernel
        pad = np.pad(d, ((0, 0), (0, 0), (self.k - 1, self.k - 1)))
        Wr = self.W
        dx = np.zeros_like(self.x)
        for i in range(L):
            dx[:, :, i] = np.tensordot(pad[:, :, i:i + self.k], Wr, axes=([1, 2], [0, 2]))
        return dx

    def params(self):
        return [(self.W, self.dW), (self.b, self.db)]


class ReLU:
    def forward(self, x):
        self.on = x > 0
        return x * self.on

    def backward(self, d):
        return d * self.on

    def params(self):
        return []


class MaxPool1D:
    """non overlapping, drops the rest at the end"""

    def __init__(self, p):
        self.p = p

    def forward(self, x):
        N, C, L = x.shape
        m = L // self.p
        self.shape = x.shape
        blocks = x[:, :, :m * self.p].reshape(N, C, m, self.p)
        self.arg = blocks.argmax(-1)
        return blocks.max(-1)

    def backward(self, d):
        N, C, m = d.shape
        db = np.zeros((N, C, m, self.p))
        n, c, j = np.ogrid[:N, :C, :m]
        db[n, c, j, self.arg] = d
        dx = np.zeros(self.shape)
        dx[:, :, :m * self.p] = db.reshape(N, C, m * self.p)
        return dx

    def params(self):
        return []


class Dense:
    def __init__(self, a, b):
        self.W = np.random.randn(a, b) / np.sqrt(a)
        self.b = np.zeros(b)

    def forward(self, x):
        self.shape = x.shape
        self.x = x.reshape(len(x), -1)
        return self.x @ self.W + self.b

    def backward(self, d):
        self.dW = self.x.T @ d
        self.db = d.sum(0)
        return (d @ self.W.T).reshape(self.shape)

    def params(self):
        return [(self.W, self.dW), (self.b, self.db)]


def softmax_xent(s, y):
    e = np.exp(s - s.max(1, keepdims=True))
    p = e / e.sum(1, keepdims=True)
    loss = -np.log(p[range(len(y)), y]).mean()
    p[range(len(y)), y] -= 1
    return loss, p / len(y)


layers = [Conv1D(1, 6, 5), ReLU(), MaxPool1D(2), Conv1D(6, 8, 3), ReLU(), MaxPool1D(3), Dense(8 * 4, 3)]
Xtr, ytr = dataset(360)
Xte, yte = dataset(200)


def run(x):
    for l in layers:
        x = l.forward(x)
    return x


for epoch in range(15):
    perm = np.random.permutation(len(Xtr))
    for s in range(0, len(perm), 24):
        b = perm[s:s + 24]
        loss, d = softmax_xent(run(Xtr[b]), ytr[b])
        for l in layers[::-1]:
            d = l.backward(d)
        for l in layers:
            for p, g in l.params():
                p -= 0.1 * g
    if epoch % 5 == 4:
        print('epoch', epoch + 1, 'loss', loss, 'test acc', (run(Xte).argmax(1) == yte).mean())
