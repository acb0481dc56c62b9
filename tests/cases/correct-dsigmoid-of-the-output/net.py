import math
import random

random.seed(0)


def rand(a, b):
    return (b - a) * random.random() + a


def makeMatrix(I, J, fill=0.0):
    return [[fill] * J for _ in range(I)]


def sigmoid(x):
    return math.tanh(x)


# derivative of the sigmoid, in terms of the output y
def dsigmoid(y):
    return 1.0 - y ** 2


class NN:
    def __init__(self, ni, nh, no):
        self.ni = ni + 1  # +1 for the bias node
        self.nh = nh
        self.no = no
        self.ai = [1.0] * self.ni
        self.ah = [1.0] * self.nh
        self.ao = [1.0] * self.no
        self.wi = makeMatrix(self.ni, self.nh)
        self.wo = makeMatrix(self.nh, self.no)
        for i in range(self.ni):
            for j in range(self.nh):
                self.wi[i][j] = rand(-0.6, 0.6)
        for j in range(self.nh):
            for k in range(self.no):
                self.wo[j][k] = rand(-1.5, 1.5)

    def update(self, inputs):
        for i in range(self.ni - 1):
            self.ai[i] = inputs[i]
        for j in range(self.nh):
            self.ah[j] = sigmoid(sum(self.ai[i] * self.wi[i][j] for i in range(self.ni)))
        for k in range(self.no):
            self.ao[k] = sigmoid(sum(self.ah[j] * self.wo[j][k] for j in range(self.nh)))
        return self.ao[:]

    def backPropagate(self, targets, N):
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
                self.wo[j][k] += N * output_deltas[k] * self.ah[j]
        for i in range(self.ni):
            for j in range(self.nh):
                self.wi[i][j] += N * hidden_deltas[j] * self.ai[i]
        return sum(0.5 * (targets[k] - self.ao[k]) ** 2 for k in range(self.no))

    def train(self, patterns, iterations=1500, N=0.2):
        for i in range(iterations):
            error = 0.0
            for p in patterns:
                self.update(p[0])
                error += self.backPropagate(p[1], N)
            if i % 300 == 0:
                print('error %-.5f' % error)
        return error


def demo():
    # more ones than zeros?
    pat = []
    for number in range(8):
        bits = [(number >> b) & 1 for b in range(3)]
        pat.append([bits, [1 if sum(bits) % 2 else 0]])
    n = NN(3, 6, 1)
    error = n.train(pat)
    for p in pat:
        print(p[0], '->', n.update(p[0]))
    print('error in the end %f' % error)


if __name__ == '__main__':
    demo()
