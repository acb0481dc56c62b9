import numpy as np

rng = np.random.RandomState(123)


def sigm(a):
    return 1. / (1. + np.exp(-a))


class dA(object):
    """Denoising autoencoder with tied weights, W' = W.T"""

    def __init__(self, n_visible, n_hidden):
        r = 4 * np.sqrt(6. / (n_hidden + n_visible))
        self.W = rng.uniform(-r, r, size=(n_visible, n_hidden))
        self.bhid = np.zeros(n_hidden)
        self.bvis = np.zeros(n_visible)
        self.mom = [np.zeros_like(p) for p in self.params]

    @property
    def params(self):
        return [self.W, self.bhid, self.bvis]

    def encode(self, x):
        return sigm(x @ self.W + self.bhid)

    def decode(self, h):
        return sigm(h @ self.W.T + self.bvis)

    def corrupt(self, x, level):
        return x * (rng.rand(*x.shape) > level)

    def cost(self, x, x_tilde):
        z = self.decode(self.encode(x_tilde))
        return -np.mean(np.sum(x * np.log(z) + (1 - x) * np.log(1 - z), axis=1))

    def gradients(self, x, x_tilde):
        n = len(x)
        y = self.encode(x_tilde)
        z = self.decode(y)
        L_vis = (z - x) / n
        L_hid = (L_vis @ self.W) * y * (1 - y)
        # the same matrix is used twice, so it gets two terms
        W = x_tilde.T @ L_hid + L_vis.T @ y
        return [W, L_hid.sum(0), L_vis.sum(0)]

    def update(self, grads, lr, mu):
        for p, v, g, mult in zip(self.params, self.mom, grads, (1., 2., 2.)):
            v *= mu
            v -= lr * mult * g
            p += v


def bars(n, side=6):
    """images with some horizontal and vertical bars switched on"""
    img = np.zeros((n, side, side))
    for k in range(n):
        img[k, rng.rand(side) < 0.2, :] = 1
        img[k][:, rng.rand(side) < 0.2] = 1
    return img.reshape(n, -1)


if __name__ == '__main__':
    X, Xt = bars(1000), bars(200)
    da = dA(36, 24)
    for epoch in range(60):
        c = []
        rng.shuffle(X)
        for i in range(0, len(X), 20):
            x = X[i:i + 20]
            xt = da.corrupt(x, 0.1)
            c.append(da.cost(x, xt))
            da.update(da.gradients(x, xt), lr=0.05, mu=0.8)
        if epoch % 10 == 0:
            print('Training epoch %d, cost %.3f' % (epoch, np.mean(c)))
    rec = da.decode(da.encode(Xt)) > 0.5
    print('share of right pixels', np.mean(rec == (Xt > 0.5)))
