import numpy as np


class Trainer:
    """params: list of [weights, bias]; keeps the Adam state and the dropout masks"""

    def __init__(self, widths, drop=0.3, seed=0):
        self.rs = np.random.RandomState(seed)
        self.params = [[self.rs.randn(i, o) * np.sqrt(2. / i), np.zeros(o)] for i, o in zip(widths, widths[1:])]
        self.drop = drop
        self.m = [[0., 0.] for _ in self.params]
        self.v = [[0., 0.] for _ in self.params]
        self.steps = 0

    def propagate(self, x, learn):
        self.ins, self.masks = [x], []
        for w, b in self.params[:-1]:
            x = np.maximum(x @ w + b, 0.01 * (x @ w + b))
            if learn:
                mask = self.rs.binomial(1, 1 - self.drop, x.shape) / (1 - self.drop)
                self.masks.append(mask)
                x = x * mask
            self.ins.append(x)
        w, b = self.params[-1]
        return (x @ w + b)[:, 0]

    def learn(self, x, y, lr=0.002):
        z = self.propagate(x, learn=True)
        p = 1 / (1 + np.exp(-z))
        delta = ((p - y) / len(y))[:, None]
        grads = []
        for layer in range(len(self.params) - 1, -1, -1):
            grads.append([self.ins[layer].T @ delta, delta.sum(0)])
            if layer:
                delta = delta @ self.params[layer][0].T * self.masks[layer - 1]
                # a dropped unit is 0 and its mask is 0, so the sign of the kept ones is enough
                delta = delta * np.where(self.ins[layer] > 0, 1, 0.01)
        self.adam(grads[::-1], lr)
        return np.mean(np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z))))

    def adam(self, grads, lr, b1=0.9, b2=0.999):
        self.steps += 1
        # both corrections moved into the step length
        pace = lr * np.sqrt(1 - b2 ** self.steps) / (1 - b1 ** self.steps)
        for k, pair in enumerate(grads):
            for n, g in enumerate(pair):
                self.m[k][n] = self.m[k][n] + (1 - b1) * (g - self.m[k][n])
                self.v[k][n] = self.v[k][n] + (1 - b2) * (g * g - self.v[k][n])
                self.params[k][n] = self.params[k][n] - pace * self.m[k][n] / (np.sqrt(self.v[k][n]) + 1e-8)

    def probability(self, x):
        return 1 / (1 + np.exp(-self.propagate(x, learn=False)))


def rings(n, rs):
    r = rs.uniform(0, 3, n)
    a = rs.uniform(0, 2 * np.pi, n)
    return np.c_[r * np.cos(a), r * np.sin(a)], (np.floor(r) == 1).astype(float)


rs = np.random.RandomState(1)
x, y = rings(600, rs)
x_test, y_test = rings(600, rs)
net = Trainer([2, 64, 32, 1])
for epoch in range(120):
    order = rs.permutation(600)
    losses = [net.learn(x[order[s:s + 30]], y[order[s:s + 30]]) for s in range(0, 600, 30)]
    if epoch % 20 == 0:
        print('epoch', epoch, 'loss', np.mean(losses), 'test', np.mean((net.probability(x_test) > 0.5) == y_test))
print('test accuracy', np.mean((net.probability(x_test) > 0.5) == y_test))
