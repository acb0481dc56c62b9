import numpy as np


class PendulumNet:
    """time and start angle -> position (two coordinates); every column is one moment"""

    def __init__(self, n_hidden=20, lr=0.2, seed=0):
        rng = np.random.RandomState(seed)
        self.lr = lr
        self.Win = rng.randn(n_hidden, 2) * 1.5
        self.bin = rng.randn(n_hidden, 1)
        self.Wout = rng.randn(2, n_hidden) / np.sqrt(n_hidden)
        self.bout = np.zeros((2, 1))

    def positions(self, X):
        self.X = X
        self.H = np.tanh(np.dot(self.Win, X) + self.bin)
        return np.dot(self.Wout, self.H) + self.bout

    def train_step(self, X, T):
        m = X.shape[1]
        P = self.positions(X)
        delta_out = (P - T) / m
        loss = np.sum((P - T) ** 2) / (2 * m)

        delta_hid = np.dot(self.Wout.T, delta_out) * (1 - self.H ** 2)

        # output layer
        self.Wout -= self.lr * np.dot(delta_out, self.H.T)
        self.bout -= self.lr * np.sum(delta_out, axis=1, keepdims=True)

        # hidden layer
        self.Win -= self.lr * np.dot(delta_hid, X.T)
        self.bin -= self.lr * np.sum(delta_hid, axis=1, keepdims=True)
        return loss


def swing(n):
    rng = np.random.RandomState(1)
    t = rng.uniform(0, 2, n)
    a0 = rng.uniform(0.3, 1.0, n)
    angle = a0 * np.cos(2.5 * t)
    return np.stack([t - 1, a0 - 0.6]), np.stack([np.sin(angle), 1 - np.cos(angle)])


def main():
    X, T = swing(200)
    net = PendulumNet()
    for step in range(5001):
        loss = net.train_step(X, T)
        if step % 1000 == 0:
            print("step %d  loss %.6f" % (step, loss))


if __name__ == "__main__":
    main()
