import numpy as np


class Network:
    """sizes[0] inputs; index 0 of the lists stays empty so that indices match the layers"""

    def __init__(self, sizes, seed=0):
        rng = np.random.RandomState(seed)
        self.ws = [None]
        self.bs = [None]
        for d in range(1, len(sizes)):
            self.ws.append(rng.randn(sizes[d], sizes[d - 1]))
            self.bs.append(np.zeros((sizes[d], 1)))

    def forward(self, X):
        a = X
        acts = [X]
        for d in range(1, len(self.ws)):
            z = self.ws[d].dot(a) + self.bs[d]
            a = 1 / (1 + np.exp(-z))
            acts.append(a)
        return a, acts

    def cost(self, X, Y):
        h = np.clip(self.forward(X)[0], 1e-10, 1 - 1e-10)
        return -np.mean(Y * np.log(h) + (1 - Y) * np.log(1 - h))

    def gradients(self, X, Y):
        g_ws, g_bs = [], []
        m = X.shape[1]
        h, acts = self.forward(X)
        h = np.clip(h, 1e-10, 1 - 1e-10)
        da = -(Y / h - (1 - Y) / (1 - h))
        for d in range(len(self.ws) - 1, 0, -1):
            a = acts[d]
            dz = da * a * (1 - a)
            dw = 1. / m * dz.dot(acts[d - 1].T)
            db = 1. / m * np.sum(dz, axis=1, keepdims=True)
            da = self.ws[d].T.dot(dz)
            g_ws.insert(0, dw)
            g_bs.insert(0, db)
        g_ws.insert(0, None)
        g_bs.insert(0, None)
        return g_ws, g_bs

    def train(self, X, Y, alpha, epochs):
        for e in range(epochs):
            g_ws, g_bs = self.gradients(X, Y)
            for d in range(1, len(self.ws)):
                self.ws[d] -= alpha * g_ws[d]
                self.bs[d] -= alpha * g_bs[d]
            if e % 300 == 0:
                print("epoch", e, "cost", self.cost(X, Y))


if __name__ == "__main__":
    rng = np.random.RandomState(7)
    X = rng.uniform(-3, 3, (3, 150))
    Y = (X[0:1] + X[1:2] * X[2:3] > 0).astype(float)
    net = Network([3, 3, 3, 1])
    net.train(X, Y, 1.0, 3001)
    print("final cost:", net.cost(X, Y))
    print("right:", np.mean((net.forward(X)[0] > 0.5) == (Y > 0.5)))
