import numpy as np

np.random.seed(6)


def to_probability(z):
    """a sigmoid, only written with tanh because tanh never overflows"""
    return (np.tanh(z / 2) + 1) / 2


def entropy(y, p):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


class CoinNet:
    def __init__(self, n_pixels, n_hidden):
        self.W = np.random.randn(n_pixels, n_hidden)
        self.c = np.zeros((1, n_hidden))
        self.v = np.random.randn(n_hidden, 1)
        self.d = np.zeros((1, 1))

    def __call__(self, x):
        self.x = x
        self.h = np.maximum(x @ self.W + self.c, 0)
        self.p = to_probability(self.h @ self.v + self.d)
        return self.p

    def backward(self, y):
        e = (self.p - y) / len(y)
        gh = e @ self.v.T * (self.h > 0)
        return self.x.T @ gh, gh.sum(0, keepdims=True), self.h.T @ e, e.sum(0, keepdims=True)

    def move(self, grads, lr):
        for name, g in zip(('W', 'c', 'v', 'd'), grads):
            setattr(self, name, getattr(self, name) - lr * g)


head = np.random.randint(0, 2, 64) * 2.0 - 1
tail = np.random.randint(0, 2, 64) * 2.0 - 1
y = np.random.randint(0, 2, (300, 1))
clean = np.where(y == 1, head, tail)
x = clean + 0.9 * np.random.randn(300, 64)

net = CoinNet(64, 12)
history = []
for epoch in range(200):
    for s in range(0, 300, 30):
        net(x[s:s + 30])
        net.move(net.backward(y[s:s + 30]), 0.5)
    history.append(entropy(y, net(x)))
    if epoch % 25 == 0:
        print('epoch %3d  cross entropy %s  accuracy %.3f' % (epoch, history[-1], np.mean((net.p > 0.5) == y)))
print('last cross entropy', history[-1])
