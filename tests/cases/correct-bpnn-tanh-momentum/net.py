import math
import random

random.seed(4)


def sigmoid(x):
    return math.tanh(x)


# takes the value of the unit, not its sum
def dsigmoid(y):
    return 1.0 - y ** 2


class BPNet:
    def __init__(self, ni, nh, no):
        self.ni, self.nh, self.no = ni + 1, nh + 1, no
        self.ai = [1.0] * self.ni
        self.ah = [1.0] * self.nh
        self.ao = [1.0] * self.no
        self.wi = [[random.uniform(-0.6, 0.6) for _ in range(self.nh)] for _ in range(self.ni)]
        self.wo = [[random.uniform(-0.6, 0.6) for _ in range(self.no)] for _ in range(self.nh)]
        self.ci = [[0.0] * self.nh for _ in range(self.ni)]
        self.co = [[0.0] * self.no for _ in range(self.nh)]

    def activate(self, inputs):
        for i in range(self.ni - 1):
            self.ai[i] = inputs[i]
        for j in range(self.nh - 1):        # the last one stays at 1
            self.ah[j] = sigmoid(sum(self.ai[i] * self.wi[i][j] for i in range(self.ni)))
        for k in range(self.no):
            self.ao[k] = sigmoid(sum(self.ah[j] * self.wo[j][k] for j in range(self.nh)))
        return self.ao[:]

    def back_propagate(self, targets, lr, momentum):
        output_deltas = [0.0] * self.no
        for k in range(self.no):
            error = targets[k] - self.ao[k]
            output_deltas[k] = error * dsigmoid(self.ao[k])

        hidden_deltas = [0.0] * self.nh
        for j in range(self.nh):
            error = 0.0
            for k in range(self.no):
                error += output_deltas[k] * self.wo[j][k]
            hidden_deltas[j] = error * dsigmoid(self.ah[j])

        for j in range(self.nh):
            for k in range(self.no):
                change = output_deltas[k] * self.ah[j]
                self.wo[j][k] += lr * change + momentum * self.co[j][k]
                self.co[j][k] = change
        for i in range(self.ni):
            for j in range(self.nh):
                change = hidden_deltas[j] * self.ai[i]
                self.wi[i][j] += lr * change + momentum * self.ci[i][j]
                self.ci[i][j] = change
        return sum(0.5 * (t - o) ** 2 for t, o in zip(targets, self.ao))

    def train(self, patterns, iterations=1500, lr=0.1, momentum=0.05):
        for i in range(iterations):
            error = 0.0
            for inputs, targets in patterns:
                self.activate(inputs)
                error += self.back_propagate(targets, lr, momentum)
            if i % 300 == 299:
                print("Combined error", error)


if __name__ == "__main__":
    # is the two-digit binary number a the larger one, the equal one?
    patterns = []
    for a in range(4):
        for b in range(4):
            bits = [a >> 1, a & 1, b >> 1, b & 1]
            patterns.append((bits, [0.9 if a > b else -0.9, 0.9 if a == b else -0.9]))
    net = BPNet(4, 8, 2)
    net.train(patterns)
    good = sum((o > 0) == (t > 0) for x, y in patterns for o, t in zip(net.activate(x), y))
    print("good outputs:", good, "of", 2 * len(patterns))
