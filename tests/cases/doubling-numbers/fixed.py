import numpy as np


class DoublerNet:
    def __init__(self, n_in, n_hid, n_out, pace):
        self.pace = pace
        self.w_in = np.random.normal(0.0, n_hid ** -0.5, (n_hid, n_in))
        self.w_out = np.random.normal(0.0, n_hid ** -0.5, (n_out, n_hid))

    def query(self, value):
        x = np.array(value, ndmin=2).T
        return np.dot(self.w_out, np.dot(self.w_in, x))

    def train(self, value, wish):
        x = np.array(value, ndmin=2).T
        t = np.array(wish, ndmin=2).T

        h = np.dot(self.w_in, x)
        o = np.dot(self.w_out, h)

        o_err = t - o
        h_err = np.dot(self.w_out.T, o_err)

        self.w_out += self.pace * np.dot(o_err, h.T)
        self.w_in += self.pace * np.dot(h_err, x.T)


np.random.seed(5)
net = DoublerNet(1, 20, 1, 0.05)

passes = 200
numbers = [0.2, 0.4, 0.6, 0.8, 1.0]
for p in range(passes):
    for v in numbers:
        net.train(v, 2 * v)

worst = 0
for v in numbers + [1.5, 2.5]:
    got = net.query(v)[0, 0]
    worst = max(worst, abs(got - 2 * v))
    print(v, "+", v, "=", got)
print("worst miss:", worst)
