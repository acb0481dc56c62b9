import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

DTYPE = np.float32
rng = np.random.default_rng(40)

SHAPES = ["0011100 0100010 0100010 0100010 0011100", "0001000 0011000 0001000 0001000 0011100",
          "0111110 0000010 0011100 0100000 0111110", "0100010 0010100 0001000 0010100 0100010",
          "0001000 0001000 0111110 0001000 0001000"]
TEMPLATES = np.array([[[int(c) for c in row] for row in s.split()] for s in SHAPES], dtype=DTYPE)


def draw(n):
    """12x12 pictures of five signs in the middle, with noise"""
    labels = rng.integers(0, 5, n)
    x = np.zeros((n, 1, 12, 12), dtype=DTYPE)
    x[:, 0, 3:8, 2:9] = TEMPLATES[labels]
    return x + DTYPE(0.25) * rng.standard_normal(x.shape, dtype=DTYPE), labels


def augment(x):
    """shift every picture by up to two pixels, edges filled with zeros"""
    padded = np.pad(x, ((0, 0), (0, 0), (2, 2), (2, 2)))
    out = np.empty_like(x)
    for i, (dy, dx) in enumerate(rng.integers(0, 5, (len(x), 2))):
        out[i] = padded[i, :, dy:dy + 12, dx:dx + 12]
    return out


class Conv:
    def __init__(self, c_in, c_out, k):
        self.k = k
        self.W = (rng.standard_normal((c_out, c_in, k, k)) * np.sqrt(2 / (c_in * k * k))).astype(DTYPE)
        self.b = np.zeros(c_out, dtype=DTYPE)

    def forward(self, x):
        self.x_shape = x.shape
        # (N, C, Ho, Wo, k, k) -> (N, Ho, Wo, C*k*k)
        win = sliding_window_view(x, (self.k, self.k), axis=(2, 3))
        n, c, ho, wo = win.shape[:4]
        self.cols = win.transpose(0, 2, 3, 1, 4, 5).reshape(n, ho, wo, -1)
        out = self.cols @ self.W.reshape(len(self.W), -1).T + self.b
        return out.transpose(0, 3, 1, 2)

    def backward(self, dout):
        d = dout.transpose(0, 2, 3, 1)
        n, ho, wo, f = d.shape
        flat = d.reshape(-1, f)
        self.dW = (flat.T @ self.cols.reshape(-1, self.cols.shape[-1])).reshape(self.W.shape)
        self.db = flat.sum(axis=0)
        dcols = (flat @ self.W.reshape(f, -1)).reshape(n, ho, wo, self.x_shape[1], self.k, self.k)
        dx = np.zeros(self.x_shape, dtype=dout.dtype)
        for i in range(self.k):
            for j in range(self.k):
                dx[:, :, i:i + ho, j:j + wo] += dcols[:, :, :, :, i, j].transpose(0, 3, 1, 2)
        return dx


class Relu:
    def forward(self, x):
        self.mask = x > 0
        return x * self.mask

    def backward(self, dout):
        return dout * self.mask


class AvgPool2:
    def forward(self, x):
        n, c, h, w = x.shape
        return x.reshape(n, c, h // 2, 2, w // 2, 2).mean(axis=(3, 5))

    def backward(self, dout):
        return dout.repeat(2, axis=2).repeat(2, axis=3) / 4


class Flatten:
    def forward(self, x):
        self.shape = x.shape
        return x.reshape(len(x), -1)

    def backward(self, dout):
        return dout.reshape(self.shape)


class Dense:
    def __init__(self, n_in, n_out):
        self.W = (rng.standard_normal((n_in, n_out)) / np.sqrt(n_in)).astype(DTYPE)
        self.b = np.zeros(n_out, dtype=DTYPE)

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        self.dW, self.db = self.x.T @ dout, dout.sum(axis=0)
        return dout @ self.W.T


def softmax_loss(scores, labels):
    s = scores - scores.max(axis=1, keepdims=True)
    log_p = s - np.log(np.exp(s).sum(axis=1, keepdims=True))
    n = len(labels)
    d = np.exp(log_p)
    d[np.arange(n), labels] -= 1
    return -log_p[np.arange(n), labels].mean(), d / n


class AMSGrad:
    def __init__(self, layers, lr, b1=0.9, b2=0.999):
        self.slots = [(layer, name) for layer in layers for name in ("W", "b") if hasattr(layer, name)]
        self.m = [np.zeros_like(getattr(*s)) for s in self.slots]
        self.v = [np.zeros_like(getattr(*s)) for s in self.slots]
        self.v_max = [np.zeros_like(getattr(*s)) for s in self.slots]
        self.lr, self.b1, self.b2, self.t = lr, b1, b2, 0

    def step(self):
        self.t += 1
        for i, (layer, name) in enumerate(self.slots):
            g = getattr(layer, "d" + name)
            self.m[i] = self.b1 * self.m[i] + (1 - self.b1) * g
            self.v[i] = self.b2 * self.v[i] + (1 - self.b2) * g * g
            self.v_max[i] = np.maximum(self.v_max[i], self.v[i] / (1 - self.b2 ** self.t))
            m_hat = self.m[i] / (1 - self.b1 ** self.t)
            setattr(layer, name, getattr(layer, name) - self.lr * m_hat / (np.sqrt(self.v_max[i]) + 1e-7))


net = [Conv(1, 8, 3), Relu(), AvgPool2(), Conv(8, 16, 2), Relu(), AvgPool2(), Flatten(), Dense(16 * 2 * 2, 5)]


def predict(x):
    for layer in net:
        x = layer.forward(x)
    return x


x_train, y_train = draw(1000)
x_test, y_test = draw(200)
x_test = augment(x_test)             # shifted signs must be read as well
opt = AMSGrad(net, 0.01)
for epoch in range(40):
    order = rng.permutation(len(x_train))
    losses = []
    for k in range(0, len(order), 25):
        rows = order[k:k + 25]
        loss, d = softmax_loss(predict(augment(x_train[rows])), y_train[rows])
        for layer in reversed(net):
            d = layer.backward(d)
        opt.step()
        losses.append(loss)
    if epoch % 8 == 7:
        print("epoch", epoch + 1, "loss", np.mean(losses))
print("test accuracy", np.mean(predict(x_test).argmax(axis=1) == y_test))
