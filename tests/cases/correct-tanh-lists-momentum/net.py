import math
import random

random.seed(2)


def tanh_derivative(values):
    return [1. - v ** 2 for v in values]


def make_matrix(rows, columns, spread):
    return [[random.uniform(-spread, spread) for _ in range(columns)] for _ in range(rows)]


class NN:
    def __init__(self, ni, nh, no):
        self.ni, self.nh, self.no = ni + 1, nh + 1, no   # +1 for the bias node
        self.ai = [1.0] * self.ni
        self.ah = [1.0] * self.nh
        self.ao = [1.0] * self.no
        self.wi = make_matrix(self.ni, self.nh - 1, 0.8)
        self.wo = make_matrix(self.nh, self.no, 0.8)
        self.ci = [[0.0] * (self.nh - 1) for _ in range(self.ni)]
        self.co = [[0.0] * self.no for _ in range(self.nh)]

    def update(self, inputs):
        for i in range(self.ni - 1):
            self.ai[i] = inputs[i]
        for j in range(self.nh - 1):
            self.ah[j] = math.tanh(sum(self.ai[i] * self.wi[i][j] for i in range(self.ni)))
        for k in range(self.no):
            self.ao[k] = math.tanh(sum(self.ah[j] * self.wo[j][k] for j in range(self.nh)))
        return self.ao[:]

    def back_propagate(self, targets, N, M):
        slope_o = tanh_derivative(self.ao)
        slope_h = tanh_derivative(self.ah)
        output_deltas = [slope_o[k] * (targets[k] - self.ao[k]) for k in range(self.no)]

        hidden_deltas = [0.0] * (self.nh - 1)
        for j in range(self.nh - 1):
            error = 0.0
            for k in range(self.no):
                error += output_deltas[k] * self.wo[j][k]
            hidden_deltas[j] = slope_h[j] * error

        for j in range(self.nh):
            for k in range(self.no):
                self.co[j][k] = N * output_deltas[k] * self.ah[j] + M * self.co[j][k]
                self.wo[j][k] += self.co[j][k]
        for i in range(self.ni):
            for j in range(self.nh - 1):
                self.ci[i][j] = N * hidden_deltas[j] * self.ai[i] + M * self.ci[i][j]
                self.wi[i][j] += self.ci[i][j]

        return sum(0.5 * (t - a) ** 2 for t, a in zip(targets, self.ao))

    def train(self, patterns, iterations=2000, N=0.05, M=0.5):
        for n in range(iterations):
            error = 0.0
            for inputs, targets in patterns:
                self.update(inputs)
                error += self.back_propagate(targets, N, M)
            if n % 400 == 0:
                print('error %.5f' % error)
        print('last error %.6f' % error)


# all cases of three switches: sum bit and carry bit, as -0.9 and 0.9
patterns = []
for a in (-1, 1):
    for b in (-1, 1):
        for c in (-1, 1):
            count = (a + b + c + 3) // 2
            patterns.append(([a, b, c], [0.9 if count % 2 else -0.9, 0.9 if count > 1 else -0.9]))

n = NN(3, 6, 2)
n.train(patterns)
for inputs, targets in patterns:
    print(inputs, '->', [round(v, 2) for v in n.update(inputs)], 'wanted', targets)
