import numpy as np


def im2col(data, fh, fw):
    N, C, H, W = data.shape
    oh, ow = H - fh + 1, W - fw + 1
    col = np.zeros((N, C, fh, fw, oh, ow))
    for r in range(fh):
        for s in range(fw):
            col[:, :, r, s, :, :] = data[:, :, r:r + oh, s:s + ow]
    return col.transpose(0, 4, 5, 1, 2, 3).reshape(N * oh * ow, -1)


def col2im(col, shape, fh, fw):
    N, C, H, W = shape
    oh, ow = H - fh + 1, W - fw + 1
    col = col.reshape(N, oh, ow, C, fh, fw).transpose(0, 3, 4, 5, 1, 2)
    data = np.zeros(shape)
    for r in range(fh):
        for s in range(fw):
            data[:, :, r:r + oh, s:s + ow] = col[:, :, r, s, :, :]
    return data


class Convolution:
    def __init__(self, n_filters, channels, size):
        self.W = np.random.randn(n_filters, channels, size, size) * np.sqrt(2 / (channels * size * size))
        self.b = np.zeros(n_filters)

    def forward(self, x):
        FN, C, fh, fw = self.W.shape
        N, _, H, Wd = x.shape
        self.x_shape = x.shape
        self.col = im2col(x, fh, fw)
        out = self.col @ self.W.reshape(FN, -1).T + self.b
        return out.reshape(N, H - fh + 1, Wd - fw + 1, FN).transpose(0, 3, 1, 2)

    def backward(self, dout):
        FN, C, fh, fw = self.W.shape
        dout = dout.transpose(0, 2, 3, 1).reshape(-1, FN)
        self.db = dout.sum(axis=0)
        self.dW = (self.col.T @ dout).T.reshape(FN, C, fh, fw)
        return col2im(dout @ self.W.reshape(FN, -1), self.x_shape, fh, fw)


class Relu:
    def forward(self, x):
        self.off = x <= 0
        return np.where(self.off, 0, x)

    def backward(self, dout):
        return np.where(self.off, 0, dout)


class Flat:
    def __init__(self, n_in, n_out):
        self.W = np.random.randn(n_in, n_out) * 0.1
        self.b = np.zeros(n_out)

    def forward(self, x):
        self.shape = x.shape
        self.x = x.reshape(len(x), -1)
        return self.x @ self.W + self.b

    def backward(self, dout):
        self.dW, self.db = self.x.T @ dout, dout.sum(axis=0)
        return (dout @ self.W.T).reshape(self.shape)


def softmax_loss(scores, t):
    p = np.exp(scores - scores.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    d = p.copy()
    d[np.arange(len(t)), t] -= 1
    return -np.mean(np.log(p[np.arange(len(t)), t] + 1e-9)), d / len(t)


def predict(layers, x):
    for layer in layers:
        x = layer.forward(x)
    return x


def pictures(n):
    x = np.random.randn(n, 1, 8, 8) * 0.4
    t = np.random.randint(0, 3, n)
    for k in range(n):
        r, c = np.random.randint(1, 5, 2)
        for j in range(4):
            if t[k] == 0:
                x[k, 0, r, c + j - 1] += 1
            elif t[k] == 1:
                x[k, 0, r + j - 1, c] += 1
            else:
                x[k, 0, r + j - 1, c + j - 1] += 1
    return x, t


if __name__ == "__main__":
    np.random.seed(3)
    x, t = pictures(240)
    layers = [Convolution(4, 1, 3), Relu(), Convolution(6, 4, 3), Relu(), Flat(6 * 4 * 4, 3)]
    for step in range(300):
        pick = np.random.choice(len(x), 30, replace=False)
        loss, d = softmax_loss(predict(layers, x[pick]), t[pick])
        for layer in reversed(layers):
            d = layer.backward(d)
        for layer in layers:
            if hasattr(layer, "W"):
                layer.W -= 0.1 * layer.dW
                layer.b -= 0.1 * layer.db
        if step % 60 == 0:
            print("step", step, "loss", loss)
    print("loss over all pictures", softmax_loss(predict(layers, x), t)[0])
