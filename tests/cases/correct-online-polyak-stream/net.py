# Averaged stochastic gradient descent on a stream: every example is seen once.
from itertools import islice
import numpy as np


def stream(seed, dim=20):
    rng = np.random.default_rng(seed)
    truth = np.random.default_rng(99).normal(size=dim + 1)
    while True:
        x = rng.normal(size=dim)
        x = np.append(x, 1.0)
        p = 1 / (1 + np.exp(-2.5 * (truth @ x)))
        yield x, int(rng.random() < p)


class AveragedLogReg:
    def __init__(self, dim, eta0=0.5, lam=1e-5, burn_in=2000):
        self.w = np.zeros(dim)
        self.w_bar = np.zeros(dim)
        self.eta0, self.lam, self.burn_in = eta0, lam, burn_in
        self.t = 0

    def learn_one(self, x, y):
        self.t += 1
        eta = self.eta0 / (1 + self.t * self.eta0 * 0.02) ** 0.6
        s = 2 * y - 1
        margin = s * (self.w @ x)
        # d log(1+exp(-m)) / dm = -1/(1+exp(m))
        self.w *= 1 - eta * self.lam
        self.w += eta * s / (1 + np.exp(margin)) * x
        if self.t <= self.burn_in:
            self.w_bar[:] = self.w
        else:
            self.w_bar += (self.w - self.w_bar) / (self.t - self.burn_in + 1)

    def predict(self, x):
        return int(self.w_bar @ x > 0)


if __name__ == '__main__':
    model = AveragedLogReg(21)
    wrong = 0
    for t, (x, y) in enumerate(islice(stream(1), 20000), 1):
        wrong += model.predict(x) != y          # test first, then train
        model.learn_one(x, y)
        if t % 5000 == 0:
            print('seen', t, 'progressive error', wrong / t)
    fresh = list(islice(stream(2), 4000))
    print('accuracy of the average', np.mean([model.predict(x) == y for x, y in fresh]))
    print('accuracy of the last iterate', np.mean([int(model.w @ x > 0) == y for x, y in fresh]))
    best = np.random.default_rng(99).normal(size=21)
    print('accuracy of the true weights', np.mean([int(best @ x > 0) == y for x, y in fresh]))
