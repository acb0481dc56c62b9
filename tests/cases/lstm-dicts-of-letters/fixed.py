import numpy as np

np.random.seed(0)

# sequences like "aaabbbE": as many b as a, then the end sign
letters = ['a', 'b', 'E']
place = {c: i for i, c in enumerate(letters)}


def make_sequence():
    n = np.random.randint(1, 7)
    return [place[c] for c in 'a' * n + 'b' * n + 'E']


def column(i):
    v = np.zeros((len(letters), 1))
    v[i] = 1.0
    return v


def sigmoid(x, derivative=False):
    if derivative:
        return x * (1 - x)
    return 1 / (1 + np.exp(-x))


def tanh(x, derivative=False):
    if derivative:
        return 1 - x ** 2
    return np.tanh(x)


def softmax(x):
    e = np.exp(x - x.max())
    return e / e.sum()


hidden_size = 12
vocab_size = len(letters)
z_size = hidden_size + vocab_size


def start_weights():
    p = {}
    for gate in 'figo':
        p['W_' + gate] = np.random.randn(hidden_size, z_size) / np.sqrt(z_size)
        p['b_' + gate] = np.zeros((hidden_size, 1))
    p['W_v'] = np.random.randn(vocab_size, hidden_size) / np.sqrt(hidden_size)
    p['b_v'] = np.zeros((vocab_size, 1))
    return p


def forward(inputs, p):
    h, C = np.zeros((hidden_size, 1)), np.zeros((hidden_size, 1))
    memo = []
    for i in inputs:
        s = {'C_prev': C}
        s['z'] = np.vstack((h, column(i)))
        s['f'] = sigmoid(np.dot(p['W_f'], s['z']) + p['b_f'])
        s['i'] = sigmoid(np.dot(p['W_i'], s['z']) + p['b_i'])
        s['g'] = tanh(np.dot(p['W_g'], s['z']) + p['b_g'])
        s['o'] = sigmoid(np.dot(p['W_o'], s['z']) + p['b_o'])
        C = s['f'] * C + s['i'] * s['g']
        h = s['o'] * tanh(C)
        s['C'], s['h'] = C, h
        s['out'] = softmax(np.dot(p['W_v'], h) + p['b_v'])
        memo.append(s)
    return memo


def backward(memo, targets, p):
    d = {k: np.zeros_like(v) for k, v in p.items()}
    dh_next = np.zeros((hidden_size, 1))
    dC_next = np.zeros((hidden_size, 1))
    loss = 0
    for t in reversed(range(len(memo))):
        s = memo[t]
        loss -= np.log(s['out'][targets[t], 0])

        dv = s['out'].copy()
        dv[targets[t]] -= 1
        d['W_v'] += np.dot(dv, s['h'].T)
        d['b_v'] += dv

        dh = np.dot(p['W_v'].T, dv) + dh_next
        do = sigmoid(s['o'], derivative=True) * dh * tanh(s['C'])
        dC = dC_next + dh * s['o'] * tanh(tanh(s['C']), derivative=True)
        dg = tanh(s['g'], derivative=True) * dC * s['i']
        di = sigmoid(s['i'], derivative=True) * dC * s['g']
        df = sigmoid(s['f'], derivative=True) * dC * s['C_prev']

        for gate, dgate in (('f', df), ('i', di), ('g', dg), ('o', do)):
            d['W_' + gate] += np.dot(dgate, s['z'].T)
            d['b_' + gate] += dgate

        dz = (np.dot(p['W_f'].T, df) + np.dot(p['W_i'].T, di)
              + np.dot(p['W_g'].T, dg) + np.dot(p['W_o'].T, do))
        dh_prev = dz[:hidden_size, :]
        dC_prev = s['f'] * dC
        dh_next, dC_next = dh_prev, dC_prev
    return loss, d


params = start_weights()
for epoch in range(60):
    total, count = 0, 0
    for _ in range(40):
        seq = make_sequence()
        memo = forward(seq[:-1], params)
        loss, grads = backward(memo, seq[1:], params)
        for k in params:
            params[k] -= 0.05 * np.clip(grads[k], -5, 5)
        total += loss
        count += len(memo)
    if epoch % 10 == 9:
        print('Epoch', epoch + 1, 'training loss', total / count)
