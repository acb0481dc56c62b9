import math
import random


def sigmoid(x):
    x = max(-500, min(500, x))
    return 1 / (1 + math.exp(-x))


class Dropout:
    def __init__(self, p):
        self.p = p
        self.training = True
        self.mask = []

    def forward(self, values):
        if not self.training:
            return list(values)
        self.mask = [0.0 if random.random() < self.p else 1.0 for _ in values]
        return [v * m / (1 - self.p) for v, m in zip(values, self.mask)]


class CircleNet:
    def __init__(self, n_hidden, p=0.3, rate=0.05):
        self.n_hidden = n_hidden
        self.rate = rate
        self.dropout = Dropout(p)
        self.w1 = [[random.gauss(0, 1), random.gauss(0, 1)] for _ in range(n_hidden)]
        self.b1 = [random.gauss(0, 0.3) for _ in range(n_hidden)]
        self.w2 = [random.gauss(0, 0.5) for _ in range(n_hidden)]
        self.b2 = 0.0

    def forward(self, x, training=True):
        self.x = x
        self.z1, h = [], []
        for i in range(self.n_hidden):
            z = self.w1[i][0] * x[0] + self.w1[i][1] * x[1] + self.b1[i]
            self.z1.append(z)
            h.append(max(0.0, z))
        self.dropout.training = training
        self.h = self.dropout.forward(h)
        self.out = sigmoid(sum(w * a for w, a in zip(self.w2, self.h)) + self.b2)
        return self.out

    def backward(self, target):
        d_out = self.out - target
        for i in range(self.n_hidden):
            d_h = d_out * self.w2[i] * self.dropout.mask[i] / (1 - self.dropout.p)
            d_z = d_h if self.z1[i] > 0 else 0.0
            self.w2[i] -= self.rate * d_out * self.h[i]
            self.w1[i][0] -= self.rate * d_z * self.x[0]
            self.w1[i][1] -= self.rate * d_z * self.x[1]
            self.b1[i] -= self.rate * d_z
        self.b2 -= self.rate * d_out


def loss(net, points):
    total = 0.0
    for x, target in points:
        p = min(max(net.forward(x, training=False), 1e-12), 1 - 1e-12)
        total -= math.log(p) if target else math.log(1 - p)
    return total / len(points)


def draw(count):
    points = []
    for _ in range(count):
        x = [random.uniform(-2, 2), random.uniform(-2, 2)]
        points.append((x, 1 if x[0] ** 2 + x[1] ** 2 < 1.5 ** 2 else 0))
    return points


if __name__ == "__main__":
    random.seed(42)
    train, test = draw(300), draw(200)
    net = CircleNet(24)
    for epoch in range(60):
        random.shuffle(train)
        for x, target in train:
            net.forward(x)
            net.backward(target)
        if epoch % 15 == 14:
            print("epoch", epoch + 1, "train", round(loss(net, train), 4), "test", round(loss(net, test), 4))
    right = sum((net.forward(x, training=False) > 0.5) == (t == 1) for x, t in test)
    print("test accuracy:", right / len(test))
