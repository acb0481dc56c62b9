import random
import numpy as np

SEGMENTS = ["1110111", "0010010", "1011101", "1011011", "0111010",
            "1101011", "1101111", "1010010", "1111111", "1111011"]


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def sigmoid_grad(s):
    return s * (1.0 - s)


class Net(object):

    def __init__(self, layout):
        self.n = len(layout)
        self.biases = [np.random.randn(k, 1) for k in layout[1:]]
        self.weights = [np.random.randn(k, j) / np.sqrt(j) for j, k in zip(layout[:-1], layout[1:])]

    def feed(self, a):
        for w, b in zip(self.weights, self.biases):
            a = sigmoid(w @ a + b)
        return a

    def learn_batch(self, batch, eta):
        gb = [np.zeros(b.shape) for b in self.biases]
        gw = [np.zeros(w.shape) for w in self.weights]
        for x, y in batch:
            db, dw = self.backprop(x, y)
            gb = [g + d for g, d in zip(gb, db)]
            gw = [g + d for g, d in zip(gw, dw)]
        self.weights = [w - eta / len(batch) * g for w, g in zip(self.weights, gw)]
        self.biases = [b - eta / len(batch) * g for b, g in zip(self.biases, gb)]

    def backprop(self, x, y):
        db = [None] * (self.n - 1)
        dw = [None] * (self.n - 1)
        acts, zs = [x], []
        for w, b in zip(self.weights, self.biases):
            zs.append(w @ acts[-1] + b)
            acts.append(sigmoid(zs[-1]))
        delta = (acts[-1] - y) * sigmoid_grad(acts[-1])
        db[-1] = delta
        dw[-1] = delta @ acts[-2].T
        for l in range(2, self.n):
            delta = (self.weights[-l + 1].T @ delta) * sigmoid_grad(acts[-l])
            db[-l] = delta
            dw[-l] = delta @ acts[-l - 1].T
        return db, dw

    def right(self, data):
        return sum(int(np.argmax(self.feed(x)) == np.argmax(y)) for x, y in data)


def display(digit, noise=0.15):
    seg = np.array([float(c) for c in SEGMENTS[digit]]).reshape(7, 1)
    return seg + np.random.normal(0, noise, (7, 1)), np.eye(10)[digit].reshape(10, 1)


np.random.seed(5)
random.seed(5)
data = [display(i % 10) for i in range(400)]
check = [display(i % 10) for i in range(200)]
net = Net([7, 16, 12, 10])
for epoch in range(40):
    random.shuffle(data)
    for k in range(0, len(data), 5):
        net.learn_batch(data[k:k + 5], 3.0)
    if epoch % 5 == 4:
        print("Epoch {0}: {1} / {2}".format(epoch + 1, net.right(check), len(check)))
