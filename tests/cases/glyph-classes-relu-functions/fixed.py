import numpy as np

PIXELS, H1, H2, CLASSES = 25, 16, 12, 6


def make_glyphs(n, rng):
    # every class has four quite different shapes
    shapes = rng.random((CLASSES * 4, PIXELS)) < 0.4
    which = rng.integers(0, CLASSES * 4, n)
    noise = rng.normal(0, 0.25, (n, PIXELS))
    return shapes[which] - 0.4 + noise, which // 4


def weights(rng):
    return {
        'w1': rng.normal(0, np.sqrt(2 / PIXELS), (PIXELS, H1)), 'b1': np.zeros(H1),
        'w2': rng.normal(0, np.sqrt(2 / H1), (H1, H2)), 'b2': np.zeros(H2),
        'w3': rng.normal(0, np.sqrt(2 / H2), (H2, CLASSES)), 'b3': np.zeros(CLASSES),
    }


def softmax(scores):
    scores = scores - scores.max(axis=1, keepdims=True)
    e = np.exp(scores)
    return e / e.sum(axis=1, keepdims=True)


def run(p, x):
    z1 = x @ p['w1'] + p['b1']
    a1 = np.maximum(z1, 0)
    z2 = a1 @ p['w2'] + p['b2']
    a2 = np.maximum(z2, 0)
    return z1, a1, z2, a2, softmax(a2 @ p['w3'] + p['b3'])


def gradients(p, x, labels):
    n = len(x)
    z1, a1, z2, a2, probs = run(p, x)
    g = {}
    d = probs.copy()
    d[np.arange(n), labels] -= 1
    d /= n
    g['w3'], g['b3'] = a2.T @ d, d.sum(axis=0)
    da2 = d @ p['w3'].T
    da2[z2 < 0] = 0
    g['w2'], g['b2'] = a1.T @ da2, da2.sum(axis=0)
    da1 = da2 @ p['w2'].T
    da1[z1 < 0] = 0
    g['w1'], g['b1'] = x.T @ da1, da1.sum(axis=0)
    return g


def score(p, x, labels):
    return (run(p, x)[-1].argmax(axis=1) == labels).mean()


def train(p, x, labels, epochs, lr, batch, rng):
    for epoch in range(1, epochs + 1):
        order = rng.permutation(len(x))
        for s in range(0, len(x), batch):
            rows = order[s:s + batch]
            g = gradients(p, x[rows], labels[rows])
            for name in p:
                p[name] -= lr * g[name]
        if epoch % 5 == 0:
            print(f'epoch {epoch}: score {score(p, x, labels):.3f}')


if __name__ == '__main__':
    rng = np.random.default_rng(14)
    x, labels = make_glyphs(1400, rng)
    p = weights(rng)
    train(p, x[:1000], labels[:1000], 40, 0.1, 25, rng)
    print('score on unseen glyphs:', score(p, x[1000:], labels[1000:]))
