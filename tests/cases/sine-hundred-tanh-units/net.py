import numpy as np


class SineNet:
    def __init__(self, n_in, n_hidden, n_out, rng):
        # last row of both matrices: weights of the bias input
        self.V = rng.uniform(-1, 1, (n_in + 1, n_hidden))
        self.W = rng.uniform(-0.3, 0.3, (n_hidden + 1, n_out))

    def with_bias(self, A):
        return np.hstack((A, np.ones((A.shape[0], 1))))

    def propagate(self, X):
        self.inp = self.with_bias(X)
        self.hid = np.tanh(self.inp.dot(self.V))
        self.hid_b = self.with_bias(self.hid)
        return self.hid_b.dot(self.W)

    def energy(self, X, T):
        return 0.5 * np.mean(np.sum((self.propagate(X) - T) ** 2, axis=1))

    def backprop(self, X, T):
        delta_out = (self.propagate(X) - T) / X.shape[0]
        grad_W = self.hid_b.T.dot(delta_out)
        delta_hid = delta_out.dot(self.W[:-1].T) * (1 - self.hid ** 2)
        grad_V = self.inp.T.dot(delta_hid)
        return grad_V, grad_W

    def check(self, X, T, eps=1e-5):
        # central differences for a few weights of the hidden layer
        worst = 0
        grad_V = self.backprop(X, T)[0]
        for k in range(5):
            self.V[0, k] += eps
            up = self.energy(X, T)
            self.V[0, k] -= 2 * eps
            down = self.energy(X, T)
            self.V[0, k] += eps
            worst = max(worst, abs((up - down) / (2 * eps) - grad_V[0, k]))
        return worst

    def descend(self, X, T, rate, epochs):
        for epoch in range(epochs):
            grad_V, grad_W = self.backprop(X, T)
            self.V -= rate * grad_V
            self.W -= rate * grad_W
            if epoch % 500 == 0:
                print("epoch", epoch, "energy", self.energy(X, T), "gradient", np.linalg.norm(grad_W))


if __name__ == "__main__":
    rng = np.random.RandomState(16)
    X = np.linspace(-np.pi, np.pi, 80).reshape(-1, 1)
    T = np.sin(X)
    net = SineNet(1, 100, 1, rng)
    print("difference to numeric gradient:", net.check(X, T))
    net.descend(X, T, rate=0.2, epochs=4000)
    print("energy at the end:", net.energy(X, T))
