import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


class LSTM:
    """One LSTM layer and a logistic read-out of the last state, concatenated [h, x] weights."""

    def __init__(self, n_x, n_h, rng):
        n_z = n_h + n_x
        s = 1 / np.sqrt(n_z)
        self.n_h = n_h
        self.p = {
            'Wf': rng.normal(0, s, (n_z, n_h)), 'bf': np.ones(n_h),   # remember by default
            'Wi': rng.normal(0, s, (n_z, n_h)), 'bi': np.zeros(n_h),
            'Wc': rng.normal(0, s, (n_z, n_h)), 'bc': np.zeros(n_h),
            'Wo': rng.normal(0, s, (n_z, n_h)), 'bo': np.zeros(n_h),
            'Wy': rng.normal(0, 1 / np.sqrt(n_h), (n_h, 1)), 'by': np.zeros(1),
        }

    def forward(self, X):
        # X: (batch, time, n_x)
        p = self.p
        B, T, _ = X.shape
        h, c = np.zeros((B, self.n_h)), np.zeros((B, self.n_h))
        self.steps = []
        for t in range(T):
            z = np.hstack([h, X[:, t]])
            f = sigmoid(z @ p['Wf'] + p['bf'])
            i = sigmoid(z @ p['Wi'] + p['bi'])
            g = np.tanh(z @ p['Wc'] + p['bc'])
            o = sigmoid(z @ p['Wo'] + p['bo'])
            c_prev = c
            c = f * c_prev + i * g
            tc = np.tanh(c)
            h = o * tc
            self.steps.append((z, f, i, g, o, c_prev, tc))
        self.h_last = h
        self.y = sigmoid(h @ p['Wy'] + p['by'])
        return self.y

    def loss(self, target):
        y = np.clip(self.y, 1e-9, 1 - 1e-9)
        return -np.mean(target * np.log(y) + (1 - target) * np.log(1 - y))

    def backward(self, target):
        p = self.p
        g_ = {k: np.zeros_like(v) for k, v in p.items()}
        dlogit = (self.y - target) / len(target)
        g_['Wy'] = self.h_last.T @ dlogit
        g_['by'] = dlogit.sum(axis=0)
        dh = dlogit @ p['Wy'].T
        dc = np.zeros_like(dh)
        for z, f, i, g, o, c_prev, tc in reversed(self.steps):
            dc = dc + dh * o * (1 - tc ** 2)
            do = dh * tc * o * (1 - o)
            df = dc * c_prev * f * (1 - f)
            di = dc * g * i * (1 - i)
            dg = dc * i * (1 - g ** 2)
            dz = np.zeros_like(z)
            for name, d in (('f', df), ('i', di), ('c', dg), ('o', do)):
                g_['W' + name] += z.T @ d
                g_['b' + name] += d.sum(axis=0)
                dz += d @ p['W' + name].T
            dh = dz[:, :self.n_h]
            dc = dc * f
        return g_


def batch(rng, n, length):
    """The first symbol is +1 or -1, then only noise follows. Which one was it?"""
    first = rng.choice([-1.0, 1.0], n)
    X = rng.normal(0, 0.5, (n, length, 1))
    X[:, 0, 0] = first
    return X, (first > 0).astype(float).reshape(-1, 1)


if __name__ == '__main__':
    rng = np.random.default_rng(21)
    net = LSTM(1, 12, rng)
    m = {k: np.zeros_like(v) for k, v in net.p.items()}
    v = {k: np.zeros_like(w) for k, w in net.p.items()}
    for step in range(1, 501):
        X, target = batch(rng, 32, 12)
        net.forward(X)
        grads = net.backward(target)
        for k in net.p:
            m[k] = 0.9 * m[k] + 0.1 * grads[k]
            v[k] = 0.999 * v[k] + 0.001 * grads[k] ** 2
            net.p[k] -= 0.01 * (m[k] / (1 - 0.9 ** step)) / (np.sqrt(v[k] / (1 - 0.999 ** step)) + 1e-8)
        if step % 100 == 0:
            print('step', step, 'loss', round(net.loss(target), 4))
    X, target = batch(rng, 500, 12)
    print('accuracy', np.mean((net.forward(X) > 0.5) == (target > 0.5)))
