import numpy as np


class Adam():
    def __init__(self, pace=0.005, b1=0.9, b2=0.999):
        self.pace = pace
        self.eps = 1e-8
        self.m = None
        self.v = None
        self.t = 0
        self.b1 = b1
        self.b2 = b2

    def apply(self, w, slope):
        if self.m is None:
            self.m = np.zeros(np.shape(slope))
            self.v = np.zeros(np.shape(slope))
        self.t += 1
        self.m = self.b1 * self.m + (1 - self.b1) * slope
        self.v = self.b2 * self.v + (1 - self.b2) * np.power(slope, 2)

        m_fair = self.m / (1 - self.b1 ** self.t)
        v_fair = self.v / (1 - self.b2 ** self.t)

        return w - self.pace * m_fair / (np.sqrt(v_fair) + self.eps)


class FullLayer():
    def __init__(self, n_in, n_out):
        reach = 1 / np.sqrt(n_in)
        self.W = np.random.uniform(-reach, reach, (n_in, n_out))
        self.c = np.zeros((1, n_out))
        self.w_rule = Adam()
        self.c_rule = Adam()

    def go(self, X):
        self.seen = X
        return X.dot(self.W) + self.c

    def come_back(self, flow):
        W = self.W
        slope_w = self.seen.T.dot(flow)
        slope_c = np.sum(flow, axis=0, keepdims=True)
        self.W = self.w_rule.apply(self.W, slope_w)
        self.c = self.c_rule.apply(self.c, slope_c)
        return flow.dot(W.T)


class Leaky():
    def go(self, X):
        self.seen = X
        return np.where(X >= 0, X, 0.2 * X)

    def come_back(self, flow):
        return flow * np.where(self.seen >= 0, 1, 0.2)


class HalfSquares():
    def loss(self, y, guess):
        return 0.5 * np.mean(np.power(y - guess, 2))

    def start_back(self, y, guess):
        return -(y - guess) / len(y)


def train(layers, loss, X, y, rounds, part):
    for epoch in range(rounds):
        order = np.random.permutation(len(X))
        parts = []
        for s in range(0, len(X), part):
            idx = order[s:s + part]
            out = X[idx]
            for layer in layers:
                out = layer.go(out)
            parts.append(loss.loss(y[idx], out))
            grad = loss.start_back(y[idx], out)
            for layer in reversed(layers):
                grad = layer.come_back(grad)
        if epoch % 10 == 9:
            print("epoch", epoch + 1, "training loss", np.mean(parts))


if __name__ == "__main__":
    np.random.seed(2)
    X = np.random.uniform(-2, 2, (400, 2))
    y = np.sin(2 * X[:, :1]) * X[:, 1:]
    layers = [FullLayer(2, 32), Leaky(), FullLayer(32, 32), Leaky(), FullLayer(32, 1)]
    train(layers, HalfSquares(), X, y, 40, 32)
