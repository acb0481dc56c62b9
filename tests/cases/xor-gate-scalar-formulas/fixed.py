import numpy as np


class Gate:
    """two inputs, two hidden neurons, one output, every formula written out"""

    def __init__(self):
        self.v = np.array([[.9, -.6], [.8, -.5]])   # v[i, j]: input i -> hidden j
        self.u = np.array([.8, .7])
        self.vb = np.array([-.2, .3])
        self.ub = np.array([-.1])
        self.rate = 0.8

    def sig(self, t):
        return 1 / (1 + np.exp(-t))

    def guess(self, p, q):
        h0 = self.sig(self.v[0, 0] * p + self.v[1, 0] * q + self.vb[0])
        h1 = self.sig(self.v[0, 1] * p + self.v[1, 1] * q + self.vb[1])
        o = self.sig(self.u[0] * h0 + self.u[1] * h1 + self.ub[0])
        return h0, h1, o

    def moved(self, old, slope):
        return old - self.rate * slope

    def learn_one(self, p, q, wish):
        h0, h1, o = self.guess(p, q)
        de = -(wish - o)
        dv00 = de * o * (1 - o) * self.u[0] * h0 * (1 - h0) * p
        dv01 = de * o * (1 - o) * self.u[1] * h1 * (1 - h1) * p
        dv10 = de * o * (1 - o) * self.u[0] * h0 * (1 - h0) * q
        dv11 = de * o * (1 - o) * self.u[1] * h1 * (1 - h1) * q
        dvb0 = de * o * (1 - o) * self.u[0] * h0 * (1 - h0)
        dvb1 = de * o * (1 - o) * self.u[1] * h1 * (1 - h1)
        du0 = de * o * (1 - o) * h0
        du1 = de * o * (1 - o) * h1
        self.ub[0] = self.moved(self.ub[0], de * o * (1 - o))
        self.vb[0] = self.moved(self.vb[0], dvb0)
        self.vb[1] = self.moved(self.vb[1], dvb1)
        self.v[0, 0] = self.moved(self.v[0, 0], dv00)
        self.v[0, 1] = self.moved(self.v[0, 1], dv01)
        self.v[1, 0] = self.moved(self.v[1, 0], dv10)
        self.v[1, 1] = self.moved(self.v[1, 1], dv11)
        self.u[0] = self.moved(self.u[0], du0)
        self.u[1] = self.moved(self.u[1], du1)
        return 0.5 * (wish - o) ** 2

    def xor(self):
        print('xor')
        rows = np.array([[1, 1], [1, 0], [0, 1], [0, 0]])
        wishes = np.array([0, 1, 1, 0])
        for turn in range(8000):
            err = 0
            for i in range(rows.shape[0]):
                err += self.learn_one(rows[i][0], rows[i][1], wishes[i])
            if turn % 1000 == 0:
                print('error ->', err)
        for i in range(rows.shape[0]):
            print(rows[i], self.guess(rows[i][0], rows[i][1])[2])
        print('end error ->', err)


g = Gate()
g.xor()
