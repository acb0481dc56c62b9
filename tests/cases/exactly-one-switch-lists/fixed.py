from math import tanh
from random import Random

rnd = Random(9)


class TinyNet:
    """inputs -> tanh layer -> one tanh unit, everything in lists"""

    def __init__(self, n_in, n_hid):
        self.n_in, self.n_hid = n_in, n_hid
        self.w_hid = [[rnd.uniform(-0.8, 0.8) for _ in range(n_in)] for _ in range(n_hid)]
        self.b_hid = [rnd.uniform(-0.8, 0.8) for _ in range(n_hid)]
        self.w_out = [rnd.uniform(-0.8, 0.8) for _ in range(n_hid)]
        self.b_out = 0.0

    def predict(self, x):
        self.h = []
        for j in range(self.n_hid):
            total = self.b_hid[j]
            for i in range(self.n_in):
                total = total + self.w_hid[j][i] * x[i]
            self.h.append(tanh(total))
        total = self.b_out
        for j in range(self.n_hid):
            total = total + self.w_out[j] * self.h[j]
        return tanh(total)

    def learn(self, x, target, eta):
        out = self.predict(x)
        grad_out = (out - target) * (1 - out * out)
        grad_hid = [grad_out * self.w_out[j] * (1 - self.h[j] * self.h[j])
                    for j in range(self.n_hid)]
        for j in range(self.n_hid):
            self.w_out[j] -= eta * grad_out * self.h[j]
            self.b_hid[j] -= eta * grad_hid[j]
            for i in range(self.n_in):
                self.w_hid[j][i] -= eta * grad_hid[j] * x[i]
        self.b_out -= eta * grad_out
        return (out - target) ** 2


# lamp is on when exactly one of four switches is down, or when the
# first two differ while the last two are both down
table = []
for a in (0, 1):
    for b in (0, 1):
        for c in (0, 1):
            for d in (0, 1):
                on = (a + b + c + d == 1) or (a != b and c and d)
                table.append(([a, b, c, d], 0.9 if on else -0.9))

net = TinyNet(4, 8)
for epoch in range(1501):
    rnd.shuffle(table)
    err = sum(net.learn(x, target, 0.1) for x, target in table)
    if epoch % 250 == 0:
        print("epoch", epoch, "squared error", err)
print("wrong rows:", sum((net.predict(x) > 0) != (target > 0) for x, target in table))
