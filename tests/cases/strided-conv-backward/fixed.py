import numpy as np


def conv_forward(A_prev, W, b, stride):
    m, h_prev, w_prev, _ = A_prev.shape
    f, _, _, n_c = W.shape
    n_h = (h_prev - f) // stride + 1
    n_w = (w_prev - f) // stride + 1
    Z = np.zeros((m, n_h, n_w, n_c))
    for h in range(n_h):
        for w in range(n_w):
            piece = A_prev[:, h * stride:h * stride + f, w * stride:w * stride + f, :]
            Z[:, h, w, :] = np.tensordot(piece, W, axes=([1, 2, 3], [0, 1, 2])) + b
    return Z, (A_prev, W, b, stride)


def conv_backward(dZ, cache):
    A_prev, W, b, stride = cache
    f = W.shape[0]
    m, n_h, n_w, n_c = dZ.shape
    dA_prev = np.zeros(A_prev.shape)
    dW = np.zeros(W.shape)
    db = np.sum(dZ, axis=(0, 1, 2))
    for h in range(n_h):
        for w in range(n_w):
            top, left = h * stride, w * stride
            piece = A_prev[:, top:top + f, left:left + f, :]
            dW += np.tensordot(piece, dZ[:, h, w, :], axes=([0], [0]))
            dA_prev[:, top:top + f, left:left + f, :] += np.tensordot(dZ[:, h, w, :], W, axes=([1], [3]))
    return dA_prev, dW, db


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


class SmallCNN:
    def __init__(self, seed):
        rng = np.random.RandomState(seed)
        self.P = {"W1": rng.randn(3, 3, 1, 4) * 0.4, "b1": np.zeros(4),
                  "W2": rng.randn(3, 3, 4, 6) * 0.2, "b2": np.zeros(6),
                  "W3": rng.randn(6, 3) * 0.4, "b3": np.zeros(3)}

    def forward(self, X):
        P = self.P
        self.Z1, self.c1 = conv_forward(X, P["W1"], P["b1"], 2)
        self.A1 = np.maximum(self.Z1, 0)
        self.Z2, self.c2 = conv_forward(self.A1, P["W2"], P["b2"], 2)
        self.A2 = np.maximum(self.Z2, 0)
        self.flat = self.A2.sum(axis=(1, 2))
        return softmax(self.flat @ P["W3"] + P["b3"])

    def backward(self, probs, Y):
        G = {}
        d = probs.copy()
        d[np.arange(len(Y)), Y] -= 1
        d /= len(Y)
        G["W3"], G["b3"] = self.flat.T @ d, d.sum(axis=0)
        dA2 = (d @ self.P["W3"].T)[:, None, None, :] * np.ones(self.A2.shape)
        dA1, G["W2"], G["b2"] = conv_backward(dA2 * (self.Z2 > 0), self.c2)
        _, G["W1"], G["b1"] = conv_backward(dA1 * (self.Z1 > 0), self.c1)
        return G


def pictures(n, rng):
    # rows, columns or a checkerboard of light points
    Y = rng.randint(0, 3, n)
    i, j = np.indices((11, 11))
    X = rng.rand(n, 11, 11, 1) * 0.6
    for k in range(n):
        shift = rng.randint(0, 2)
        X[k, :, :, 0] += (([i, j, i + j][Y[k]] + shift) % 2) * 0.5
    return X - 0.5, Y


if __name__ == "__main__":
    rng = np.random.RandomState(1)
    X, Y = pictures(150, rng)
    X_test, Y_test = pictures(100, rng)
    net = SmallCNN(2)
    for epoch in range(60):
        for s in range(0, 150, 30):
            probs = net.forward(X[s:s + 30])
            grads = net.backward(probs, Y[s:s + 30])
            for k in grads:
                net.P[k] -= 0.08 * grads[k]
        if epoch % 10 == 9:
            p = net.forward(X)
            print("epoch", epoch + 1, "loss", -np.mean(np.log(p[np.arange(150), Y])))
    print("test accuracy", np.mean(net.forward(X_test).argmax(axis=1) == Y_test))
