import numpy as np

rng = np.random.default_rng(8)
sig = lambda a: 0.5 * (1 + np.tanh(0.5 * a))


def make_data(n, T=12):
    """adding problem: sum of the two marked numbers"""
    vals = rng.random((n, T))
    marks = np.zeros((n, T))
    for r in marks:
        r[rng.choice(T, 2, replace=False)] = 1
    return np.stack([vals, marks], axis=2), (vals * marks).sum(1, keepdims=True)


class LSTM:
    def __init__(self, D, H):
        self.H = H
        self.W = rng.normal(size=(H + D, 4 * H)) / np.sqrt(H + D)
        self.b = np.zeros(4 * H)
        self.b[H:2 * H] = 1.0                    # forget gate starts open
        self.V = rng.normal(size=(H, 1)) / np.sqrt(H)
        self.c = np.zeros(1)

    def params(self):
        return [self.W, self.b, self.V, self.c]

    def forward(self, X):
        n, T, _ = X.shape
        h = c = np.zeros((n, self.H))
        self.tape = []
        for t in range(T):
            hx = np.hstack([h, X[:, t]])
            a = hx @ self.W + self.b
            i, f, o = (sig(a[:, k * self.H:(k + 1) * self.H]) for k in range(3))
            g = np.tanh(a[:, 3 * self.H:])
            c_prev, c = c, f * c + i * g
            tc = np.tanh(c)
            h = o * tc
            self.tape.append((hx, i, f, o, g, c_prev, tc))
        self.h = h
        return h @ self.V + self.c

    def backward(self, dy):
        dW, db = np.zeros_like(self.W), np.zeros_like(self.b)
        dV, dcst = self.h.T @ dy, dy.sum(0)
        dh, dc = dy @ self.V.T, 0.0
        for hx, i, f, o, g, c_prev, tc in self.tape[::-1]:
            dc = dc + dh * o * (1 - tc ** 2)
            da = np.hstack([dc * g * i * (1 - i),
                            dc * c_prev * f * (1 - f),
                            dh * tc * o * (1 - o),
                            dc * i * (1 - g ** 2)])
            dW += hx.T @ da
            db += da.sum(0)
            dh = (da @ self.W.T)[:, :self.H]
            dc = dc * f
        return [dW, db, dV, dcst]


def clip_(grads, limit):
    norm = np.sqrt(sum(np.sum(g ** 2) for g in grads))
    if norm > limit:
        for g in grads:
            g *= limit / norm
    return norm


if __name__ == '__main__':
    X, y = make_data(3000)
    Xv, yv = make_data(500)
    net = LSTM(2, 24)
    cache = [np.zeros_like(p) for p in net.params()]
    for epoch in range(25):
        perm = rng.permutation(len(X))
        total = 0
        for s in range(0, len(X), 50):
            idx = perm[s:s + 50]
            err = net.forward(X[idx]) - y[idx]
            total += np.sum(err ** 2)
            grads = net.backward(2 * err / len(err))
            clip_(grads, 1.0)
            for p, g, r in zip(net.params(), grads, cache):
                r *= 0.95
                r += 0.05 * g ** 2
                p -= 0.004 * g / (np.sqrt(r) + 1e-6)
        if epoch % 5 == 0:
            print('epoch', epoch, 'mse', total / len(X))
    print('validation mse', np.mean((net.forward(Xv) - yv) ** 2), 'guessing', yv.var())
