import numpy as np


class TiedAutoencoder:
    """the decoder uses the encoder's matrix the other way round"""

    def __init__(self, n_visible, n_code, lr, rng):
        self.W = rng.uniform(-1, 1, (n_visible, n_code)) * np.sqrt(6.0 / (n_visible + n_code))
        self.b_code = np.zeros(n_code)
        self.b_vis = np.zeros(n_visible)
        self.lr = lr

    @staticmethod
    def sigmoid(z):
        return 1.0 / (1.0 + np.exp(-z))

    def encode(self, x):
        return self.sigmoid(x @ self.W + self.b_code)

    def decode(self, c):
        return self.sigmoid(c @ self.W.T + self.b_vis)

    def loss(self, x):
        r = self.decode(self.encode(x))
        return -np.mean(np.sum(x * np.log(r) + (1 - x) * np.log(1 - r), axis=1))

    def gradients(self, x):
        c = self.encode(x)
        r = self.decode(c)
        d_vis = (r - x) / x.shape[0]
        d_code = (d_vis @ self.W) * c * (1 - c)
        # the matrix is used twice, so it gets two contributions
        gW = x.T @ d_code + d_vis.T @ c
        return gW, d_code.sum(axis=0), d_vis.sum(axis=0)

    def fit(self, x, epochs, batch, rng):
        for epoch in range(epochs):
            x = x[rng.permutation(len(x))]
            for s in range(0, len(x), batch):
                gW, g_code, g_vis = self.gradients(x[s:s + batch])
                self.W -= self.lr * gW
                self.b_code -= self.lr * g_code
                self.b_vis -= self.lr * g_vis
            if epoch % 20 == 0:
                print("epoch", epoch, "reconstruction loss %.4f" % self.loss(x))


if __name__ == "__main__":
    rng = np.random.RandomState(7)
    parts = (rng.rand(6, 24) < 0.25).astype(float)
    pick = (rng.rand(500, 6) < 0.3).astype(float)
    x = (pick @ parts > 0).astype(float)
    net = TiedAutoencoder(24, 10, 0.5, rng)
    print("at the start %.4f" % net.loss(x))
    net.fit(x, 100, 20, rng)
    print("final loss %.4f" % net.loss(x))
    print("pixels right", np.mean((net.decode(net.encode(x)) > 0.5) == (x > 0.5)))
