import numpy as np


class Linear:
    def __init__(self, n_in, n_out):
        self.W = np.random.randn(n_in, n_out) * np.sqrt(1.0 / n_in)
        self.b = np.zeros(n_out)

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, up):
        self.gW = self.x.T @ up
        self.gb = np.sum(up, axis=0)
        return up @ self.W.T


class Tanh:
    def forward(self, x):
        self.y = np.tanh(x)
        return self.y

    def backward(self, up):
        return up * (1 - self.y ** 2)


class SoftMax:
    def forward(self, x):
        e = np.exp(x - np.max(x, axis=1, keepdims=True))
        self.output = e / np.sum(e, axis=1, keepdims=True)
        return self.output

    def backward(self, up):
        return up * self.output * (1 - self.output)


class MeanSquare:
    def forward(self, p, t):
        self.p, self.t = p, t
        return np.mean(np.sum((p - t) ** 2, axis=1))

    def backward(self):
        return 2 * (self.p - self.t) / len(self.p)


def make_arms(n, k):
    """k arms of a spiral"""
    which = np.random.randint(0, k, n)
    r = np.random.uniform(0.1, 1, n)
    turn = 2 * np.pi * which / k + 3.0 * r + 0.15 * np.random.randn(n)
    return np.stack([r * np.cos(turn), r * np.sin(turn)], axis=1) * 2, np.eye(k)[which]


np.random.seed(12)
x, t = make_arms(500, 4)
net = [Linear(2, 24), Tanh(), Linear(24, 4), SoftMax()]
loss = MeanSquare()

for step in range(3001):
    a = x
    for part in net:
        a = part.forward(a)
    value = loss.forward(a, t)
    g = loss.backward()
    for part in reversed(net):
        g = part.backward(g)
    for part in net:
        if isinstance(part, Linear):
            part.W -= 0.5 * part.gW
            part.b -= 0.5 * part.gb
    if step % 500 == 0:
        print("step", step, "loss", value, "accuracy", np.mean(a.argmax(axis=1) == t.argmax(axis=1)))
