import math
import random

random.seed(0)


def between(low, high):
    return low + (high - low) * random.random()


def grid(rows, cols, low, high):
    return [[between(low, high) for _ in range(cols)] for _ in range(rows)]


def bend(x):
    return math.tanh(x)


def bend_slope(y):
    return 1.0 - y ** 2


class Net:
    def __init__(self, n_in, n_hid, n_out):
        # one more for the constant
        self.n_in = n_in + 1
        self.n_hid = n_hid + 1
        self.n_out = n_out
        self.a_in = [1.0] * self.n_in
        self.a_hid = [1.0] * self.n_hid
        self.a_out = [1.0] * self.n_out
        self.w_in = grid(self.n_in, n_hid, -0.5, 0.5)
        self.w_out = grid(self.n_hid, n_out, -0.5, 0.5)
        self.last_in = grid(self.n_in, n_hid, 0, 0)
        self.last_out = grid(self.n_hid, n_out, 0, 0)

    def run(self, values):
        for i in range(self.n_in - 1):
            self.a_in[i] = values[i]
        for j in range(self.n_hid - 1):
            total = sum(self.a_in[i] * self.w_in[i][j] for i in range(self.n_in))
            self.a_hid[j] = bend(total)
        for k in range(self.n_out):
            total = sum(self.a_hid[j] * self.w_out[j][k] for j in range(self.n_hid))
            self.a_out[k] = bend(total)
        return self.a_out[:]

    def teach(self, targets, rate, momentum):
        d_out = [0.0] * self.n_out
        for k in range(self.n_out):
            miss = targets[k] - self.a_out[k]
            d_out[k] = bend_slope(self.a_out[k]) * miss

        d_hid = [0.0] * (self.n_hid - 1)
        for j in range(self.n_hid - 1):
            miss = sum(d_out[k] * self.w_out[j][k] for k in range(self.n_out))
            d_hid[j] = bend_slope(self.a_hid[j]) * miss

        for j in range(self.n_hid):
            for k in range(self.n_out):
                move = rate * d_out[k] * self.a_hid[j] + momentum * self.last_out[j][k]
                self.w_out[j][k] += move
                self.last_out[j][k] = move

        for i in range(self.n_in):
            for j in range(self.n_hid - 1):
                move = rate * d_hid[j] * self.a_in[i] + momentum * self.last_in[i][j]
                self.w_in[i][j] += move
                self.last_in[i][j] = move

        return sum(0.5 * (t - a) ** 2 for t, a in zip(targets, self.a_out))

    def train(self, cases, rounds=1500, rate=0.05, momentum=0.3):
        for r in range(rounds):
            error = 0.0
            for values, targets in cases:
                self.run(values)
                error += self.teach(targets, rate, momentum)
            if r % 300 == 0:
                print("round", r, "error %.5f" % error)
        return error


if __name__ == "__main__":
    # which of four rooms is it?
    cases = [([0, 0], [1]), ([0, 1], [2]), ([1, 0], [3]), ([1, 1], [4])]
    net = Net(2, 4, 1)
    error = net.train(cases)
    for values, targets in cases:
        print(values, targets, net.run(values))
    print("last error", error)
