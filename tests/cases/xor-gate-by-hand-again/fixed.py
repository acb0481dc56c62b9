import numpy as np


class XorGate:
    def __init__(self):
        np.random.seed(2)
        self.into = np.random.uniform(-1, 1, (2, 2))   # inputs -> hidden
        self.out = np.random.uniform(-1, 1, 2)        # hidden -> output
        self.lean = np.zeros(2)
        self.lean_out = 0.0
        self.rate = 0.5

    def squash(self, x):
        return 1 / (1 + np.exp(-x))

    def shifted(self, w, slope):
        return w - self.rate * slope

    def forward(self, x):
        self.u = self.squash(self.into[0, 0] * x[0] + self.into[1, 0] * x[1] + self.lean[0])
        self.v = self.squash(self.into[0, 1] * x[0] + self.into[1, 1] * x[1] + self.lean[1])
        self.guess = self.squash(self.out[0] * self.u + self.out[1] * self.v + self.lean_out)
        return self.guess

    def adjust(self, x, wanted):
        guess = self.forward(x)
        u, v = self.u, self.v
        miss = -(wanted - guess)
        s00 = miss * guess * (1 - guess) * self.out[0] * u * (1 - u) * x[0]
        s01 = miss * guess * (1 - guess) * self.out[1] * v * (1 - v) * x[0]
        s10 = miss * guess * (1 - guess) * self.out[0] * u * (1 - u) * x[1]
        s11 = miss * guess * (1 - guess) * self.out[1] * v * (1 - v) * x[1]
        t0 = miss * guess * (1 - guess) * u
        t1 = miss * guess * (1 - guess) * v
        self.lean[0] = self.shifted(self.lean[0], miss * guess * (1 - guess) * self.out[0] * u * (1 - u))
        self.lean[1] = self.shifted(self.lean[1], miss * guess * (1 - guess) * self.out[1] * v * (1 - v))
        self.lean_out = self.shifted(self.lean_out, miss * guess * (1 - guess))
        self.into[0, 0] = self.shifted(self.into[0, 0], s00)
        self.into[0, 1] = self.shifted(self.into[0, 1], s01)
        self.into[1, 0] = self.shifted(self.into[1, 0], s10)
        self.into[1, 1] = self.shifted(self.into[1, 1], s11)
        self.out[0] = self.shifted(self.out[0], t0)
        self.out[1] = self.shifted(self.out[1], t1)

    def error(self, cases, wanted):
        return sum(0.5 * (wanted[i] - self.forward(cases[i])) ** 2 for i in range(len(cases)))


if __name__ == "__main__":
    cases = np.array([[1, 1], [1, 0], [0, 1], [0, 0]])
    wanted = np.array([0, 1, 1, 0])
    gate = XorGate()
    for epoch in range(10000):
        for i in range(len(cases)):
            gate.adjust(cases[i], wanted[i])
        if epoch % 2000 == 0:
            print("error ->", gate.error(cases, wanted))
    for i in range(len(cases)):
        print(cases[i], "->", gate.forward(cases[i]), "should be", wanted[i])
    print("final error ->", gate.error(cases, wanted))
