import math
import random

random.seed(0)


def table(rows, cols, width=0.0):
    return [[random.uniform(-width, width) for _ in range(cols)] for _ in range(rows)]


def squeeze(x):
    return math.tanh(x)


# the slope, written with the output of squeeze
def squeeze_slope(y):
    return 1.0 - y * y


class PlainNet:
    def __init__(self, n_in, n_mid, n_out):
        self.n_in = n_in + 1  # the last input is always one
        self.n_mid = n_mid
        self.n_out = n_out
        self.act_in = [1.0] * self.n_in
        self.act_mid = [1.0] * n_mid
        self.act_out = [1.0] * n_out
        self.w_mid = table(self.n_in, n_mid, 0.6)
        self.w_out = table(n_mid, n_out, 1.0)
        # what was added last time
        self.last_mid = table(self.n_in, n_mid)
        self.last_out = table(n_mid, n_out)

    def answer(self, values):
        self.act_in[:-1] = values
        for j in range(self.n_mid):
            total = 0.0
            for i in range(self.n_in):
                total += self.act_in[i] * self.w_mid[i][j]
            self.act_mid[j] = squeeze(total)
        for k in range(self.n_out):
            total = 0.0
            for j in range(self.n_mid):
                total += self.act_mid[j] * self.w_out[j][k]
            self.act_out[k] = squeeze(total)
        return list(self.act_out)

    def correct(self, wanted, speed, inertia):
        d_out = [squeeze_slope(self.act_out[k]) * (wanted[k] - self.act_out[k]) for k in range(self.n_out)]
        d_mid = []
        for j in range(self.n_mid):
            blame = 0.0
            for k in range(self.n_out):
                blame += d_out[k] * self.w_out[j][k]
            d_mid.append(squeeze_slope(self.act_mid[j]) * blame)

        for j in range(self.n_mid):
            for k in range(self.n_out):
                change = d_out[k] * self.act_mid[j]
                self.w_out[j][k] += speed * change + inertia * self.last_out[j][k]
                self.last_out[j][k] = change

        for i in range(self.n_in):
            for j in range(self.n_mid):
                change = d_mid[j] * self.act_in[i]
                self.w_mid[i][j] += speed * change + inertia * self.last_mid[i][j]
                self.last_mid[i][j] = change

        return sum(0.5 * (w - o) ** 2 for w, o in zip(wanted, self.act_out))

    def learn(self, examples, rounds, speed=0.5, inertia=0.1):
        for r in range(rounds):
            err = 0.0
            for values, wanted in examples:
                self.answer(values)
                err += self.correct(wanted, speed, inertia)
            if r % 300 == 0 or r == rounds - 1:
                print('round', r, 'error %.5f' % err)


examples = [([0, 0], [0]), ([0, 1], [1]), ([1, 0], [1]), ([1, 1], [0])]
net = PlainNet(2, 3, 1)
net.learn(examples, 1500)
for values, wanted in examples:
    print(values, wanted, '->', net.answer(values))
