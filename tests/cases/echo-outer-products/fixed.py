import numpy as np


class RNN:
    def __init__(self, n_in, n_hidden, n_out):
        self.Wxh = np.random.randn(n_hidden, n_in) * 0.3
        self.Whh = np.random.randn(n_hidden, n_hidden) * 0.3
        self.Why = np.random.randn(n_out, n_hidden) * 0.3
        self.Bh = np.zeros(n_hidden)
        self.By = np.zeros(n_out)

    def forward(self, x):
        T = x.shape[1]
        h, output = {-1: np.zeros(len(self.Bh))}, {}
        for t in range(T):
            h[t] = np.tanh(np.dot(self.Wxh, x[:, t]) + np.dot(self.Whh, h[t - 1]) + self.Bh)
            output[t] = np.dot(self.Why, h[t]) + self.By
        return h, output

    def loss(self, output, y):
        return 0.5 * sum(np.sum((output[t] - y[:, t]) ** 2) for t in range(y.shape[1]))

    def gradients(self, x, y, h, output):
        T = x.shape[1]
        D_Wxh = np.zeros_like(self.Wxh)
        D_Whh = np.zeros_like(self.Whh)
        D_Why = np.zeros_like(self.Why)
        D_Bh = np.zeros_like(self.Bh)
        D_By = np.zeros_like(self.By)
        dL_next = np.zeros_like(self.Bh)
        for t in range(T - 1, -1, -1):
            dQ = output[t] - y[:, t]
            D_Why += np.outer(dQ, h[t])
            D_By += dQ
            dL_h = np.dot(self.Why.T, dQ) + dL_next
            dt = (1 - h[t] * h[t]) * dL_h
            D_Wxh += np.outer(dt, x[:, t])
            D_Whh += np.outer(dt, h[t - 1])
            D_Bh += dt
            dL_next = np.dot(self.Whh.T, dt)
        return D_Wxh, D_Whh, D_Why, D_Bh, D_By

    def train(self, x, y, lr):
        h, output = self.forward(x)
        grads = self.gradients(x, y, h, output)
        for param, grad in zip((self.Wxh, self.Whh, self.Why, self.Bh, self.By), grads):
            param -= lr * np.clip(grad, -5, 5)
        return self.loss(output, y) / x.shape[1]


def echo(T, late):
    # the answer is what came in some steps before
    x = np.random.uniform(-1, 1, (1, T))
    y = np.zeros((1, T))
    y[:, late:] = x[:, :-late]
    return x, y


if __name__ == '__main__':
    np.random.seed(12)
    rnn = RNN(1, 16, 1)
    smooth = None
    for it in range(6001):
        x, y = echo(20, 3)
        loss = rnn.train(x, y, 0.02)
        smooth = loss if smooth is None else 0.99 * smooth + 0.01 * loss
        if it % 1000 == 0:
            print('iteration %d, loss %f' % (it, smooth))
