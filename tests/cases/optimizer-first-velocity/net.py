import numpy as np


class Network:
    def __init__(self, n_in, n_hidden, n_out, seed):
        rng = np.random.RandomState(seed)
        self.nodes = {
            "W1": rng.normal(0, 0.5, (n_in, n_hidden)), "b1": np.zeros((1, n_hidden)),
            "W2": rng.normal(0, 0.5, (n_hidden, n_out)), "b2": np.zeros((1, n_out)),
        }

    def forward(self, x):
        n = self.nodes
        self.h = np.maximum(0, x @ n["W1"] + n["b1"])
        return self.h @ n["W2"] + n["b2"]

    def backward(self, x, t):
        p = self.forward(x)
        d = 2 * (p - t) / len(x)
        dh = (d @ self.nodes["W2"].T) * (self.h > 0)
        grads = {
            "W2": self.h.T @ d, "b2": d.sum(axis=0, keepdims=True),
            "W1": x.T @ dh, "b1": dh.sum(axis=0, keepdims=True),
        }
        return np.mean((p - t) ** 2), grads


class GradientDescent:
    def __init__(self, net, learning_rate):
        self.net = net
        self.learning_rate = learning_rate

    def update(self, grads):
        for name in self.net.nodes:
            self.net.nodes[name] = self.net.nodes[name] - self.learning_rate * grads[name]


class Momentum:
    def __init__(self, net, learning_rate, momentum=0.9):
        self.net = net
        self.learning_rate = learning_rate
        self.momentum = momentum
        self.v = {}

    def update(self, grads):
        for name in self.net.nodes:
            if name not in self.v:
                # first call
                self.v[name] = -grads[name]
            else:
                self.v[name] = self.momentum * self.v[name] - self.learning_rate * grads[name]
            self.net.nodes[name] = self.net.nodes[name] + self.v[name]


if __name__ == "__main__":
    rng = np.random.RandomState(2)
    # height and age against weight
    x = np.column_stack([rng.normal(1.70, 0.12, 450), rng.uniform(18, 70, 450)])
    t = 22 * x[:, :1] ** 2 + 0.15 * np.minimum(x[:, 1:], 50) + rng.normal(0, 2, (450, 1))
    x = (x - x.mean(axis=0)) / x.std(axis=0)
    t = t - t.mean()

    net = Network(2, 12, 1, 0)
    optimizer = Momentum(net, learning_rate=0.001)
    for epoch in range(60):
        order = rng.permutation(len(x))
        for k in range(0, len(x), 15):
            loss, grads = net.backward(x[order[k:k + 15]], t[order[k:k + 15]])
            optimizer.update(grads)
        if epoch % 10 == 9:
            print("epoch: {}, mean squared error: {:.3f}".format(epoch + 1, np.mean((net.forward(x) - t) ** 2)))
