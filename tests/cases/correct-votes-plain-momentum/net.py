import math
import random

random.seed(0)


def matrix(rows, cols, low=0.0, high=0.0):
    return [[random.uniform(low, high) for _ in range(cols)] for _ in range(rows)]


def slope(y):
    return 1.0 - y * y


class Net:
    def __init__(self, ni, nh, no):
        self.ni, self.nh, self.no = ni + 1, nh, no
        self.a_in = [1.0] * self.ni
        self.a_hid = [1.0] * nh
        self.a_out = [1.0] * no
        self.w_in = matrix(self.ni, nh, -0.4, 0.4)
        self.w_out = matrix(nh, no, -0.5, 0.5)
        self.c_in = matrix(self.ni, nh)
        self.c_out = matrix(nh, no)

    def update(self, inputs):
        for i in range(self.ni - 1):
            self.a_in[i] = inputs[i]
        for j in range(self.nh):
            self.a_hid[j] = math.tanh(sum(self.a_in[i] * self.w_in[i][j] for i in range(self.ni)))
        for k in range(self.no):
            self.a_out[k] = math.tanh(sum(self.a_hid[j] * self.w_out[j][k] for j in range(self.nh)))
        return self.a_out[:]

    def back_propagate(self, targets, n, m):
        out_deltas = [0.0] * self.no
        for k in range(self.no):
            error = targets[k] - self.a_out[k]
            out_deltas[k] = error * slope(self.a_out[k])
        hid_deltas = [0.0] * self.nh
        for j in range(self.nh):
            error = 0.0
            for k in range(self.no):
                error += out_deltas[k] * self.w_out[j][k]
            hid_deltas[j] = error * slope(self.a_hid[j])

        for j in range(self.nh):
            for k in range(self.no):
                change = out_deltas[k] * self.a_hid[j]
                self.w_out[j][k] += n * change + m * self.c_out[j][k]
                self.c_out[j][k] = change
        for i in range(self.ni):
            for j in range(self.nh):
                change = hid_deltas[j] * self.a_in[i]
                self.w_in[i][j] += n * change + m * self.c_in[i][j]
                self.c_in[i][j] = change

        return sum(0.5 * (t - a) ** 2 for t, a in zip(targets, self.a_out))

    def train(self, patterns, rounds=1500, n=0.1, m=0.04):
        for i in range(rounds):
            error = 0.0
            for inputs, targets in patterns:
                self.update(inputs)
                error += self.back_propagate(targets, n, m)
            if i % 300 == 0:
                print("error %-.5f" % error)


if __name__ == "__main__":
    # more than one of three voters says yes -> +1, else -1; second output: all agree
    votes = [[a, b, c] for a in (-1, 1) for b in (-1, 1) for c in (-1, 1)]
    patterns = [[v, [1 if sum(v) > 0 else -1, 1 if abs(sum(v)) == 3 else -1]] for v in votes]
    net = Net(3, 6, 2)
    net.train(patterns)
    for v, t in patterns:
        print(v, "->", [round(o, 3) for o in net.update(v)], t)
    print("largest miss:", max(abs(o - w) for v, t in patterns for o, w in zip(net.update(v), t)))
