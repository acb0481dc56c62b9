import numpy as np
from numpy.random import RandomState


class Net:

    def __init__(self, ins, hids, outs, rate, seed):
        gen = RandomState(seed)
        self.w_ih = gen.uniform(-0.5, 0.5, (hids, ins))
        self.b_h = np.zeros(hids)
        self.w_ho = gen.uniform(-0.5, 0.5, (outs, hids))
        self.b_o = np.zeros(outs)
        self.rate = rate

    def sig(self, v):
        return 1 / (1 + np.exp(-v))

    def ask(self, x):
        hid = self.sig(self.w_ih.dot(x) + self.b_h)
        return hid, self.sig(self.w_ho.dot(hid) + self.b_o)

    def learn(self, x, want):
        """one example, E = 1/2 * sum((out - want)^2)"""
        hid, out = self.ask(x)
        out_delta = (out - want) * out * (1 - out)
        hid_delta = self.w_ho.T.dot(out_delta) * hid * (1 - hid)
        self.w_ho -= self.rate * np.outer(out_delta, hid)
        self.b_o -= self.rate * out_delta
        self.w_ih -= self.rate * np.outer(hid_delta, x)
        self.b_h -= self.rate * hid_delta

    def error(self, X, T):
        return np.mean([0.5 * np.sum((self.ask(x)[1] - t) ** 2) for x, t in zip(X, T)])


def flowers(gen, n):
    centre = np.array([[0.2, 0.7, 0.1, 0.4], [0.6, 0.3, 0.5, 0.5], [0.8, 0.5, 0.7, 0.2]])
    k = gen.randint(0, 3, n)
    return centre[k] + gen.normal(0, 0.12, (n, 4)), np.eye(3)[k], k


if __name__ == '__main__':
    gen = RandomState(3)
    X, T, k = flowers(gen, 150)
    net = Net(4, 9, 3, 1.5, seed=1)
    for epoch in range(60):
        for i in gen.permutation(len(X)):
            net.learn(X[i], T[i])
        if epoch % 10 == 0:
            print(epoch, net.error(X, T))
    right = [net.ask(x)[1].argmax() == c for x, c in zip(X, k)]
    print('right:', np.mean(right))
    print('squared error per sample', net.error(X, T))
