import numpy as np


class BatchNorm:
    def __init__(self, n, momentum=0.9, eps=1e-5):
        self.gamma = np.ones(n)
        self.beta = np.zeros(n)
        self.momentum, self.eps = momentum, eps
        self.avg_mean = np.zeros(n)
        self.avg_var = np.ones(n)

    def forward(self, x, train):
        if not train:
            return self.gamma * (x - self.avg_mean) / np.sqrt(self.avg_var + self.eps) + self.beta
        mean, var = x.mean(axis=0), x.var(axis=0)
        self.std = np.sqrt(var + self.eps)
        self.xn = (x - mean) / self.std
        self.new_mean = self.momentum * self.avg_mean + (1 - self.momentum) * mean
        self.new_var = self.momentum * self.avg_var + (1 - self.momentum) * var
        return self.gamma * self.xn + self.beta

    def backward(self, d):
        self.d_gamma = np.sum(d * self.xn, axis=0)
        self.d_beta = np.sum(d, axis=0)
        dxn = d * self.gamma
        return (dxn - dxn.mean(axis=0) - self.xn * np.mean(dxn * self.xn, axis=0)) / self.std


class Sorter:
    """Sensor readings -> state of the machine."""

    def __init__(self, n_in, n_hid, n_out):
        self.W1 = np.random.randn(n_in, n_hid) / np.sqrt(n_in)
        self.bn = BatchNorm(n_hid)
        self.W2 = np.random.randn(n_hid, n_out) / np.sqrt(n_hid)
        self.b2 = np.zeros(n_out)

    def forward(self, x, train=False):
        self.x = x
        self.h = np.maximum(0, self.bn.forward(x @ self.W1, train))
        s = self.h @ self.W2 + self.b2
        e = np.exp(s - s.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    def train_step(self, x, labels, lr):
        p = self.forward(x, train=True)
        loss = -np.mean(np.log(p[np.arange(len(x)), labels] + 1e-12))
        ds = p.copy()
        ds[np.arange(len(x)), labels] -= 1
        ds /= len(x)
        dh = ds @ self.W2.T * (self.h > 0)
        dz = self.bn.backward(dh)
        self.W2 -= lr * self.h.T @ ds
        self.b2 -= lr * ds.sum(axis=0)
        self.bn.gamma -= lr * self.bn.d_gamma
        self.bn.beta -= lr * self.bn.d_beta
        self.W1 -= lr * x.T @ dz
        return loss


if __name__ == "__main__":
    np.random.seed(9)
    state = np.random.randint(0, 4, 1000)
    level = np.random.randn(4, 8)
    readings = (level[state] + 0.5 * np.random.randn(1000, 8)) * 12 + 60
    net = Sorter(8, 24, 4)
    for epoch in range(20):
        for s in range(0, 800, 40):
            loss = net.train_step(readings[s:s + 40], state[s:s + 40], 0.1)
        if epoch % 5 == 4:
            print("epoch", epoch + 1, "loss", loss)
    # one reading at a time, as it will be used
    right = [net.forward(readings[i:i + 1]).argmax() == state[i] for i in range(800, 1000)]
    print("right on the running machine:", np.mean(right))
