import math
import random

random.seed(0)


def between(a, b):
    return (b - a) * random.random() + a


def grid(rows, cols, fill=0.0):
    return [[fill] * cols for _ in range(rows)]


def squash(x):
    return math.tanh(x)


# slope of squash, from its output
def dsquash(y):
    return 1.0 - y ** 2


class Net:
    def __init__(self, ni, nh, no):
        self.ni = ni + 1  # one more for the bias node
        self.nh = nh
        self.no = no
        self.ai = [1.0] * self.ni
        self.ah = [1.0] * self.nh
        self.ao = [1.0] * self.no
        self.wi = grid(self.ni, self.nh)
        self.wo = grid(self.nh, self.no)
        for i in range(self.ni):
            for j in range(self.nh):
                self.wi[i][j] = between(-0.5, 0.5)
        for j in range(self.nh):
            for k in range(self.no):
                self.wo[j][k] = between(-1.0, 1.0)
        self.ci = grid(self.ni, self.nh)
        self.co = grid(self.nh, self.no)

    def run(self, inputs):
        for i in range(self.ni - 1):
            self.ai[i] = inputs[i]
        for j in range(self.nh):
            total = 0.0
            for i in range(self.ni):
                total += self.ai[i] * self.wi[i][j]
            self.ah[j] = squash(total)
        for k in range(self.no):
            total = 0.0
            for j in range(self.nh):
                total += self.ah[j] * self.wo[j][k]
            self.ao[k] = squash(total)
        return self.ao[:]

    def learn(self, targets, N, M):
        out_d = [0.0] * self.no
        for k in range(self.no):
            out_d[k] = dsquash(self.ao[k]) * (targets[k] - self.ao[k])
        hid_d = [0.0] * self.nh
        for j in range(self.nh):
            err = 0.0
            for k in range(self.no):
                err += out_d[k] * self.wo[j][k]
            hid_d[j] = dsquash(self.ah[j]) * err
        for j in range(self.nh):
            for k in range(self.no):
                change = out_d[k] * self.ah[j]
                self.wo[j][k] += N * change + M * self.co[j][k]
                self.co[j][k] = change
        for i in range(self.ni):
            for j in range(self.nh):
                change = hid_d[j] * self.ai[i]
                self.wi[i][j] += N * change + M * self.ci[i][j]
                self.ci[i][j] = change
        return sum(0.5 * (targets[k] - self.ao[k]) ** 2 for k in range(self.no))

    def train(self, patterns, rounds=2000, N=0.3, M=0.05):
        for r in range(rounds):
            error = 0.0
            for p in patterns:
                self.run(p[0])
                error += self.learn(p[1], N, M)
            if r % 400 == 0:
                print('error %.5f' % error)
        print('last error %.6f' % error)


if __name__ == '__main__':
    pat = [
        [[0, 0], [1]],
        [[0, 1], [2]],
        [[1, 0], [3]],
        [[1, 1], [4]],
    ]
    net = Net(2, 3, 1)
    net.train(pat)
    for p in pat:
        print(p[0], '->', net.run(p[0]), 'wanted', p[1])
