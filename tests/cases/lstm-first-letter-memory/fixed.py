import numpy as np

np.random.seed(7)

LETTERS = 'abx'          # a or b comes first, then filler; at the end the net must name the first one
hidden, n_in = 10, 3
zsize = hidden + n_in


def hot(k):
    v = np.zeros((n_in, 1))
    v[k] = 1.0
    return v


def sigmoid(x, slope=False):
    """slope=True expects the activation"""
    if slope:
        return x * (1 - x)
    return 1 / (1 + np.exp(-x))


def tanh(x, slope=False):
    if slope:
        return 1 - x ** 2
    return np.tanh(x)


def softmax(x):
    e = np.exp(x - x.max())
    return e / e.sum()


def first_gates():
    p = {}
    for gate in 'figo':
        p['W' + gate] = np.random.randn(hidden, zsize) * 0.3
        p['b' + gate] = np.zeros((hidden, 1))
    p['Wv'] = np.random.randn(2, hidden) * 0.3
    p['bv'] = np.zeros((2, 1))
    return p


def forward(word, p):
    h, C = np.zeros((hidden, 1)), np.zeros((hidden, 1))
    past = []
    for k in word:
        z = np.vstack((h, hot(k)))
        f = sigmoid(p['Wf'] @ z + p['bf'])
        i = sigmoid(p['Wi'] @ z + p['bi'])
        g = tanh(p['Wg'] @ z + p['bg'])
        o = sigmoid(p['Wo'] @ z + p['bo'])
        C_prev, C = C, f * C + i * g
        h = o * tanh(C)
        past.append((z, f, i, g, o, C_prev, C, h))
    return past, softmax(p['Wv'] @ h + p['bv'])


def backward(past, out, answer, p):
    slopes = {k: np.zeros_like(v) for k, v in p.items()}
    ev = out.copy()
    ev[answer] -= 1
    slopes['Wv'] += ev @ past[-1][-1].T
    slopes['bv'] += ev
    h_back = p['Wv'].T @ ev
    C_back = np.zeros((hidden, 1))
    for t in reversed(range(len(past))):
        z, f, i, g, o, C_prev, C, h = past[t]
        eh = h_back
        eo = eh * tanh(C)
        eo = sigmoid(o, slope=True) * eo
        eC = np.copy(C_back)
        eC += eh * o * tanh(tanh(C), slope=True)
        eg = eC * i
        eg = tanh(g, slope=True) * eg
        ei = eC * g
        ei = sigmoid(i, slope=True) * ei
        ef = eC * C_prev
        ef = sigmoid(f, slope=True) * ef
        for gate, d in zip('figo', (ef, ei, eg, eo)):
            slopes['W' + gate] += d @ z.T
            slopes['b' + gate] += d
        ez = p['Wf'].T @ ef + p['Wi'].T @ ei + p['Wg'].T @ eg + p['Wo'].T @ eo
        h_older = ez[:hidden]
        C_older = f * eC
        h_back = h_older
        C_back = C_older
    return slopes


words = [[k % 2] + list(np.random.randint(0, 3, 5)) for k in range(40)]
p = first_gates()
for epoch in range(61):
    loss, hits = 0, 0
    for word in words:
        past, out = forward(word, p)
        loss -= np.log(out[word[0], 0])
        hits += out.argmax() == word[0]
        slopes = backward(past, out, word[0], p)
        for k in p:
            p[k] -= 0.3 * slopes[k]
    if epoch % 10 == 0:
        print('Epoch', epoch, 'loss', loss / len(words), 'hits', hits / len(words))
