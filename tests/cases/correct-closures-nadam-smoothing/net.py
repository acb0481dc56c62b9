"""Backprop without classes: every op returns its value and a pullback."""
import numpy as np

rng = np.random.default_rng(11)


def linear(x, W, b):
    def pullback(dy):
        return dy @ W.T, (x.T @ dy, dy.sum(0))
    return x @ W + b, pullback


def softplus(x):
    def pullback(dy):
        return dy / (1 + np.exp(-x)), ()
    return np.logaddexp(0, x), pullback


def smoothed_xent(logits, labels, eps=0.1):
    n, k = logits.shape
    q = np.full((n, k), eps / k)
    q[np.arange(n), labels] += 1 - eps
    z = logits - logits.max(1, keepdims=True)
    logp = z - np.log(np.exp(z).sum(1, keepdims=True))

    def pullback(dl=1.0):
        return dl * (np.exp(logp) - q) / n, ()
    return -(q * logp).sum() / n, pullback


def net(params, x):
    tape = []
    for i in range(0, len(params), 2):
        x, back = linear(x, params[i], params[i + 1])
        tape.append(back)
        if i + 2 < len(params):
            x, back = softplus(x)
            tape.append(back)
    return x, tape


def value_and_grad(params, x, y):
    logits, tape = net(params, x)
    loss, back = smoothed_xent(logits, y)
    d, _ = back()
    grads = []
    while tape:
        d, dparams = tape.pop()(d)
        grads = list(dparams) + grads
    return loss, grads


def batches(x, y, size, epochs):
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for s in range(0, len(x), size):
            yield x[order[s:s + size]], y[order[s:s + size]]


def nadam(params, lr=0.005, b1=0.9, b2=0.999, eps=1e-8):
    m = [np.zeros_like(p) for p in params]
    v = [np.zeros_like(p) for p in params]
    t = 0

    def step(grads):
        nonlocal t
        t += 1
        for p, g, mi, vi in zip(params, grads, m, v):
            mi[...] = b1 * mi + (1 - b1) * g
            vi[...] = b2 * vi + (1 - b2) * g ** 2
            m_bar = b1 * mi / (1 - b1 ** (t + 1)) + (1 - b1) * g / (1 - b1 ** t)
            p -= lr * m_bar / (np.sqrt(vi / (1 - b2 ** t)) + eps)
    return step


if __name__ == '__main__':
    y = rng.integers(0, 5, 1200)
    r = 0.3 + rng.random(1200)
    ang = y * 2 * np.pi / 5 + 1.5 * r + 0.12 * rng.standard_normal(1200)
    x = np.stack([r * np.cos(ang), r * np.sin(ang)], 1)
    dims = [2, 32, 32, 5]
    params = []
    for a, b in zip(dims, dims[1:]):
        params += [rng.standard_normal((a, b)) / np.sqrt(a), np.zeros(b)]
    step = nadam(params)
    for i, (xb, yb) in enumerate(batches(x[:900], y[:900], 30, 40)):
        loss, grads = value_and_grad(params, xb, yb)
        step(grads)
        if i % 200 == 0:
            print(i, round(float(loss), 4))
    print('accuracy', np.mean(net(params, x[900:])[0].argmax(1) == y[900:]))
