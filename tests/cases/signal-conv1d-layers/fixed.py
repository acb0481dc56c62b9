import numpy as np

np.random.seed(4)


class Conv1D:
    # signals are (channels, length), no padding
    def __init__(self, cin, cout, k):
        self.k = k
        self.kernel = np.random.randn(cout, cin, k) * np.sqrt(2.0 / (cin * k))
        self.bias = np.zeros(cout)

    def forward(self, sig):
        self.sig = sig
        n = sig.shape[1] - self.k + 1
        out = np.zeros((len(self.bias), n))
        for i in range(n):
            out[:, i] = np.tensordot(self.kernel, sig[:, i:i + self.k], axes=([1, 2], [0, 1])) + self.bias
        return out

    def backward(self, d, lr):
        dk = np.zeros_like(self.kernel)
        for i in range(d.shape[1]):
            dk += d[:, i][:, None, None] * self.sig[None, :, i:i + self.k]
        # gradient for the layer before: full convolution
        dp = np.pad(d, ((0, 0), (self.k - 1, self.k - 1)))
        dsig = np.zeros_like(self.sig)
        for i in range(self.sig.shape[1]):
            dsig[:, i] = np.tensordot(self.kernel[:, :, ::-1], dp[:, i:i + self.k], axes=([0, 2], [0, 1]))
        self.kernel -= lr * dk
        self.bias -= lr * d.sum(axis=1)
        return dsig


class Relu:
    def forward(self, z):
        self.z = z
        return np.maximum(z, 0)

    def backward(self, d, lr):
        return d * (self.z > 0)


class AveragePool:
    def forward(self, a):
        self.shape = a.shape
        return a.mean(axis=1)

    def backward(self, d, lr):
        return np.repeat(d[:, None], self.shape[1], axis=1) / self.shape[1]


class Out:
    def __init__(self, n, classes):
        self.w = np.random.randn(classes, n) * np.sqrt(1.0 / n)
        self.b = np.zeros(classes)

    def forward(self, v):
        self.v = v
        z = self.w @ v + self.b
        e = np.exp(z - z.max())
        return e / e.sum()

    def backward(self, d, lr):
        dv = self.w.T @ d
        self.w -= lr * np.outer(d, self.v)
        self.b -= lr * d
        return dv


def make(n):
    shapes = np.array([[0, 1, 2, 3, 0], [0, 3, 2, 1, 0], [2, 0, 2, 0, 2]]) * 0.8
    X, y = [], np.random.randint(0, 3, n)
    for c in y:
        s = 0.3 * np.random.randn(18)
        p = np.random.randint(0, 13)
        s[p:p + 5] += shapes[c]
        X.append(s[None, :])
    return X, y


net = [Conv1D(1, 4, 4), Relu(), Conv1D(4, 8, 3), Relu(), AveragePool(), Out(8, 3)]
X, y = make(150)
for epoch in range(8):
    total, right = 0, 0
    for sig, c in zip(X, y):
        a = sig
        for layer in net:
            a = layer.forward(a)
        total -= np.log(a[c])
        right += a.argmax() == c
        d = a.copy()
        d[c] -= 1
        for layer in reversed(net):
            d = layer.backward(d, 0.05)
    print("epoch", epoch, "mean loss", total / len(X), "accuracy", right / len(X))
