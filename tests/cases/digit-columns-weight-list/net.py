import numpy as np


class Net(object):
    def __init__(self, sizes, seed=0):
        r = np.random.RandomState(seed)
        self.w = [r.normal(0, 1 / np.sqrt(a), (b, a)) for a, b in zip(sizes, sizes[1:])]
        self.b = [np.zeros((b, 1)) for b in sizes[1:]]

    def soft(self, z):
        z = z - z.max(axis=1, keepdims=True)
        e = np.exp(z)
        return e / e.sum(axis=1, keepdims=True)

    def run(self, x):
        acts = [x]
        for w, b in zip(self.w[:-1], self.b[:-1]):
            acts.append(1 / (1 + np.exp(-(w @ acts[-1] + b))))
        acts.append(self.soft(self.w[-1] @ acts[-1] + self.b[-1]))
        return acts

    def batch(self, x, t, lr):
        m = x.shape[1]
        acts = self.run(x)
        delta = (acts[-1] - t) / m
        for l in reversed(range(len(self.w))):
            gw, gb = delta @ acts[l].T, delta.sum(axis=1, keepdims=True)
            if l:
                delta = self.w[l].T @ delta * acts[l] * (1 - acts[l])
            self.w[l] -= lr * gw
            self.b[l] -= lr * gb
        return -np.sum(t * np.log(acts[-1] + 1e-12)) / m

    def guess(self, x):
        return self.run(x)[-1].argmax(axis=0)


SEGMENTS = ['1110111', '0010010', '1011101', '1011011', '0111010', '1101011', '1101111', '1010010', '1111111', '1111011']


def digits(n, rng):
    label = rng.randint(0, 10, n)
    lamps = np.array([[int(c) for c in s] for s in SEGMENTS], dtype=float)
    return (lamps[label] + rng.normal(0, 0.25, (n, 7))).T, label


rng = np.random.RandomState(4)
x, label = digits(1000, rng)
t = np.eye(10)[label].T
net = Net([7, 24, 10])
for epoch in range(40):
    order = rng.permutation(1000)
    costs = [net.batch(x[:, order[k:k + 50]], t[:, order[k:k + 50]], 0.8) for k in range(0, 1000, 50)]
    if epoch % 8 == 0:
        print('epoch', epoch, 'cost', np.mean(costs))
print('cost after training', np.mean(costs))
print('accuracy', np.mean(net.guess(x) == label))
