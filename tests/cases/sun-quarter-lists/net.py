import math
import random


def grid(rows, cols, low, high):
    return [[random.uniform(low, high) for _ in range(cols)] for _ in range(rows)]


class BackpropNet:
    def __init__(self, ni, nh, no):
        self.ni, self.nh, self.no = ni + 1, nh, no
        self.ai, self.ah, self.ao = [1.0] * self.ni, [1.0] * self.nh, [1.0] * self.no
        self.wi = grid(self.ni, self.nh, -0.8, 0.8)
        self.wo = grid(self.nh, self.no, -0.8, 0.8)
        self.ci = grid(self.ni, self.nh, 0.0, 0.0)
        self.co = grid(self.nh, self.no, 0.0, 0.0)

    def respond(self, inputs):
        for i, v in enumerate(inputs):
            self.ai[i] = v
        for j in range(self.nh):
            self.ah[j] = math.tanh(sum(self.ai[i] * self.wi[i][j] for i in range(self.ni)))
        for k in range(self.no):
            s = sum(self.ah[j] * self.wo[j][k] for j in range(self.nh))
            self.ao[k] = math.tanh(s)
        return self.ao[:]

    def correct(self, targets, N, M):
        out_d = [0.0] * self.no
        for k in range(self.no):
            err = targets[k] - self.ao[k]
            out_d[k] = (1.0 - self.ao[k] ** 2) * err
        hid_d = [0.0] * self.nh
        for j in range(self.nh):
            err = sum(out_d[k] * self.wo[j][k] for k in range(self.no))
            hid_d[j] = (1.0 - self.ah[j] ** 2) * err
        for j in range(self.nh):
            for k in range(self.no):
                change = N * out_d[k] * self.ah[j] + M * self.co[j][k]
                self.wo[j][k] += change
                self.co[j][k] = change
        for i in range(self.ni):
            for j in range(self.nh):
                change = N * hid_d[j] * self.ai[i] + M * self.ci[i][j]
                self.wi[i][j] += change
                self.ci[i][j] = change
        return sum(0.5 * (t - a) ** 2 for t, a in zip(targets, self.ao))

    def train(self, patterns, rounds, N=0.02, M=0.5):
        for r in range(rounds):
            error = 0.0
            for inputs, targets in patterns:
                self.respond(inputs)
                error += self.correct(targets, N, M)
            if r % 200 == 199:
                print("round", r + 1, "error %.5f" % error)


if __name__ == "__main__":
    random.seed(3)
    # which quarter of the year is it, from the position of the sun
    patterns = []
    for q, (a, b) in enumerate([(0, 1), (1, 0), (0, -1), (-1, 0)]):
        for _ in range(5):
            patterns.append(([a + random.uniform(-0.2, 0.2), b + random.uniform(-0.2, 0.2)], [q + 1.0]))
    net = BackpropNet(2, 8, 1)
    net.train(patterns, 1000)
    for inputs, targets in patterns[::5]:
        print(targets, [round(v, 2) for v in net.respond(inputs)])
    print("mean miss", sum(abs(t[0] - net.respond(i)[0]) for i, t in patterns) / len(patterns))
