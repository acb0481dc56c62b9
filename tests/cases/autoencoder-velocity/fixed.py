import numpy as np


class Momentum:
    def __init__(self, lr, mu=0.9):
        self.lr, self.mu = lr, mu
        self.upd_W, self.upd_b = {}, {}

    def update(self, name, W, b, W_grad, b_grad):
        if name not in self.upd_W:
            self.upd_W[name] = np.zeros_like(W)
            self.upd_b[name] = np.zeros_like(b)
        self.upd_W[name] = self.mu * self.upd_W[name] - self.lr * W_grad
        self.upd_b[name] = self.mu * self.upd_b[name] - self.lr * b_grad
        return W + self.upd_W[name], b + self.upd_b[name]


class Autoencoder:
    def __init__(self, n, k, rng):
        self.W1, self.b1 = rng.uniform(-.1, .1, (k, n)), np.zeros((k, 1))
        self.W2, self.b2 = rng.uniform(-.1, .1, (n, k)), np.zeros((n, 1))

    def code(self, X):
        return np.tanh(self.W1 @ X + self.b1)

    def reconstruct(self, X):
        return self.W2 @ self.code(X) + self.b2

    def gradients(self, X):
        H = self.code(X)
        E = self.W2 @ H + self.b2 - X
        m = X.shape[1]
        D2 = E / m
        D1 = (self.W2.T @ D2) * (1 - H * H)
        return (D1 @ X.T, D1.sum(axis=1, keepdims=True),
                D2 @ H.T, D2.sum(axis=1, keepdims=True), 0.5 * np.sum(E * E) / m)


def train(net, X, opt, epochs, size, rng):
    for epoch in range(epochs):
        perm = rng.permutation(X.shape[1])
        obj = []
        for beg in range(0, X.shape[1], size):
            batch = X[:, perm[beg:beg + size]]
            gW1, gb1, gW2, gb2, o = net.gradients(batch)
            net.W1, net.b1 = opt.update("in", net.W1, net.b1, gW1, gb1)
            net.W2, net.b2 = opt.update("out", net.W2, net.b2, gW2, gb2)
            obj.append(o)
        if epoch % 20 == 0:
            print("epoch", epoch, "obj", np.mean(obj))


if __name__ == "__main__":
    rng = np.random.RandomState(9)
    # ten gauges driven by two hidden causes, each gauge with its own zero point
    Z = rng.uniform(-1, 1, (2, 400))
    X = rng.randn(10, 2) @ Z + rng.uniform(-1, 1, (10, 1)) + 0.02 * rng.randn(10, 400)
    net = Autoencoder(10, 2, rng)
    train(net, X, Momentum(0.02), 101, 50, rng)
    print("squared error per gauge", np.mean((net.reconstruct(X) - X) ** 2))
