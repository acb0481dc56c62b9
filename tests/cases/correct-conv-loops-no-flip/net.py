import numpy as np


class ConvLayer:
    """plain loops; nothing is flipped, neither forward nor backward"""

    def __init__(self, filters, channels, size, stride=1):
        self.W = np.random.randn(filters, channels, size, size) * np.sqrt(2.0 / (channels * size * size))
        self.B = np.zeros(filters)
        self.size, self.stride = size, stride

    def spots(self, rows, cols):
        for r in range(rows):
            for c in range(cols):
                r0, c0 = r * self.stride, c * self.stride
                yield r, c, slice(r0, r0 + self.size), slice(c0, c0 + self.size)

    def forward(self, X):
        self.X = X
        rows = (X.shape[2] - self.size) // self.stride + 1
        cols = (X.shape[3] - self.size) // self.stride + 1
        Y = np.empty((len(X), len(self.W), rows, cols))
        for r, c, rs, cs in self.spots(rows, cols):
            Y[:, :, r, c] = np.tensordot(X[:, :, rs, cs], self.W, axes=([1, 2, 3], [1, 2, 3])) + self.B
        return Y

    def backward(self, dY):
        self.dW, dX = np.zeros_like(self.W), np.zeros_like(self.X)
        self.dB = dY.sum(axis=(0, 2, 3))
        for r, c, rs, cs in self.spots(*dY.shape[2:]):
            self.dW += np.tensordot(dY[:, :, r, c], self.X[:, :, rs, cs], axes=(0, 0))
            dX[:, :, rs, cs] += np.tensordot(dY[:, :, r, c], self.W, axes=(1, 0))
        return dX

    def parameters(self):
        return [(self.W, self.dW), (self.B, self.dB)]


class Softplus:
    def forward(self, X):
        self.X = X
        return np.logaddexp(0, X)

    def backward(self, dY):
        return dY / (1 + np.exp(-self.X))

    def parameters(self):
        return []


class GlobalMean:
    def forward(self, X):
        self.shape = X.shape
        return X.mean(axis=(2, 3))

    def backward(self, dY):
        return np.broadcast_to(dY[:, :, None, None], self.shape) / (self.shape[2] * self.shape[3])

    def parameters(self):
        return []


class Full:
    def __init__(self, n_in, n_out):
        self.W = np.random.randn(n_in, n_out) / np.sqrt(n_in)
        self.B = np.zeros(n_out)

    def forward(self, X):
        self.X = X
        return X @ self.W + self.B

    def backward(self, dY):
        self.dW, self.dB = self.X.T @ dY, dY.sum(axis=0)
        return dY @ self.W.T

    def parameters(self):
        return [(self.W, self.dW), (self.B, self.dB)]


def stripes(n):
    """waves that run across, down, or along a diagonal"""
    kind = np.random.randint(0, 3, n)
    a, b = np.mgrid[0:9, 0:9]
    phase = np.random.rand(n, 1, 1) * 2 * np.pi
    along = np.array([a, b, (a + b) / 1.4])[kind]
    return (np.sin(along * 1.6 + phase) + 0.4 * np.random.randn(n, 9, 9))[:, None], kind


if __name__ == "__main__":
    np.random.seed(0)
    X, kind = stripes(400)
    test_X, test_kind = stripes(150)
    T = np.eye(3)[kind]
    net = [ConvLayer(6, 1, 3), Softplus(), ConvLayer(8, 6, 3, stride=2), Softplus(), GlobalMean(), Full(8, 3)]

    def predict(Z):
        for layer in net:
            Z = layer.forward(Z)
        E = np.exp(Z - Z.max(axis=1, keepdims=True))
        return E / E.sum(axis=1, keepdims=True)

    for epoch in range(25):
        for k in range(0, 400, 20):
            P = predict(X[k:k + 20])
            D = (P - T[k:k + 20]) / 20
            for layer in reversed(net):
                D = layer.backward(D)
            for layer in net:
                for value, slope in layer.parameters():
                    value -= 0.2 * slope
        if epoch % 5 == 4:
            print("epoch", epoch + 1, "accuracy", np.mean(predict(test_X).argmax(axis=1) == test_kind))
