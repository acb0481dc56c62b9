import numpy as np


class Perceptrons:
    """last input and last hidden unit are always 1 and take the place of the biases"""

    def __init__(self, n_in, n_hidden, n_out):
        self.first = np.random.uniform(-1, 1, (n_in + 1, n_hidden))
        self.second = np.random.uniform(-1, 1, (n_hidden + 1, n_out))
        self.first_before = np.zeros_like(self.first)
        self.second_before = np.zeros_like(self.second)

    def one(self, a):
        return np.hstack([a, np.ones((a.shape[0], 1))])

    def work(self, x):
        self.x = self.one(x)
        self.h = self.one(np.tanh(self.x @ self.first))
        self.o = np.tanh(self.h @ self.second)
        return self.o

    def learn(self, x, t, pace=0.02, swing=0.8):
        miss = t - self.work(x)
        d_out = miss * (1 - self.o ** 2)
        d_hid = (d_out @ self.second[:-1].T) * (1 - self.h[:, :-1] ** 2)
        change = pace * self.h.T @ d_out + swing * self.second_before
        self.second += change
        self.second_before = change
        change = pace * self.x.T @ d_hid + swing * self.first_before
        self.first += change
        self.first_before = change
        return np.sum(miss ** 2)


if __name__ == "__main__":
    np.random.seed(3)
    # parity of four switches, as -1 and 1
    x = np.array([[2 * ((n >> k) & 1) - 1 for k in range(4)] for n in range(16)])
    t = x.prod(axis=1).reshape(-1, 1) * 0.9
    net = Perceptrons(4, 9, 1)
    for run in range(2001):
        error = net.learn(x, t)
        if run % 400 == 0:
            print("run", run, "sum of squares", error)
    print("wrong signs:", np.sum(np.sign(net.work(x)) != np.sign(t)))
