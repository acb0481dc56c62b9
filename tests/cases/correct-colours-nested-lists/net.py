import math
import random


def zeros(rows, cols):
    return [[0.0 for _ in range(cols)] for _ in range(rows)]


def matmul(a, b):
    out = zeros(len(a), len(b[0]))
    for i in range(len(a)):
        for j in range(len(b[0])):
            for k in range(len(b)):
                out[i][j] += a[i][k] * b[k][j]
    return out


def flip(a):
    return [[a[i][j] for i in range(len(a))] for j in range(len(a[0]))]


def mapped(a, f):
    return [[f(v) for v in line] for line in a]


def multiplied(a, b):
    return [[u * v for u, v in zip(p, q)] for p, q in zip(a, b)]


def add_to(a, b, factor=1.0):
    for p, q in zip(a, b):
        for j, v in enumerate(q):
            p[j] += factor * v


def sigmoid(x):
    return 1 / (1 + math.exp(-x))


def d_sigmoid(x):
    return x * (1 - x)


class NeuralNetwork:
    def __init__(self, n_in, n_hidden, n_out, lr, f=sigmoid, df=d_sigmoid):
        self.wih = mapped(zeros(n_hidden, n_in), lambda _: random.gauss(0, 1))
        self.who = mapped(zeros(n_out, n_hidden), lambda _: random.gauss(0, 1))
        self.bh = zeros(n_hidden, 1)
        self.bo = zeros(n_out, 1)
        self.lr, self.f, self.df = lr, f, df

    def query(self, values):
        inputs = [[v] for v in values]
        hidden = matmul(self.wih, inputs)
        add_to(hidden, self.bh)
        hidden = mapped(hidden, self.f)
        outputs = matmul(self.who, hidden)
        add_to(outputs, self.bo)
        return inputs, hidden, mapped(outputs, self.f)

    def train(self, values, wanted):
        inputs, hidden, outputs = self.query(values)
        errors = [[t - o[0]] for t, o in zip(wanted, outputs)]

        gradient_out = multiplied(mapped(outputs, self.df), errors)
        hidden_errors = matmul(flip(self.who), gradient_out)
        gradient_hidden = multiplied(mapped(hidden, self.df), hidden_errors)

        add_to(self.who, matmul(gradient_out, flip(hidden)), self.lr)
        add_to(self.bo, gradient_out, self.lr)
        add_to(self.wih, matmul(gradient_hidden, flip(inputs)), self.lr)
        add_to(self.bh, gradient_hidden, self.lr)


if __name__ == "__main__":
    random.seed(8)
    # is a colour light (first answer) and is it reddish (second answer)?
    colours = [[random.random() for _ in range(3)] for _ in range(120)]
    wanted = [[float(sum(c) > 1.5), float(c[0] > max(c[1], c[2]))] for c in colours]
    nn = NeuralNetwork(3, 6, 2, 0.5)
    for epoch in range(80):
        for k in random.sample(range(len(colours)), len(colours)):
            nn.train(colours[k], wanted[k])
        if epoch % 20 == 19:
            miss = 0
            for c, w in zip(colours, wanted):
                miss += sum((t - o[0]) ** 2 for t, o in zip(w, nn.query(c)[2]))
            print("epoch", epoch + 1, "mean squared miss:", miss / len(colours))
