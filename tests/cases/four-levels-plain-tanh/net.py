import math
import random

random.seed(0)


def rand(a, b):
    return (b - a) * random.random() + a


def squash(x):
    return math.tanh(x)


def dsquash(y):
    return 1.0 - y ** 2


class Net:
    def __init__(self, ni, nh, no):
        self.ni, self.nh, self.no = ni + 1, nh, no
        self.ai, self.ah, self.ao = [1.0] * self.ni, [1.0] * nh, [1.0] * no
        self.wi = [[rand(-0.5, 0.5) for j in range(nh)] for i in range(self.ni)]
        self.wo = [[rand(-0.5, 0.5) for k in range(no)] for j in range(nh)]

    def answer(self, inputs):
        for i in range(self.ni - 1):
            self.ai[i] = inputs[i]
        for j in range(self.nh):
            self.ah[j] = squash(sum(self.ai[i] * self.wi[i][j] for i in range(self.ni)))
        for k in range(self.no):
            self.ao[k] = squash(sum(self.ah[j] * self.wo[j][k] for j in range(self.nh)))
        return self.ao[:]

    def correct(self, targets, step):
        dout = [dsquash(self.ao[k]) * (targets[k] - self.ao[k]) for k in range(self.no)]
        dhid = []
        for j in range(self.nh):
            e = sum(dout[k] * self.wo[j][k] for k in range(self.no))
            dhid.append(dsquash(self.ah[j]) * e)
        for j in range(self.nh):
            for k in range(self.no):
                self.wo[j][k] += step * dout[k] * self.ah[j]
        for i in range(self.ni):
            for j in range(self.nh):
                self.wi[i][j] += step * dhid[j] * self.ai[i]
        return sum(0.5 * (t - o) ** 2 for t, o in zip(targets, self.ao))


# two switches select one of four levels
pattern = [[[0, 0], [1]], [[0, 1], [2]], [[1, 0], [3]], [[1, 1], [4]]]
net = Net(2, 4, 1)
for it in range(3000):
    error = 0.0
    for x, t in pattern:
        net.answer(x)
        error += net.correct(t, 0.05)
    if it % 500 == 0:
        print("error %-.5f" % error)
for x, t in pattern:
    print(x, "->", net.answer(x), "wanted", t)
print("final error %.6f" % error)
