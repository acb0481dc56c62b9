import numpy as np


class Dense(object):
    def __init__(self, n_in, n_out, rs):
        self.w = rs.randn(n_in, n_out) * np.sqrt(2.0 / n_in)
        self.b = np.zeros((1, n_out))

    def forward(self, inp):
        self.inp = inp
        return np.dot(inp, self.w) + self.b

    def backward(self, grad, lr):
        back = np.dot(grad, self.w.T)
        self.w -= lr * np.dot(self.inp.T, grad)
        self.b -= lr * np.sum(grad, axis=0, keepdims=True)
        return back


class ReLU(object):
    def forward(self, inp):
        self.inp = inp
        return np.maximum(0, inp)

    def backward(self, grad, lr):
        return grad * (self.inp > 0)


class Softmax(object):
    def forward(self, inp):
        e = np.exp(inp - np.max(inp, axis=1, keepdims=True))
        self.out = e / np.sum(e, axis=1, keepdims=True)
        return self.out

    def backward(self, grad, lr):
        return self.out * (grad - np.sum(grad * self.out, axis=1, keepdims=True))


class CrossEntropy(object):
    def loss(self, p, t):
        return -np.mean(np.sum(t * np.log(p + 1e-12), axis=1))

    def grad(self, p, t):
        return -t / (p + 1e-12) / len(t)


def pinwheel(n_per_arm, arms, rs):
    xs, ts = [], []
    for k in range(arms):
        r = np.linspace(0.15, 1, n_per_arm)
        phi = 2 * np.pi * k / arms + 3.0 * r + rs.randn(n_per_arm) * 0.12
        xs.append(np.c_[r * np.cos(phi), r * np.sin(phi)])
        ts.append(np.tile(np.eye(arms)[k], (n_per_arm, 1)))
    return np.concatenate(xs), np.concatenate(ts)


if __name__ == "__main__":
    rs = np.random.RandomState(4)
    x, t = pinwheel(120, 4, rs)
    layers = [Dense(2, 40, rs), ReLU(), Dense(40, 4, rs), Softmax()]
    criterion = CrossEntropy()
    for epoch in range(150):
        perm = rs.permutation(len(x))
        for i in range(0, len(x), 24):
            xb, tb = x[perm[i:i + 24]], t[perm[i:i + 24]]
            out = xb
            for layer in layers:
                out = layer.forward(out)
            g = criterion.grad(out, tb)
            for layer in reversed(layers):
                g = layer.backward(g, 0.2)
        if epoch % 30 == 29:
            out = x
            for layer in layers:
                out = layer.forward(out)
            acc = np.mean(out.argmax(axis=1) == t.argmax(axis=1))
            print("Epoch", epoch + 1, "Loss", criterion.loss(out, t), "Acc", acc)
