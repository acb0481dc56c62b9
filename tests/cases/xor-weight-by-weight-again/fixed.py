import numpy as np


class Gate:
    def __init__(self):
        self.rate = 0.5
        self.X = np.array([[1, 1], [1, 0], [0, 1], [0, 0]])
        self.y = np.array([0, 1, 1, 0])
        self.w0 = np.array([[.9, .1], [-.3, .5]])
        self.w1 = np.array([.8, -.7])
        self.b0 = np.array([.2, -.4])
        self.b1 = .1

    def sig(self, x):
        return 1 / (1 + np.exp(-x))

    def step(self, w, slope):
        return w - self.rate * slope

    def error(self, wanted, got):
        return 0.5 * np.sum((wanted - np.array(got)) ** 2)

    def run(self, row):
        h0 = self.sig(self.w0[0, 0] * row[0] + self.w0[1, 0] * row[1] + self.b0[0])
        h1 = self.sig(self.w0[0, 1] * row[0] + self.w0[1, 1] * row[1] + self.b0[1])
        y0 = self.sig(self.w1[0] * h0 + self.w1[1] * h1 + self.b1)
        return h0, h1, y0

    def learn(self, row, wanted):
        w0, w1 = self.w0, self.w1
        h0, h1, y0 = self.run(row)

        # how the error changes with the output
        ey0 = -(wanted - y0)

        # ... and with each weight
        eW0_00 = ey0 * y0 * (1 - y0) * w1[0] * h0 * (1 - h0) * row[0]
        eW0_01 = ey0 * y0 * (1 - y0) * w1[1] * h1 * (1 - h1) * row[0]
        eW0_10 = ey0 * y0 * (1 - y0) * w1[0] * h0 * (1 - h0) * row[1]
        eW0_11 = ey0 * y0 * (1 - y0) * w1[1] * h1 * (1 - h1) * row[1]
        eW1_0 = ey0 * y0 * (1 - y0) * h0
        eW1_1 = ey0 * y0 * (1 - y0) * h1
        eB0_0 = ey0 * y0 * (1 - y0) * w1[0] * h0 * (1 - h0)
        eB0_1 = ey0 * y0 * (1 - y0) * w1[1] * h1 * (1 - h1)
        eB1 = ey0 * y0 * (1 - y0)

        w0[0, 0] = self.step(w0[0, 0], eW0_00)
        w0[0, 1] = self.step(w0[0, 1], eW0_01)
        w0[1, 0] = self.step(w0[1, 0], eW0_10)
        w0[1, 1] = self.step(w0[1, 1], eW0_11)
        w1[0] = self.step(w1[0], eW1_0)
        w1[1] = self.step(w1[1], eW1_1)
        self.b0[0] = self.step(self.b0[0], eB0_0)
        self.b0[1] = self.step(self.b0[1], eB0_1)
        self.b1 = self.step(self.b1, eB1)

    def xor(self, rounds):
        for r in range(rounds):
            for i in range(self.X.shape[0]):
                self.learn(self.X[i], self.y[i])
            if r % 2000 == 0:
                print('error ->', self.error(self.y, [self.run(row)[2] for row in self.X]))


gate = Gate()
gate.xor(12000)
for row in gate.X:
    print('x0 =', row[0], ', x1 =', row[1], ', y0 =', gate.run(row)[2])
print('final error ->', gate.error(gate.y, [gate.run(row)[2] for row in gate.X]))
