import numpy as np


class TiedAE(object):
    '''Autoencoder whose decoder uses the transposed encoder matrix.'''

    def __init__(self, n_visible, n_code, seed=0):
        self.rng = np.random.RandomState(seed)
        bound = np.sqrt(6. / (n_visible + n_code))
        self.W = self.rng.uniform(-bound, bound, (n_visible, n_code))
        self.b_code = np.zeros(n_code)
        self.b_vis = np.zeros(n_visible)

    @staticmethod
    def sgm(a):
        return 1. / (1. + np.exp(-a))

    def encode(self, x):
        return self.sgm(np.dot(x, self.W) + self.b_code)

    def decode(self, code):
        return self.sgm(np.dot(code, self.W.T) + self.b_vis)

    def reconstruction_error(self, x):
        r = self.decode(self.encode(x))
        return np.mean(np.sum((r - x) ** 2, axis=1))

    def train_on(self, x, lr):
        n = len(x)
        code = self.encode(x)
        r = self.decode(code)

        d_vis = 2 * (r - x) * r * (1 - r) / n
        d_code = np.dot(d_vis, self.W) * code * (1 - code)

        # decoder part, then encoder part
        dW = np.dot(d_vis.T, code)
        dW += np.dot(x.T, d_code)

        self.W -= lr * dW
        self.b_vis -= lr * d_vis.sum(axis=0)
        self.b_code -= lr * d_code.sum(axis=0)


def bars(n, size=5):
    """pictures of one vertical or horizontal bar each, a little noisy"""
    rng = np.random.RandomState(8)
    pics = np.zeros((n, size, size))
    for p in pics:
        k = rng.randint(size)
        if rng.rand() < 0.5:
            p[k, :] = 1
        else:
            p[:, k] = 1
    return np.clip(pics.reshape(n, -1) * 0.9 + 0.05 + 0.03 * rng.randn(n, size * size), 0, 1)


if __name__ == '__main__':
    data = bars(200)
    ae = TiedAE(25, 6, seed=3)
    for epoch in range(3001):
        ae.train_on(data, 1.0)
        if epoch % 600 == 0:
            print('epoch %d  error %.4f' % (epoch, ae.reconstruction_error(data)))
