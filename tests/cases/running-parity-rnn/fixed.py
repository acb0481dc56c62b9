import numpy as np
# recurrent net that reads bits and tells after each whether the number of ones is odd

np.random.seed(12)


def init(H):
    return {
        'U': np.random.randn(H, 1) * 0.7,
        'V': np.random.randn(H, H) * 0.7 / np.sqrt(H) * 1.5,
        'c': np.random.randn(H, 1) * 0.3,
        'R': np.random.randn(1, H) * 0.5,
        'e': np.zeros((1, 1)),
    }


def sweep(p, xs, ys):
    hs, os = {-1: np.zeros_like(p['c'])}, {}
    loss = 0.0
    for t in range(len(xs)):
        hs[t] = np.tanh(p['U'] * (2 * xs[t] - 1) + p['V'] @ hs[t - 1] + p['c'])
        os[t] = 1 / (1 + np.exp(-(p['R'] @ hs[t] + p['e'])))
        loss -= np.log(os[t][0, 0] if ys[t] == 1 else 1 - os[t][0, 0])

    g = {k: np.zeros_like(v) for k, v in p.items()}
    dh_next = np.zeros_like(p['c'])
    for t in reversed(range(len(xs))):
        do = os[t] - ys[t]
        g['R'] += do @ hs[t].T
        g['e'] += do
        dh = p['R'].T @ do + dh_next
        dz = dh * (1 - hs[t] ** 2)
        g['c'] += dz
        g['U'] += dz * (2 * xs[t] - 1)
        g['V'] += dz @ hs[t - 1].T
        dh_next = p['V'].T @ dz
    return loss / len(xs), {k: v / len(xs) for k, v in g.items()}


def train(p, rounds, lr):
    seen = 0.69
    mem = {k: np.zeros_like(v) for k, v in p.items()}
    for i in range(rounds):
        xs = np.random.randint(0, 2, 2 + i * 5 // rounds)
        ys = np.cumsum(xs) % 2
        loss, g = sweep(p, xs, ys)
        seen = 0.99 * seen + 0.01 * loss
        for k in p:
            g[k] = np.clip(g[k], -1, 1)
            mem[k] += g[k] ** 2
            p[k] -= lr * g[k] / np.sqrt(mem[k] + 1e-8)
        if i % 1000 == 0:
            print('round', i, 'smooth loss', round(seen, 4))
    print('smooth loss at the end', seen)
    return p


if __name__ == '__main__':
    p = train(init(10), 6000, 0.1)
