import numpy as np

np.random.seed(4)


def real_batch(n):
    return np.random.normal(3.0, 0.6, (n, 1))


class MLP:
    def __init__(self, sizes):
        self.Ws = [np.random.randn(i, o) * np.sqrt(1.5 / i) for i, o in zip(sizes, sizes[1:])]
        self.bs = [np.zeros(o) for o in sizes[1:]]

    def forward(self, x):
        self.inputs, self.pre = [], []
        for i, (W, b) in enumerate(zip(self.Ws, self.bs)):
            self.inputs.append(x)
            x = x @ W + b
            self.pre.append(x)
            if i < len(self.Ws) - 1:
                x = np.where(x > 0, x, 0.2 * x)
        return x

    def backward(self, d):
        """returns (list of parameter gradients, gradient w.r.t. the input)"""
        gW, gb = [], []
        for i in range(len(self.Ws) - 1, -1, -1):
            if i < len(self.Ws) - 1:
                d = d * np.where(self.pre[i] > 0, 1, 0.2)
            gW.append(self.inputs[i].T @ d)
            gb.append(d.sum(0))
            d = d @ self.Ws[i].T
        return gW[::-1] + gb[::-1], d

    def params(self):
        return self.Ws + self.bs


class Adam:
    def __init__(self, params, lr, b1=0.5, b2=0.99):
        self.params, self.lr, self.b1, self.b2, self.t = params, lr, b1, b2, 0
        self.m = [np.zeros_like(p) for p in params]
        self.v = [np.zeros_like(p) for p in params]

    def step(self, grads):
        self.t += 1
        for i, g in enumerate(grads):
            self.m[i] = self.b1 * self.m[i] + (1 - self.b1) * g
            self.v[i] = self.b2 * self.v[i] + (1 - self.b2) * g * g
            mh = self.m[i] / (1 - self.b1 ** self.t)
            vh = self.v[i] / (1 - self.b2 ** self.t)
            self.params[i] -= self.lr * mh / (np.sqrt(vh) + 1e-8)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def d_loss(D, x, fake):
    n = len(x)
    lr_, lf = np.split(D.forward(np.concatenate([x, fake])), 2)
    loss = np.mean(np.logaddexp(0, -lr_)) + np.mean(np.logaddexp(0, lf))
    grads, _ = D.backward(np.concatenate([sigmoid(lr_) - 1, sigmoid(lf)]) / n)
    return loss, grads


def g_loss(G, D, z):
    logit = D.forward(G.forward(z))
    loss = np.mean(np.logaddexp(0, -logit))          # -log D(G(z))
    _, dx = D.backward((sigmoid(logit) - 1) / len(z))
    grads, _ = G.backward(dx)
    return loss, grads


if __name__ == '__main__':
    G, D = MLP([2, 16, 1]), MLP([1, 24, 24, 1])
    opt_g, opt_d = Adam(G.params(), 1e-3), Adam(D.params(), 2e-3)
    shadow = [p.copy() for p in G.params()]
    for it in range(3000):
        fake = G.forward(np.random.randn(64, 2))
        ld, gd = d_loss(D, real_batch(64), fake)
        opt_d.step(gd)
        lg, gg = g_loss(G, D, np.random.randn(64, 2))
        opt_g.step(gg)
        for s, p in zip(shadow, G.params()):
            s += 0.005 * (p - s)
        if it % 500 == 0:
            print('it %d  D %.3f  G %.3f' % (it, ld, lg))
    for p, s in zip(G.params(), shadow):
        p[...] = s
    out = G.forward(np.random.randn(5000, 2))
    print('fake mean %.3f std %.3f (real 3.0 / 0.6)' % (out.mean(), out.std()))
    print('distance of the sorted samples', np.mean(np.abs(np.sort(out[:, 0]) - np.sort(real_batch(5000)[:, 0]))))
