import numpy as np


def network(shape, rng):
    return [(rng.standard_normal((a, b)) / np.sqrt(a), np.zeros(b)) for a, b in zip(shape, shape[1:])]


def forward(layers, x):
    trace = [x]
    for k, (w, b) in enumerate(layers):
        x = x @ w + b
        if k < len(layers) - 1:
            x = np.tanh(x)
        trace.append(x)
    return trace


def backward(layers, trace, target):
    grad = 2 * (trace[-1] - target) / target.size
    out = []
    for k in range(len(layers) - 1, -1, -1):
        if k < len(layers) - 1:
            grad = grad * (1 - trace[k + 1] ** 2)
        out.append((trace[k].T @ grad, grad.sum(axis=0)))
        grad = grad @ layers[k][0].T
    return out[::-1]


def flat(pairs):
    return [array for pair in pairs for array in pair]


class Adam:
    def __init__(self, params, alpha=0.005, beta1=0.9, beta2=0.999, eps=1e-8):
        self.params, self.alpha, self.eps = params, alpha, eps
        self.beta1, self.beta2 = beta1, beta2
        self.first = [np.zeros_like(p) for p in params]
        self.second = [np.zeros_like(p) for p in params]
        self.t = 0

    def step(self, grads):
        self.t += 1
        for p, g, m, s in zip(self.params, grads, self.first, self.second):
            m[...] = self.beta1 * m + (1 - self.beta1) * g
            s[...] = self.beta2 * s + (1 - self.beta2) * g ** 2
            m_hat = m / (1 - self.beta1 ** self.t)
            s_hat = s / (1 - self.beta2 ** self.t)
            p -= self.alpha * m_hat / (np.sqrt(s_hat) + self.eps)


if __name__ == '__main__':
    rng = np.random.default_rng(2)
    phase = rng.uniform(0, 2 * np.pi, (256, 1))
    axis = rng.uniform(0.5, 1.5, (256, 1))
    x = np.hstack([np.cos(phase), np.sin(phase), axis - 1])
    r = axis * 0.75 / (1 + 0.5 * np.cos(phase))
    target = np.hstack([r * np.cos(phase), r * np.sin(phase)])
    layers = network([3, 24, 24, 2], rng)
    adam = Adam(flat(layers))
    for i in range(1500):
        trace = forward(layers, x)
        adam.step(flat(backward(layers, trace, target)))
        if i % 250 == 0:
            print('iteration', i, 'mse', np.mean((trace[-1] - target) ** 2))
    print('final mse', np.mean((forward(layers, x)[-1] - target) ** 2))
