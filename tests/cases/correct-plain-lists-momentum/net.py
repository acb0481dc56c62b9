import math
import random

random.seed(3)


def matrix(r, c, span=0.0):
    return [[random.uniform(-span, span) for _ in range(c)] for _ in range(r)]


class NN:
    def __init__(self, ni, nh, no):
        self.ni, self.nh, self.no = ni + 1, nh + 1, no   # + 1 for the constant nodes
        self.wi = matrix(self.ni, nh, 1.0)
        self.wo = matrix(self.nh, self.no, 1.0)
        self.ci = matrix(self.ni, nh)
        self.co = matrix(self.nh, self.no)

    def run(self, inputs):
        self.ai = list(inputs) + [1.0]
        self.ah = [math.tanh(sum(self.ai[i] * self.wi[i][j] for i in range(self.ni)))
                   for j in range(self.nh - 1)] + [1.0]
        self.ao = [math.tanh(sum(self.ah[j] * self.wo[j][k] for j in range(self.nh)))
                   for k in range(self.no)]
        return self.ao

    def back(self, targets, N, M):
        output_deltas = [(targets[k] - self.ao[k]) * (1 - self.ao[k] ** 2) for k in range(self.no)]
        hidden_deltas = []
        for j in range(self.nh - 1):
            error = sum(output_deltas[k] * self.wo[j][k] for k in range(self.no))
            hidden_deltas.append(error * (1 - self.ah[j] ** 2))
        for j in range(self.nh):
            for k in range(self.no):
                change = N * output_deltas[k] * self.ah[j] + M * self.co[j][k]
                self.wo[j][k] += change
                self.co[j][k] = change
        for i in range(self.ni):
            for j in range(self.nh - 1):
                change = N * hidden_deltas[j] * self.ai[i] + M * self.ci[i][j]
                self.wi[i][j] += change
                self.ci[i][j] = change
        return sum(0.5 * (t - o) ** 2 for t, o in zip(targets, self.ao))


if __name__ == '__main__':
    patterns = [([-1, -1], [-0.9]), ([-1, 1], [0.9]), ([1, -1], [0.9]), ([1, 1], [-0.9])]
    n = NN(2, 4, 1)
    for epoch in range(1500):
        error = 0.0
        for inputs, targets in patterns:
            n.run(inputs)
            error += n.back(targets, 0.1, 0.5)
        if epoch % 300 == 0:
            print(epoch, error)
    for inputs, targets in patterns:
        print(inputs, targets, n.run(inputs))
    print('sum of errors', error)
