import numpy as np


class GateLearner:
    """2 inputs, 2 hidden units, 1 output, everything written out"""

    def __init__(self, gate, rate=0.5):
        self.gate = gate
        self.rate = rate
        self.v = np.array([[-0.6, -0.3], [-0.2, 0.1]])
        self.u = np.array([-0.2, 0.4])
        self.vb = np.array([-0.1, 0.2])
        self.ub = 0.1

    def sig(self, s):
        return 1 / (1 + np.exp(-s))

    def step(self, weight, slope):
        return weight - self.rate * slope

    def outputs(self, p, q):
        h0 = self.sig(self.v[0, 0] * p + self.v[1, 0] * q + self.vb[0])
        h1 = self.sig(self.v[0, 1] * p + self.v[1, 1] * q + self.vb[1])
        return h0, h1, self.sig(self.u[0] * h0 + self.u[1] * h1 + self.ub)

    def train_on(self, p, q, wanted):
        h0, h1, o = self.outputs(p, q)
        d = -(wanted - o)

        # slopes of the input weights
        e0 = d * o * (1 - o) * self.u[0] * h0 * (1 - h0)
        e1 = d * o * (1 - o) * self.u[1] * h1 * (1 - h1)
        # slopes of the output weights
        s0 = d * o * (1 - o) * h0
        s1 = d * o * (1 - o) * h1

        self.v[0, 0] = self.step(self.v[0, 0], e0 * p)
        self.v[0, 1] = self.step(self.v[0, 1], e1 * p)
        self.v[1, 0] = self.step(self.v[1, 0], e0 * q)
        self.v[1, 1] = self.step(self.v[1, 1], e1 * q)
        self.u[0] = self.step(self.u[0], s0)
        self.u[1] = self.step(self.u[1], s1)
        self.vb[0] = self.step(self.vb[0], e0)
        self.vb[1] = self.step(self.vb[1], e1)
        self.ub = self.step(self.ub, d * o * (1 - o))

    def error(self):
        return 0.5 * sum((w - self.outputs(p, q)[2]) ** 2 for p, q, w in self.gate)

    def train(self, rounds):
        for r in range(rounds):
            for p, q, w in self.gate:
                self.train_on(p, q, w)
            if r % 2000 == 0:
                print("round", r, "error", self.error())


gate = [(1, 1, 1), (1, 0, 0), (0, 1, 0), (0, 0, 0)]
learner = GateLearner(gate)
learner.train(8001)
for p, q, w in gate:
    print(p, q, "wanted", w, "got", round(learner.outputs(p, q)[2], 3))
print("final error", learner.error())
