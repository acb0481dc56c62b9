import numpy as np


def slide(sig, ker):
    """valid cross-correlation of (channels, length) with (filters, channels, width)"""
    f, c, w = ker.shape
    n = sig.shape[1] - w + 1
    out = np.zeros((f, n))
    for t in range(n):
        out[:, t] = np.tensordot(ker, sig[:, t:t + w], axes=([1, 2], [0, 1]))
    return out


class Conv:
    def __init__(self, filters, channels, width):
        self.ker = np.random.randn(filters, channels, width) * np.sqrt(2.0 / (channels * width))
        self.off = np.zeros((filters, 1))

    def forward(self, sig):
        self.sig = sig
        return slide(sig, self.ker) + self.off

    def backward(self, up):
        f, c, w = self.ker.shape
        self.g_ker = np.zeros_like(self.ker)
        for t in range(up.shape[1]):
            self.g_ker += up[:, t][:, None, None] * self.sig[None, :, t:t + w]
        self.g_off = up.sum(axis=1, keepdims=True)
        padded = np.pad(up, ((0, 0), (w - 1, w - 1)))
        return slide(padded, self.ker.transpose(1, 0, 2))

    def update(self, rate):
        self.ker -= rate * self.g_ker
        self.off -= rate * self.g_off


class Rect:
    def forward(self, sig):
        self.on = sig > 0
        return sig * self.on

    def backward(self, up):
        return up * self.on

    def update(self, rate):
        pass


class MeanPoolDense:
    def __init__(self, channels, classes):
        self.w = np.random.randn(classes, channels) / np.sqrt(channels)
        self.off = np.zeros(classes)

    def forward(self, sig):
        self.n = sig.shape[1]
        self.avg = sig.mean(axis=1)
        return self.w @ self.avg + self.off

    def backward(self, up):
        self.g_w = np.outer(up, self.avg)
        self.g_off = up
        return np.repeat((self.w.T @ up)[:, None] / self.n, self.n, axis=1)

    def update(self, rate):
        self.w -= rate * self.g_w
        self.off -= rate * self.g_off


def wave(kind, n=32):
    t = np.arange(n) + np.random.randint(16)
    saw = (t % 8) / 4.0 - 1
    return ((saw if kind else -saw) + 0.3 * np.random.randn(n))[None, :]


np.random.seed(6)
kinds = np.random.randint(0, 2, 260)
waves = [wave(k) for k in kinds]
net = [Conv(4, 1, 3), Rect(), Conv(4, 4, 5), Rect(), MeanPoolDense(4, 2)]
for epoch in range(6):
    total = 0
    for sig, k in zip(waves[:160], kinds[:160]):
        for part in net:
            sig = part.forward(sig)
        p = np.exp(sig - sig.max())
        p /= p.sum()
        total -= np.log(p[k])
        up = p - np.eye(2)[k]
        for part in reversed(net):
            up = part.backward(up)
        for part in net:
            part.update(0.03)
    print("epoch", epoch + 1, "mean loss", total / 160)
hits = 0
for sig, k in zip(waves[160:], kinds[160:]):
    for part in net:
        sig = part.forward(sig)
    hits += int(sig.argmax() == k)
print("new waves recognised:", hits / 100)
