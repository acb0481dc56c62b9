import numpy as np


def sigmoid(v):
    return 1 / (1 + np.exp(-v))


def new_model(n_x, n_h, rng):
    n_z = n_x + n_h
    p = {}
    for gate in 'figo':
        p['W' + gate] = rng.randn(n_h, n_z) / np.sqrt(n_z)
        p['b' + gate] = np.zeros((n_h, 1))
    p['bf'] += 1      # remember at first
    p['Wy'] = rng.randn(2, n_h) / np.sqrt(n_h)
    p['by'] = np.zeros((2, 1))
    return p


def run(xs, p):
    n_h = p['bf'].shape[0]
    h, c = np.zeros((n_h, 1)), np.zeros((n_h, 1))
    tape = []
    for x in xs:
        z = np.vstack([h, x])
        f = sigmoid(p['Wf'] @ z + p['bf'])
        i = sigmoid(p['Wi'] @ z + p['bi'])
        g = np.tanh(p['Wg'] @ z + p['bg'])
        o = sigmoid(p['Wo'] @ z + p['bo'])
        c_old, c = c, f * c + i * g
        h = o * np.tanh(c)
        tape.append((z, f, i, g, o, c_old, c))
    s = p['Wy'] @ h + p['by']
    e = np.exp(s - s.max())
    return e / e.sum(), h, tape


def slopes(label, probs, h, tape, p):
    grad = {k: np.zeros_like(v) for k, v in p.items()}
    ds = probs.copy()
    ds[label] -= 1
    grad['Wy'] = ds @ h.T
    grad['by'] = ds
    dh = p['Wy'].T @ ds
    dc = np.zeros_like(h)
    for z, f, i, g, o, c_old, c in reversed(tape):
        do = dh * np.tanh(c) * o * (1 - o)
        dc = dc + dh * o * (1 - np.tanh(c) ** 2)
        df = dc * c_old * f * (1 - f)
        di = dc * g * i * (1 - i)
        dg = dc * i * (1 - g ** 2)
        grad['Wf'] += df @ z.T
        grad['bf'] += df
        grad['Wi'] += di @ z.T
        grad['bi'] += di
        grad['Wg'] += dg @ z.T
        grad['bg'] += dg
        grad['Wo'] += do @ z.T
        grad['bo'] += do
        dz = p['Wf'].T @ df + p['Wi'].T @ di + p['Wg'].T @ dg + p['Wo'].T @ do
        dh = dz[:h.shape[0]]
        dc = dc * f
    return grad


if __name__ == '__main__':
    rng = np.random.RandomState(3)
    p = new_model(2, 10, rng)
    # sequences of random signs; was the first one a plus?
    hits, losses = 0, 0
    for it in range(1, 801):
        xs = [np.array([[rng.choice([-1., 1.])], [float(t == 0)]]) for t in range(5)]
        label = int(xs[0][0, 0] > 0)
        probs, h, tape = run(xs, p)
        grad = slopes(label, probs, h, tape, p)
        for k in p:
            p[k] -= 0.1 * grad[k]
        losses -= np.log(probs[label, 0])
        hits += int(np.argmax(probs) == label)
        if it % 200 == 0:
            print('sequence', it, 'loss %.4f' % (losses / 200), 'hits', hits / 200)
            hits, losses = 0, 0
    print('output gate bias', np.round(p['bo'].ravel(), 2))
