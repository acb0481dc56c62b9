import math
import random


def between(a, b):
    return (b - a) * random.random() + a


def matrix(rows, cols):
    return [[0.0] * cols for _ in range(rows)]


def curve(x):
    return math.tanh(x)


def curve_slope(y):
    return 1.0 - y ** 2


class SwitchNet:
    def __init__(self, n_low, n_mid, n_top):
        self.n_low = n_low + 1  # bias node
        self.n_mid = n_mid + 1
        self.n_top = n_top
        self.low = [1.0] * self.n_low
        self.mid = [1.0] * self.n_mid
        self.top = [1.0] * self.n_top
        self.w_mid = matrix(self.n_low, n_mid)
        self.w_top = matrix(self.n_mid, self.n_top)
        for i in range(self.n_low):
            for j in range(n_mid):
                self.w_mid[i][j] = between(-0.5, 0.5)
        for j in range(self.n_mid):
            for k in range(self.n_top):
                self.w_top[j][k] = between(-0.5, 0.5)
        self.ch_mid = matrix(self.n_low, n_mid)
        self.ch_top = matrix(self.n_mid, self.n_top)

    def respond(self, inputs):
        for i in range(self.n_low - 1):
            self.low[i] = inputs[i]
        for j in range(self.n_mid - 1):
            self.mid[j] = curve(sum(self.low[i] * self.w_mid[i][j] for i in range(self.n_low)))
        for k in range(self.n_top):
            self.top[k] = curve(sum(self.mid[j] * self.w_top[j][k] for j in range(self.n_mid)))
        return self.top[:]

    def send_back(self, targets, pace, keep):
        top_deltas = [0.0] * self.n_top
        for k in range(self.n_top):
            gap = targets[k] - self.top[k]
            top_deltas[k] = curve_slope(self.top[k]) * gap
        mid_deltas = [0.0] * (self.n_mid - 1)
        for j in range(self.n_mid - 1):
            gap = 0.0
            for k in range(self.n_top):
                gap = gap + top_deltas[k] * self.w_top[j][k]
            mid_deltas[j] = curve_slope(self.mid[j]) * gap
        for j in range(self.n_mid):
            for k in range(self.n_top):
                push = top_deltas[k] * self.mid[j]
                self.w_top[j][k] += pace * push + keep * self.ch_top[j][k]
                self.ch_top[j][k] = pace * push + keep * self.ch_top[j][k]
        for i in range(self.n_low):
            for j in range(self.n_mid - 1):
                push = mid_deltas[j] * self.low[i]
                self.w_mid[i][j] += pace * push + keep * self.ch_mid[i][j]
                self.ch_mid[i][j] = pace * push + keep * self.ch_mid[i][j]
        return sum(0.5 * (t - o) ** 2 for t, o in zip(targets, self.top))

    def practise(self, pairs, rounds=2000, pace=0.05, keep=0.3):
        for i in range(rounds):
            gap = 0.0
            for p in pairs:
                self.respond(p[0])
                gap += self.send_back(p[1], pace, keep)
            if i % 400 == 0 or i == rounds - 1:
                print('gap %.5f' % gap)


if __name__ == '__main__':
    random.seed(0)
    # which of the four switches is on
    switches = [
        [[1, 0, 0, 0], [1]],
        [[0, 1, 0, 0], [2]],
        [[0, 0, 1, 0], [3]],
        [[0, 0, 0, 1], [4]]
    ]
    net = SwitchNet(4, 3, 1)
    net.practise(switches)
    for p in switches:
        print(p[0], '->', net.respond(p[0]))
