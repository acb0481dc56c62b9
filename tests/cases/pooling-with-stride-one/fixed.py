import numpy as np


class Filters:
    def __init__(self, n, size):
        self.w = np.random.randn(n, size, size) * 0.3
        self.b = np.zeros(n)

    def forward(self, x):
        self.x = x
        N, H, W = x.shape
        k = self.w.shape[1]
        out = np.zeros((N, len(self.w), H - k + 1, W - k + 1))
        for i in range(H - k + 1):
            for j in range(W - k + 1):
                out[:, :, i, j] = np.tensordot(x[:, i:i + k, j:j + k], self.w, axes=([1, 2], [1, 2])) + self.b
        return out

    def backward(self, dout):
        k = self.w.shape[1]
        self.dw = np.zeros_like(self.w)
        for i in range(dout.shape[2]):
            for j in range(dout.shape[3]):
                self.dw += np.tensordot(dout[:, :, i, j], self.x[:, i:i + k, j:j + k], axes=([0], [0]))
        self.db = dout.sum(axis=(0, 2, 3))


class Pool:
    def __init__(self, size, stride):
        self.size, self.stride = size, stride

    def forward(self, x):
        self.x = x
        N, C, H, W = x.shape
        s, k = self.stride, self.size
        oh, ow = (H - k) // s + 1, (W - k) // s + 1
        out = np.zeros((N, C, oh, ow))
        for i in range(oh):
            for j in range(ow):
                out[:, :, i, j] = x[:, :, i * s:i * s + k, j * s:j * s + k].max(axis=(2, 3))
        return out

    def backward(self, dout):
        dx = np.zeros_like(self.x)
        N, C, oh, ow = dout.shape
        s, k = self.stride, self.size
        for n in range(N):
            for c in range(C):
                for i in range(oh):
                    for j in range(ow):
                        part = self.x[n, c, i * s:i * s + k, j * s:j * s + k]
                        row, col = np.unravel_index(np.argmax(part), part.shape)
                        dx[n, c, i * s + row, j * s + col] += dout[n, c, i, j]
        return dx


class Scores:
    def __init__(self, n_in, n_out):
        self.w = np.random.randn(n_in, n_out) / np.sqrt(n_in)
        self.b = np.zeros(n_out)

    def forward(self, x):
        self.shape = x.shape
        self.x = x.reshape(len(x), -1)
        z = self.x.dot(self.w) + self.b
        e = np.exp(z - z.max(axis=1, keepdims=True))
        self.p = e / e.sum(axis=1, keepdims=True)
        return self.p

    def backward(self, labels):
        d = self.p.copy()
        d[np.arange(len(d)), labels] -= 1
        d /= len(d)
        self.dw = self.x.T.dot(d)
        self.db = d.sum(axis=0)
        return d.dot(self.w.T).reshape(self.shape)


def step(layers, x, labels, lr):
    conv, pool, scores = layers
    p = scores.forward(pool.forward(conv.forward(x)))
    conv.backward(pool.backward(scores.backward(labels)))
    for layer in (conv, scores):
        layer.w -= lr * layer.dw
        layer.b -= lr * layer.db
    return -np.mean(np.log(p[np.arange(len(x)), labels])), np.mean(p.argmax(axis=1) == labels)


if __name__ == "__main__":
    np.random.seed(3)
    labels = np.random.randint(0, 3, 120)
    shapes = np.array([[[1, 0], [0, 1]], [[0, 1], [1, 0]], [[1, 1], [0, 0]]])
    x = np.random.rand(120, 7, 7) * 0.5
    for n, l in enumerate(labels):
        r, c = np.random.randint(0, 6, 2)
        x[n, r:r + 2, c:c + 2] += shapes[l]
    layers = Filters(4, 2), Pool(3, 1), Scores(4 * 4 * 4, 3)
    for epoch in range(30):
        stats = [step(layers, x[s:s + 20], labels[s:s + 20], 0.2) for s in range(0, 120, 20)]
        if epoch % 5 == 4:
            print("epoch %d loss %.4f accuracy %.3f" % ((epoch + 1,) + tuple(np.mean(stats, axis=0))))
