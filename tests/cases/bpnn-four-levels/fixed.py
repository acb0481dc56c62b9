# Back-Propagation network, plain python, after a well-known small script
import math
import random

random.seed(1)


def rand(a, b):
    return (b - a) * random.random() + a


def makeMatrix(I, J, fill=0.0):
    return [[fill] * J for _ in range(I)]


def act(x):
    return math.tanh(x)


def dact(y):
    return 1.0 - y ** 2


class NN:
    def __init__(self, ni, nh, no):
        self.ni = ni + 1 # +1 for bias node
        self.nh = nh + 1
        self.no = no
        self.ai = [1.0] * self.ni
        self.ah = [1.0] * self.nh
        self.ao = [1.0] * self.no
        self.wi = makeMatrix(self.ni, self.nh)
        self.wo = makeMatrix(self.nh, self.no)
        for i in range(self.ni):
            for j in range(self.nh):
                self.wi[i][j] = rand(-0.8, 0.8)
        for j in range(self.nh):
            for k in range(self.no):
                self.wo[j][k] = rand(-0.5, 0.5)

    def update(self, inputs):
        for i in range(self.ni - 1):
            self.ai[i] = inputs[i]
        for j in range(self.nh - 1):
            self.ah[j] = act(sum(self.ai[i] * self.wi[i][j] for i in range(self.ni)))
        for k in range(self.no):
            self.ao[k] = sum(self.ah[j] * self.wo[j][k] for j in range(self.nh))
        return self.ao[:]

    def backPropagate(self, targets, N):
        output_deltas = [(targets[k] - self.ao[k]) for k in range(self.no)]
        hidden_deltas = [0.0] * self.nh
        for j in range(self.nh - 1):
            error = sum(output_deltas[k] * self.wo[j][k] for k in range(self.no))
            hidden_deltas[j] = dact(self.ah[j]) * error
        for j in range(self.nh):
            for k in range(self.no):
                self.wo[j][k] += N * output_deltas[k] * self.ah[j]
        for i in range(self.ni):
            for j in range(self.nh - 1):
                self.wi[i][j] += N * hidden_deltas[j] * self.ai[i]
        return sum(0.5 * (t - a) ** 2 for t, a in zip(targets, self.ao))

    def test(self, patterns):
        for p in patterns:
            print(p[0], '->', ['%.2f' % a for a in self.update(p[0])], 'wanted', p[1])

    def train(self, patterns, iterations=3000, N=0.05):
        for i in range(iterations):
            error = 0.0
            for p in patterns:
                self.update(p[0])
                error += self.backPropagate(p[1], N)
            if i % 500 == 0:
                print('error %-.5f' % error)
        print('last error %-.5f' % error)


def demo():
    # which of four levels do two readings belong to
    pat = [
        [[0.1, 0.2], [1]], [[0.3, 0.1], [1]],
        [[0.9, 0.2], [2]], [[0.8, 0.3], [2]],
        [[0.2, 0.8], [3]], [[0.1, 0.9], [3]],
        [[0.9, 0.9], [4]], [[0.8, 0.7], [4]],
    ]
    n = NN(2, 4, 1)
    n.train(pat)
    n.test(pat)


if __name__ == '__main__':
    demo()
