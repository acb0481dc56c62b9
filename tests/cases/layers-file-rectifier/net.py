import numpy as np


class Relu:
    def __init__(self):
        self.mask = None

    def forward(self, x):
        self.mask = (x <= 0)
        out = x.copy()
        out[self.mask] = 0
        return out

    def backward(self, dout):
        dx = dout.copy()
        dx[dout <= 0] = 0
        return dx


class Linear:
    def __init__(self, n, m):
        self.w = np.random.randn(n, m) * np.sqrt(2.0 / n)
        self.b = np.zeros(m)

    def forward(self, x):
        self.x = x
        return x @ self.w + self.b

    def backward(self, dout):
        self.dw = self.x.T @ dout
        self.db = dout.sum(axis=0)
        return dout @ self.w.T


class SoftmaxCrossEntropy:
    def forward(self, x, t):
        x = x - x.max(axis=1, keepdims=True)
        e = np.exp(x)
        self.p = e / e.sum(axis=1, keepdims=True)
        self.t = t
        return -np.log(self.p[np.arange(len(t)), t] + 1e-9).mean()

    def backward(self):
        d = self.p.copy()
        d[np.arange(len(self.t)), self.t] -= 1
        return d / len(self.t)


class Net:
    def __init__(self):
        self.layers = [Linear(2, 24), Relu(), Linear(24, 24), Relu(), Linear(24, 3)]
        self.last = SoftmaxCrossEntropy()

    def predict(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def step(self, x, t, lr):
        loss = self.last.forward(self.predict(x), t)
        d = self.last.backward()
        for layer in reversed(self.layers):
            d = layer.backward(d)
        for layer in self.layers:
            if isinstance(layer, Linear):
                layer.w -= lr * layer.dw
                layer.b -= lr * layer.db
        return loss


if __name__ == '__main__':
    np.random.seed(10)
    # three spiral arms
    x, t = [], []
    for arm in range(3):
        r = np.linspace(0.1, 1, 100)
        phi = np.linspace(0, 3.2, 100) + arm * 2 * np.pi / 3 + np.random.randn(100) * 0.08
        x.append(np.stack([r * np.sin(phi), r * np.cos(phi)], axis=1))
        t += [arm] * 100
    x, t = np.concatenate(x), np.array(t)

    net = Net()
    for epoch in range(200):
        order = np.random.permutation(len(x))
        total = 0
        for k in range(0, len(x), 30):
            part = order[k:k + 30]
            total += net.step(x[part], t[part], 0.2)
        if epoch % 40 == 0:
            print('epoch', epoch, 'loss', total / 10)
    print('accuracy', (net.predict(x).argmax(axis=1) == t).mean())
    print('loss at the end', net.last.forward(net.predict(x), t))
