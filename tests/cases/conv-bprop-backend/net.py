import numpy as np

# layout as in the backend: (channels, height, width, batch)


class Conv:
    def __init__(self, n_in, n_out, size, rng):
        self.F = rng.normal(0, np.sqrt(2 / (n_in * size * size)), (n_out, n_in, size, size))
        self.b = np.zeros((n_out, 1))

    def fprop(self, I):
        self.I = I
        C, H, W, N = I.shape
        K, C, R, S = self.F.shape
        P, Q = H - R + 1, W - S + 1
        O = np.zeros((K, P, Q, N))
        for m in range(P):
            for n in range(Q):
                sliceI = I[:, m:m + R, n:n + S, :].reshape(-1, N)
                O[:, m, n, :] = np.dot(self.F.reshape(K, -1), sliceI) + self.b
        return O

    def bprop(self, E):
        """gradient with respect to the input, row by row of the input"""
        grad_I = np.zeros(self.I.shape)
        C, H, W, N = self.I.shape
        K, C, R, S = self.F.shape
        K, P, Q, N = E.shape
        for h in range(H):
            for w in range(W):
                total = np.zeros((C, N))
                for m in range(max(0, h - R + 1), min(P, h + 1)):
                    for n in range(max(0, w - S + 1), min(Q, w + 1)):
                        sliceF = self.F[:, :, h - m, w - n]
                        total += np.dot(sliceF.T, E[:, m, n, :])
                grad_I[:, m, w, :] = total
        return grad_I

    def update(self, E, rate):
        K, C, R, S = self.F.shape
        K, P, Q, N = E.shape
        grad_F = np.zeros((K, C * R * S))
        for m in range(P):
            for n in range(Q):
                sliceI = self.I[:, m:m + R, n:n + S, :].reshape(-1, N)
                grad_F += np.dot(E[:, m, n, :], sliceI.T)
        self.F -= rate * grad_F.reshape(self.F.shape)
        self.b -= rate * E.sum(axis=(1, 2, 3)).reshape(-1, 1)


class Rect:
    def fprop(self, I):
        self.on = I > 0
        return I * self.on

    def bprop(self, E):
        return E * self.on

    def update(self, E, rate):
        pass


class Classifier:
    def __init__(self, n_in, n_out, rng):
        self.W = rng.normal(0, np.sqrt(1 / n_in), (n_out, n_in))
        self.b = np.zeros((n_out, 1))

    def fprop(self, I):
        self.shape = I.shape
        self.I = I.reshape(-1, I.shape[-1])
        Z = np.dot(self.W, self.I) + self.b
        e = np.exp(Z - Z.max(axis=0))
        return e / e.sum(axis=0)

    def bprop(self, E):
        return np.dot(self.W.T, E).reshape(self.shape)

    def update(self, E, rate):
        self.W -= rate * np.dot(E, self.I.T)
        self.b -= rate * E.sum(axis=1, keepdims=True)


def fit_batch(layers, images, onehot, rate):
    a = images
    for layer in layers:
        a = layer.fprop(a)
    cost = -np.sum(onehot * np.log(a)) / images.shape[-1]
    error = (a - onehot) / images.shape[-1]
    for i in range(len(layers) - 1, -1, -1):
        below = layers[i].bprop(error) if i > 0 else None
        layers[i].update(error, rate)
        error = below
    return cost, np.mean(a.argmax(axis=0) == onehot.argmax(axis=0))


def shapes(count, rng):
    """a small horizontal, vertical or diagonal bar somewhere in 8 x 8 pixels"""
    bars = [np.array([[0, 0, 0], [1, 1, 1], [0, 0, 0]]), np.array([[0, 1, 0]] * 3), np.eye(3)]
    images, kinds = rng.normal(0, 0.3, (1, 8, 8, count)), rng.integers(0, 3, count)
    for k in range(count):
        r, c = rng.integers(0, 6, 2)
        images[0, r:r + 3, c:c + 3, k] += bars[kinds[k]]
    return images, np.eye(3)[kinds].T


if __name__ == '__main__':
    rng = np.random.default_rng(4)
    images, onehot = shapes(320, rng)
    layers = [Conv(1, 4, 3, rng), Rect(), Conv(4, 5, 3, rng), Rect(), Classifier(5 * 4 * 4, 3, rng)]
    for epoch in range(30):
        stats = [fit_batch(layers, images[..., s:s + 32], onehot[:, s:s + 32], 0.3) for s in range(0, 320, 32)]
        print('epoch %d cost %.4f accuracy %.3f' % ((epoch + 1,) + tuple(np.mean(stats, axis=0))))
