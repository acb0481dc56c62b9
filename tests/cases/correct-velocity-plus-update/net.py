import numpy as np


class MomentumStepper:
    def __init__(self, learning_rate, momentum):
        self.learning_rate = learning_rate
        self.momentum = momentum
        self.velocity = None

    def update(self, params, gradients):
        if self.velocity is None:
            self.velocity = [np.zeros_like(p) for p in params]
        for p, g, v in zip(params, gradients, self.velocity):
            v *= self.momentum
            v -= self.learning_rate * g
            p += v


class Network:
    def __init__(self, sizes, seed):
        rng = np.random.RandomState(seed)
        self.Ws = [rng.randn(b, a) / np.sqrt(a) for a, b in zip(sizes[:-1], sizes[1:])]
        self.bs = [np.zeros((b, 1)) for b in sizes[1:]]

    def forward(self, X):
        self.acts = [X]
        for W, b in zip(self.Ws, self.bs):
            X = np.tanh(W @ X + b)
            self.acts.append(X)
        return X

    def gradients(self, X, T):
        # E = 1/(2m) * sum (tanh output - T)^2, targets -1 / +1
        m = X.shape[1]
        Y = self.forward(X)
        delta = (Y - T) * (1 - Y * Y)
        gW, gb = [], []
        for W, below in zip(self.Ws[::-1], self.acts[-2::-1]):
            gW.insert(0, delta @ below.T / m)
            gb.insert(0, delta.sum(axis=1, keepdims=True) / m)
            delta = (W.T @ delta) * (1 - below * below)
        return gW + gb


def parity(bits):
    n = 2 ** bits
    X = np.array([[(k >> j) & 1 for k in range(n)] for j in range(bits)])
    return 2.0 * X - 1, np.where(X.sum(axis=0, keepdims=True) % 2, 1.0, -1.0)


def main():
    X, T = parity(4)
    net = Network([4, 12, 8, 1], seed=2)
    stepper = MomentumStepper(0.05, 0.9)
    for epoch in range(3001):
        stepper.update(net.Ws + net.bs, net.gradients(X, T))
        if epoch % 500 == 0:
            print("epoch", epoch, "error", np.sum((net.forward(X) - T) ** 2) / 2 / X.shape[1])
    print("wrong signs:", np.sum(np.sign(net.forward(X)) != T))
    print("final error", np.sum((net.forward(X) - T) ** 2) / 2 / X.shape[1])


main()
