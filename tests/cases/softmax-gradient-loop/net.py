import numpy as np


class Softmax:
    def compute(self, x):
        self.input = x
        e = np.exp(x - np.max(x))
        self.value = e / np.sum(e)
        return self.value

    def softmax_grad(self, back):
        self.gradient = np.zeros(len(self.value))
        for i in range(len(self.value)):
            for j in range(len(self.input)):
                if i == j:
                    self.gradient[i] = self.value[i] * (1 - self.input[i])
                else:
                    self.gradient[i] = -self.value[i] * self.input[j]
        return back * self.gradient


class Sigmoid:
    def compute(self, x):
        self.value = 1 / (1 + np.exp(-x))
        return self.value

    def sigmoid_grad(self, back):
        return back * self.value * (1 - self.value)


class ThreeLayers:
    def __init__(self, n_in, n_hidden, n_out, rng):
        self.W1 = rng.normal(0, 0.5, (n_hidden, n_in))
        self.b1 = np.zeros(n_hidden)
        self.W2 = rng.normal(0, 0.5, (n_out, n_hidden))
        self.b2 = np.zeros(n_out)
        self.hidden, self.top = Sigmoid(), Softmax()

    def forward(self, x):
        self.x = x
        self.a1 = self.hidden.compute(self.W1.dot(x) + self.b1)
        self.a2 = self.top.compute(self.W2.dot(self.a1) + self.b2)
        return self.a2

    def loss(self, y):
        return 0.5 * np.sum((self.a2 - y) ** 2)

    def backward(self, y, rate):
        delta3 = self.top.softmax_grad(self.a2 - y)
        delta2 = self.hidden.sigmoid_grad(self.W2.T.dot(delta3))
        self.W2 -= rate * np.outer(delta3, self.a1)
        self.b2 -= rate * delta3
        self.W1 -= rate * np.outer(delta2, self.x)
        self.b1 -= rate * delta2


def flowers(n, rng):
    # three kinds, four measurements each
    centres = np.array([[5.0, 3.4, 1.5, 0.2], [5.9, 2.8, 4.3, 1.3], [6.6, 3.0, 5.5, 2.0]])
    kinds = rng.integers(0, 3, n)
    x = centres[kinds] + rng.normal(0, 0.25, (n, 4))
    return (x - x.mean(axis=0)) / x.std(axis=0), kinds


if __name__ == "__main__":
    rng = np.random.default_rng(10)
    x, kinds = flowers(150, rng)
    net = ThreeLayers(4, 6, 3, rng)
    for epoch in range(61):
        total = 0
        for k in rng.permutation(len(x)):
            net.forward(x[k])
            y = np.eye(3)[kinds[k]]
            total += net.loss(y)
            net.backward(y, 0.3)
        if epoch % 15 == 0:
            hits = np.mean([net.forward(r).argmax() == c for r, c in zip(x, kinds)])
            print("epoch", epoch, "loss", total / len(x), "hits", hits)
