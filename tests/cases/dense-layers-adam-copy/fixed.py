import copy
import numpy as np


class Adam:
    """one copy per weight matrix"""

    def __init__(self, rate=0.02, keep1=0.9, keep2=0.999):
        self.rate = rate
        self.tiny = 1e-8
        self.keep1, self.keep2 = keep1, keep2
        self.first = None
        self.second = None
        self.t = 0

    def improve(self, w, g):
        if self.first is None:
            self.first = np.zeros(g.shape)
            self.second = np.zeros(g.shape)
        self.t += 1
        self.first = self.keep1 * self.first + (1 - self.keep1) * g
        self.second = self.keep2 * self.second + (1 - self.keep2) * np.power(g, 2)
        first_hat = self.first / (1 - self.keep1 ** self.t)
        second_hat = self.second / (1 - self.keep2 ** self.t)
        return w - self.rate * first_hat / (np.sqrt(second_hat) + self.tiny)


class Dense:
    def __init__(self, n_units, n_in):
        lim = 1 / np.sqrt(n_in)
        self.M = np.random.uniform(-lim, lim, (n_in, n_units))
        self.shift = np.zeros((1, n_units))

    def attach(self, opt):
        self.opt_M = copy.copy(opt)
        self.opt_shift = copy.copy(opt)

    def run(self, X):
        self.inp = X
        return X.dot(self.M) + self.shift

    def run_back(self, g_out):
        M_before = self.M
        self.M = self.opt_M.improve(self.M, self.inp.T.dot(g_out))
        self.shift = self.opt_shift.improve(self.shift, g_out.sum(axis=0, keepdims=True))
        return g_out.dot(M_before.T)


class LeakyReLU:
    def __init__(self, alpha=0.2):
        self.alpha = alpha

    def attach(self, opt):
        pass

    def run(self, X):
        self.inp = X
        return np.where(X >= 0, X, self.alpha * X)

    def run_back(self, g_out):
        return g_out * np.where(self.inp >= 0, 1, self.alpha)


class Network:
    def __init__(self, layers, opt):
        self.layers = layers
        for layer in layers:
            layer.attach(opt)

    def predict(self, X):
        for layer in self.layers:
            X = layer.run(X)
        return X

    def one_batch(self, X, y):
        out = self.predict(X)
        g = (out - y) / len(X)
        for layer in reversed(self.layers):
            g = layer.run_back(g)
        return 0.5 * np.mean(np.sum((out - y) ** 2, axis=1))

    def fit(self, X, y, rounds, batch_size):
        for epoch in range(rounds):
            errors = []
            perm = np.random.permutation(len(X))
            for i in range(0, len(X), batch_size):
                pick = perm[i:i + batch_size]
                errors.append(self.one_batch(X[pick], y[pick]))
            if epoch % 20 == 0 or epoch == rounds - 1:
                print("epoch %3d  loss %.5f" % (epoch, np.mean(errors)))


if __name__ == "__main__":
    np.random.seed(1)
    X = np.random.uniform(-1, 1, (256, 3))
    y = np.stack([X[:, 0] * X[:, 1], np.abs(X[:, 2])], axis=1)
    net = Network([Dense(24, 3), LeakyReLU(), Dense(2, 24)], Adam(rate=0.01))
    net.fit(X, y, rounds=121, batch_size=32)
