import numpy as np


def sigma(z):
    return 1.0 / (1.0 + np.exp(-z))


class TinyNet:
    def __init__(self, n):
        self.w_hid = np.random.uniform(-1, 1, (n, n))
        self.w_out = np.random.uniform(-1, 1, (n, n))

    def ask(self, x):
        self.h = sigma(np.dot(self.w_hid, x))
        self.o = sigma(np.dot(self.w_out, self.h))
        return self.o

    def tell(self, x, t, eta):
        self.ask(x)
        delta_o = (self.o - t) * self.o * (1 - self.o)
        delta_h = np.dot(self.w_out.transpose(), delta_o) * self.h * (1 - self.h)
        nabla_out = np.dot(delta_o, self.h.transpose())
        nabla_hid = np.dot(delta_h, x.transpose())
        self.w_out = self.w_out - eta * nabla_out
        self.w_hid = self.w_hid - eta * nabla_hid


np.random.seed(10)
# three tastes (sweet, sour, salty between 0 and 1), three fruits
kinds = np.array([[0.25, 0.2, 0.2], [0.5, 0.45, 0.5], [0.8, 0.85, 0.8]])
fruit = np.random.randint(0, 3, 150)
tastes = kinds[fruit] + np.random.normal(0, 0.04, (150, 3))
wishes = np.identity(3)[fruit]

net = TinyNet(3)
for epoch in range(300):
    for x, t in zip(tastes, wishes):
        net.tell(x, t, 0.5)
    if epoch % 60 == 0:
        print(epoch, np.mean([(net.ask(x) - t) ** 2 for x, t in zip(tastes, wishes)]))

hits = [net.ask(x).argmax() == f for x, f in zip(tastes, fruit)]
print("hits:", np.mean(hits))
