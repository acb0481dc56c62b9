import numpy as np

rng = np.random.RandomState(4)
BITS, HID = 6, 10


def init():
    return dict(U=rng.normal(0, 0.6, (HID, 2)), V=rng.normal(0, 0.5, (HID, HID)), a=np.zeros((HID, 1)),
                w=rng.normal(0, 0.5, (1, HID)), c=np.zeros((1, 1)))


def bits(n):
    return [(n >> k) & 1 for k in range(BITS)]      # lowest bit first


def adding(p, x, y):
    """ x: 2 x BITS, y: BITS; returns the summed cross-entropy, the answers and the gradients """
    h, q, loss = {-1: np.zeros((HID, 1))}, {}, 0.0
    for t in range(BITS):
        h[t] = np.tanh(p['U'] @ x[:, t:t + 1] + p['V'] @ h[t - 1] + p['a'])
        q[t] = 1 / (1 + np.exp(-(p['w'] @ h[t] + p['c'])))
        loss -= np.log(q[t][0, 0] if y[t] else 1 - q[t][0, 0])
    g = {k: np.zeros_like(v) for k, v in p.items()}
    later = np.zeros((HID, 1))
    for t in reversed(range(BITS)):
        e = q[t] - y[t]
        g['w'] += e * h[t].T
        g['c'] += e
        d = (p['w'].T @ e + later) * (1 - h[t] ** 2)
        g['U'] += d @ x[:, t:t + 1].T
        g['V'] += d @ h[t - 1].T
        g['a'] += d
        later = p['V'].T @ d
    return loss, [int(q[t][0, 0] > 0.5) for t in range(BITS)], g


def main():
    p = init()
    memory = {k: np.zeros_like(v) for k, v in p.items()}
    right = []
    for n in range(4000):
        i, j = rng.randint(0, 2 ** (BITS - 1), 2)
        x = np.array([bits(i), bits(j)], dtype=float)
        loss, answer, g = adding(p, x, bits(i + j))
        right.append(answer == bits(i + j))
        for k in p:
            g[k] = np.clip(g[k], -2, 2)
            memory[k] += g[k] ** 2
            p[k] -= 0.1 * g[k] / (np.sqrt(memory[k]) + 1e-8)      # Adagrad
        if n % 500 == 499:
            print('sums', n + 1, 'loss', round(loss, 4), 'right lately', np.mean(right[-200:]))


if __name__ == '__main__':
    main()
