import numpy as np


class Norm:
    """batch normalisation"""

    def __init__(self, n, keep=0.9, epsilon=1e-5):
        self.gamma, self.beta = np.ones(n), np.zeros(n)
        self.mean_run, self.var_run = np.zeros(n), np.ones(n)
        self.keep, self.epsilon = keep, epsilon

    def forward(self, x, training):
        if training:
            mean, var = x.mean(axis=0), x.var(axis=0)
            self.mean_run = self.keep * self.mean_run + (1 - self.keep) * mean
            self.var_run = self.keep * self.var_run + (1 - self.keep) * var
        else:
            mean, var = self.mean_run, self.var_run
        self.std = np.sqrt(var + self.epsilon)
        self.z = (x - mean) / (var + self.epsilon) ** 2
        return self.gamma * self.z + self.beta

    def backward(self, d):
        self.d_gamma = np.sum(d * self.z, axis=0)
        self.d_beta = np.sum(d, axis=0)
        d = d * self.gamma
        return (d - d.mean(axis=0) - self.z * np.mean(d * self.z, axis=0)) / self.std


class Sorter:
    def __init__(self, n_in, n_hidden, n_out, rng):
        self.A = rng.normal(size=(n_in, n_hidden)) / np.sqrt(n_in)
        self.norm = Norm(n_hidden)
        self.B = rng.normal(size=(n_hidden, n_out)) / np.sqrt(n_hidden)
        self.b = np.zeros(n_out)

    def scores(self, x, training=False):
        self.x = x
        self.h = np.tanh(self.norm.forward(x @ self.A, training))
        s = self.h @ self.B + self.b
        e = np.exp(s - s.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    def slopes(self, x, kind):
        d = self.scores(x, training=True)
        value = -np.mean(np.log(d[np.arange(len(x)), kind] + 1e-12))
        d[np.arange(len(x)), kind] -= 1
        d /= len(x)
        self.dB, self.db = self.h.T @ d, d.sum(axis=0)
        dh = self.norm.backward((d @ self.B.T) * (1 - self.h ** 2))
        self.dA = self.x.T @ dh
        return value

    def step(self, lr):
        self.A -= lr * self.dA
        self.B -= lr * self.dB
        self.b -= lr * self.db
        self.norm.gamma -= lr * self.norm.d_gamma
        self.norm.beta -= lr * self.norm.d_beta


if __name__ == "__main__":
    rng = np.random.default_rng(5)
    # diameter (cm), weight (10 g), thickness (mm) of five coins
    middle = np.array([[1.6, 0.23, 1.7], [1.9, 0.31, 1.7], [2.1, 0.39, 2.1], [2.2, 0.57, 2.1], [2.4, 0.75, 2.3]])
    kind = rng.integers(0, 5, 600)
    coin = middle[kind] + rng.normal(0, 1, (600, 3)) * [0.04, 0.02, 0.05]
    net = Sorter(3, 16, 5, rng)
    for epoch in range(40):
        order = rng.permutation(500)
        losses = []
        for k in range(0, 500, 50):
            part = order[k:k + 50]
            losses.append(net.slopes(coin[part], kind[part]))
            net.step(0.5)
        if epoch % 8 == 7:
            print("epoch", epoch + 1, "loss", np.mean(losses))
    print("sorted correctly:", np.mean(net.scores(coin[500:]).argmax(axis=1) == kind[500:]))
