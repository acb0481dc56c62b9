import math
import numpy as np


class Adam:
    """keeps one state per parameter, like the optimisers of the big frameworks"""

    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
        self.params = params
        self.lr, self.betas, self.eps = lr, betas, eps
        self.state = [{} for _ in params]

    def step(self, grads):
        beta1, beta2 = self.betas
        for p, grad, state in zip(self.params, grads, self.state):
            if len(state) == 0:
                state['step'] = 0
                state['exp_avg'] = np.zeros_like(p)
                state['exp_avg_sq'] = np.zeros_like(p)
            state['step'] += 1
            exp_avg, exp_avg_sq = state['exp_avg'], state['exp_avg_sq']

            # decay the running averages
            exp_avg *= beta1
            exp_avg += (1 - beta1) * grad
            exp_avg_sq *= beta2
            exp_avg_sq += (1 - beta2) * grad ** 2

            # bias correction
            exp_avg /= 1 - beta1 ** state['step']
            denom = np.sqrt(exp_avg_sq / (1 - beta2 ** state['step'])) + self.eps
            p -= self.lr * exp_avg / denom


class Model:
    def __init__(self, n_in, n_hidden, rng):
        self.w1 = rng.normal(0, math.sqrt(2 / n_in), (n_in, n_hidden))
        self.b1 = np.zeros(n_hidden)
        self.w2 = rng.normal(0, math.sqrt(1 / n_hidden), (n_hidden, 1))
        self.b2 = np.zeros(1)

    def parameters(self):
        return [self.w1, self.b1, self.w2, self.b2]

    def forward(self, x):
        self.x = x
        self.z = x @ self.w1 + self.b1
        self.h = np.maximum(self.z, 0)
        return 1 / (1 + np.exp(-(self.h @ self.w2 + self.b2)))

    def backward(self, p, y):
        d = (p - y) / len(y)
        dz = (d @ self.w2.T) * (self.z > 0)
        return [self.x.T @ dz, dz.sum(axis=0), self.h.T @ d, d.sum(axis=0)]


def rings(n, rng):
    y = rng.integers(0, 2, (n, 1))
    angle = rng.uniform(0, 2 * np.pi, (n, 1))
    radius = 0.6 + 0.8 * y + rng.normal(0, 0.1, (n, 1))
    return np.hstack([radius * np.cos(angle), radius * np.sin(angle)]), y


if __name__ == '__main__':
    rng = np.random.default_rng(1)
    x, y = rings(512, rng)
    model = Model(2, 16, rng)
    optim = Adam(model.parameters(), lr=0.02)
    for epoch in range(10):
        order = rng.permutation(len(x))
        loss = 0
        for s in range(0, len(x), 32):
            bx, by = x[order[s:s + 32]], y[order[s:s + 32]]
            p = model.forward(bx)
            loss += -np.sum(by * np.log(p + 1e-12) + (1 - by) * np.log(1 - p + 1e-12)) / len(x)
            optim.step(model.backward(p, by))
        print('epoch %d loss %.4f' % (epoch + 1, loss))
