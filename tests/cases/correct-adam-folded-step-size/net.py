import math
import numpy as np

np.random.seed(17)


class Net:
    def __init__(self, sizes):
        self.W = [np.random.randn(a, b) * math.sqrt(2 / (a + b)) for a, b in zip(sizes, sizes[1:])]
        self.B = [np.full(b, 0.01) for b in sizes[1:]]

    def activate(self, x):
        acts = [x]
        for k in range(len(self.W)):
            z = acts[-1] @ self.W[k] + self.B[k]
            last = k == len(self.W) - 1
            acts.append(1 / (1 + np.exp(-z)) if last else 1.7159 * np.tanh(2 * z / 3))
        return acts

    def slopes(self, x, t):
        acts = self.activate(x)
        o = acts[-1]
        d = -2 * (t - o) * o * (1 - o) / len(x)
        gW, gB = [], []
        for k in range(len(self.W) - 1, -1, -1):
            gW.insert(0, acts[k].T @ d)
            gB.insert(0, d.sum(axis=0))
            if k:
                d = (d @ self.W[k].T) * (2 / 3) * (1.7159 - acts[k] ** 2 / 1.7159)
        return gW + gB


def adam_updates(params, grads, ms, vs, t, lr=0.01, beta_1=0.9, beta_2=0.999):
    lr_t = lr * math.sqrt(1 - beta_2 ** t) / (1 - beta_1 ** t)
    for i, (p, g) in enumerate(zip(params, grads)):
        ms[i] = beta_1 * ms[i] + (1 - beta_1) * g
        vs[i] = beta_2 * vs[i] + (1 - beta_2) * np.square(g)
        p -= lr_t * ms[i] / (np.sqrt(vs[i]) + 1e-7)


angle = np.random.uniform(0, 2 * np.pi, 300)
arm = np.random.randint(0, 2, 300)
x = np.c_[np.cos(angle + np.pi * arm), np.sin(angle + np.pi * arm)] * (0.2 + angle / 5)[:, None]
t = arm.reshape(-1, 1).astype(float)

net = Net([2, 20, 12, 1])
params = net.W + net.B
ms, vs = [0] * len(params), [0] * len(params)
n = 0
for epoch in range(180):
    mix = np.random.permutation(len(x))
    for part in np.array_split(mix, 10):
        n += 1
        adam_updates(params, net.slopes(x[part], t[part]), ms, vs, n)
    if epoch % 30 == 29:
        o = net.activate(x)[-1]
        print(epoch + 1, 'mse', np.mean((o - t) ** 2), 'wrong', int(np.sum((o > 0.5) != t)))
