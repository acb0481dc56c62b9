import numpy as np


class CurveNet:
    """one input, some tanh units, one linear output"""

    def __init__(self, hidden, eta):
        self.hidden = hidden
        self.eta = eta
        self.a = np.random.normal(0, 2, hidden)
        self.c = np.random.normal(0, 1, hidden)
        self.v = np.random.normal(0, 0.3, hidden)
        self.v0 = 0.0

    def run(self, x):
        self.units = [np.tanh(self.a[k] * x + self.c[k]) for k in range(self.hidden)]
        total = self.v0
        for k in range(self.hidden):
            total = total + self.v[k] * self.units[k]
        return total

    def fit(self, x, y, rounds):
        for r in range(rounds):
            guess = self.run(x)
            err = guess - y
            dv, da, dc = np.zeros(self.hidden), np.zeros(self.hidden), np.zeros(self.hidden)
            for k in range(self.hidden):
                u = self.units[k]
                dv[k] = np.mean(err * u)
                back = err * self.v[k] * (1 - u * u)
                da[k] = np.mean(back * x)
                dc[k] = np.mean(back)
            self.v0 -= self.eta * np.mean(err)
            self.v -= self.eta * dv
            self.a -= self.eta * da
            self.c -= self.eta * dc
            if r % 1000 == 0:
                print("round", r, "mse", np.mean(err ** 2))


np.random.seed(8)
table = np.zeros((60, 2))
table[:, 0] = np.random.uniform(-2, 2, 60)
table[:, 1] = np.exp(-table[:, 0] ** 2) * 2 + 0.3 * table[:, 0]
table[:, 1] += np.random.normal(0, 0.02, 60)

net = CurveNet(8, 0.1)
net.fit(table[:, 0], table[:, 1:2], 3000)
check = np.array([-1.5, 0.0, 1.5])
print("curve  ", np.exp(-check ** 2) * 2 + 0.3 * check)
print("network", net.run(check))
print("typical miss:", np.mean(np.abs(net.run(table[:, 0]) - table[:, 1])))
