from math import exp, sin
from random import Random

dice = Random(17)


class TinyNet:
    """2 inputs, some tanh units, 1 linear output; numbers only, no numpy needed"""

    def __init__(self, units):
        self.units = units
        self.v = [[dice.gauss(0, 1), dice.gauss(0, 1)]] * units
        self.c = [dice.gauss(0, 1) for _ in range(units)]
        self.u = [dice.gauss(0, 0.5) for _ in range(units)]
        self.d = 0.0

    @staticmethod
    def tanh(s):
        e = exp(-2 * abs(s))
        t = (1 - e) / (1 + e)
        return t if s >= 0 else -t

    def answer(self, p, q):
        self.mid = [self.tanh(v[0] * p + v[1] * q + c) for v, c in zip(self.v, self.c)]
        return sum(u * h for u, h in zip(self.u, self.mid)) + self.d

    def correct(self, p, q, target, pace):
        miss = self.answer(p, q) - target
        for k in range(self.units):
            slope = miss * self.u[k] * (1 - self.mid[k] ** 2)
            self.u[k] -= pace * miss * self.mid[k]
            self.v[k][0] -= pace * slope * p
            self.v[k][1] -= pace * slope * q
            self.c[k] -= pace * slope
        self.d -= pace * miss
        return miss * miss


def saddle(p, q):
    return p * q + 0.5 * sin(2 * p)


samples = [(dice.uniform(-1.5, 1.5), dice.uniform(-1.5, 1.5)) for _ in range(120)]
net = TinyNet(9)
for epoch in range(300):
    dice.shuffle(samples)
    error = sum(net.correct(p, q, saddle(p, q), 0.03) for p, q in samples) / len(samples)
    if epoch % 50 == 0:
        print('epoch', epoch, 'mean squared error', error)

for p, q in [(1, 1), (-1, 1), (0.5, -1.2)]:
    print((p, q), 'should be %.3f, is %.3f' % (saddle(p, q), net.answer(p, q)))
print('final error', error)
