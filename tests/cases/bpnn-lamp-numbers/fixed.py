import math
import random

random.seed(0)


def rand(a, b):
    return (b - a) * random.random() + a


def squash(x):
    return math.tanh(x)


def dsquash(y):
    return 1.0 - y ** 2


class NN:
    def __init__(self, ni, nh, no):
        self.ni, self.nh, self.no = ni + 1, nh, no      # one more input for the bias
        self.ai = [1.0] * self.ni
        self.ah = [1.0] * self.nh
        self.ao = [1.0] * self.no
        self.wi = [[rand(-0.5, 0.5) for _ in range(self.nh)] for _ in range(self.ni)]
        self.wo = [[rand(-0.5, 0.5) for _ in range(self.no)] for _ in range(self.nh)]

    def update(self, inputs):
        for i in range(self.ni - 1):
            self.ai[i] = inputs[i]
        for j in range(self.nh):
            self.ah[j] = squash(sum(self.ai[i] * self.wi[i][j] for i in range(self.ni)))
        for k in range(self.no):
            self.ao[k] = sum(self.ah[j] * self.wo[j][k] for j in range(self.nh))
        return self.ao[:]

    def back_propagate(self, targets, N):
        output_deltas = [targets[k] - self.ao[k] for k in range(self.no)]
        hidden_deltas = [0.0] * self.nh
        for j in range(self.nh):
            error = sum(output_deltas[k] * self.wo[j][k] for k in range(self.no))
            hidden_deltas[j] = dsquash(self.ah[j]) * error
        for j in range(self.nh):
            for k in range(self.no):
                self.wo[j][k] += N * output_deltas[k] * self.ah[j]
        for i in range(self.ni):
            for j in range(self.nh):
                self.wi[i][j] += N * hidden_deltas[j] * self.ai[i]
        return sum(0.5 * (t - o) ** 2 for t, o in zip(targets, self.ao))

    def train(self, patterns, iterations=2000, N=0.05):
        for i in range(iterations):
            error = 0.0
            for inputs, targets in patterns:
                self.update(inputs)
                error += self.back_propagate(targets, N)
            if i % 400 == 0 or i == iterations - 1:
                print('error %-.5f' % error)


def demo():
    # which of the four lamps is lit?
    pat = [[[1, 0, 0, 0], [1]], [[0, 1, 0, 0], [2]], [[0, 0, 1, 0], [3]], [[0, 0, 0, 1], [4]]]
    n = NN(4, 5, 1)
    n.train(pat)
    for inputs, targets in pat:
        print(inputs, '->', n.update(inputs), targets)


if __name__ == '__main__':
    demo()
