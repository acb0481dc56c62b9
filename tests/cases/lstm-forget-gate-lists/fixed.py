import numpy as np

np.random.seed(4)

n_hid = 12
n_sym = 5


def sig(v, derivative=False):
    if derivative:
        return v * (1 - v)
    return 1 / (1 + np.exp(-v))


def tanh(v, derivative=False):
    if derivative:
        return 1 - v ** 2
    return np.tanh(v)


def start_params():
    z = n_hid + n_sym
    P = {}
    for gate in 'figo':
        P['W' + gate] = np.random.randn(n_hid, z) * 0.3
        P['b' + gate] = np.zeros((n_hid, 1))
    P['Wv'] = np.random.randn(n_sym, n_hid) * 0.3
    P['bv'] = np.zeros((n_sym, 1))
    return P


def softmax(v):
    e = np.exp(v - v.max())
    return e / e.sum()


def go_forward(symbols, P):
    h, C = np.zeros((n_hid, 1)), np.zeros((n_hid, 1))
    steps = []
    for s in symbols:
        x = np.zeros((n_sym, 1))
        x[s] = 1
        z = np.vstack([h, x])
        f = sig(P['Wf'] @ z + P['bf'])
        i = sig(P['Wi'] @ z + P['bi'])
        g = tanh(P['Wg'] @ z + P['bg'])
        o = sig(P['Wo'] @ z + P['bo'])
        C_old = C
        C = f * C_old + i * g
        h = o * np.tanh(C)
        y = softmax(P['Wv'] @ h + P['bv'])
        steps.append((z, f, i, g, o, C_old, C, h, y))
    return steps


def go_backward(steps, wanted, P):
    G = {k: np.zeros_like(v) for k, v in P.items()}
    dh_next = np.zeros((n_hid, 1))
    dC_next = np.zeros((n_hid, 1))
    loss = 0
    for t in reversed(range(len(steps))):
        z, f, i, g, o, C_old, C, h, y = steps[t]
        loss -= np.log(y[wanted[t], 0])
        dv = y.copy()
        dv[wanted[t]] -= 1
        G['Wv'] += dv @ h.T
        G['bv'] += dv

        dh = P['Wv'].T @ dv + dh_next
        do = dh * np.tanh(C) * sig(o, derivative=True)
        dC = dC_next + dh * o * tanh(np.tanh(C), derivative=True)
        dg = dC * i * tanh(g, derivative=True)
        di = dC * g * sig(i, derivative=True)
        df = dC * C_old
        df = sig(f, derivative=True) * df

        dz = np.zeros_like(z)
        for gate, d in zip('figo', (df, di, dg, do)):
            G['W' + gate] += d @ z.T
            G['b' + gate] += d
            dz += P['W' + gate].T @ d
        dh_next = dz[:n_hid]
        dC_next = f * dC
    return loss, G


def sentence():
    # a mark, some filler, and at the end the mark again
    mark = np.random.randint(2)
    body = [mark] + [np.random.randint(2, 4) for _ in range(5)] + [4]
    return body, body[1:] + [mark]


P = start_params()
for it in range(4001):
    inputs, wanted = sentence()
    loss, G = go_backward(go_forward(inputs, P), wanted, P)
    for k in P:
        P[k] -= 0.1 * np.clip(G[k], -1, 1)
    if it % 500 == 0:
        print('iteration', it, 'loss', loss)

right = 0
for _ in range(200):
    inputs, wanted = sentence()
    right += go_forward(inputs, P)[-1][-1].argmax() == wanted[-1]
print('last symbol right:', right / 200)
