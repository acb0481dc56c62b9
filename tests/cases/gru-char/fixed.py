"""
minimal character-level GRU, based on min-char-rnn.py by karpathy (BSD License)
"""
import numpy as np

np.random.seed(3)
data = ("the quick brown fox jumps over the lazy dog. " * 12)
chars = sorted(list(set(data)))
data_size, vocab_size = len(data), len(chars)
print('data has %d characters, %d unique.' % (data_size, vocab_size))
char_to_ix = {ch: i for i, ch in enumerate(chars)}
ix_to_char = {i: ch for i, ch in enumerate(chars)}

# hyperparameters
hidden_size = 32
seq_length = 15
learning_rate = 1e-1

H, V = hidden_size, vocab_size
p = {}
for g in ('z', 'r', 'h'):
    p['W' + g] = np.random.randn(H, V) * 0.1
    p['U' + g] = np.random.randn(H, H) * 0.1
    p['b' + g] = np.zeros((H, 1))
p['Wy'] = np.random.randn(V, H) * 0.1
p['by'] = np.zeros((V, 1))


def sigmoid(a):
    return 1. / (1. + np.exp(-a))


def lossFun(inputs, targets, hprev):
    xs, zs, rs, hbars, hs, ps = {}, {}, {}, {}, {}, {}
    hs[-1] = np.copy(hprev)
    loss = 0
    for t in range(len(inputs)):
        xs[t] = np.zeros((V, 1))
        xs[t][inputs[t]] = 1
        zs[t] = sigmoid(p['Wz'] @ xs[t] + p['Uz'] @ hs[t-1] + p['bz'])
        rs[t] = sigmoid(p['Wr'] @ xs[t] + p['Ur'] @ hs[t-1] + p['br'])
        hbars[t] = np.tanh(p['Wh'] @ xs[t] + p['Uh'] @ (rs[t] * hs[t-1]) + p['bh'])
        hs[t] = zs[t] * hs[t-1] + (1 - zs[t]) * hbars[t]
        y = p['Wy'] @ hs[t] + p['by']
        e = np.exp(y - np.max(y))
        ps[t] = e / np.sum(e)
        loss += -np.log(ps[t][targets[t], 0])
    # backward pass
    d = {k: np.zeros_like(v) for k, v in p.items()}
    dhnext = np.zeros_like(hs[0])
    for t in reversed(range(len(inputs))):
        dy = np.copy(ps[t])
        dy[targets[t]] -= 1
        d['Wy'] += dy @ hs[t].T
        d['by'] += dy
        dh = p['Wy'].T @ dy + dhnext
        # candidate
        dhbar = dh * (1 - zs[t]) * (1 - hbars[t] ** 2)
        d['Wh'] += dhbar @ xs[t].T
        d['Uh'] += dhbar @ (rs[t] * hs[t-1]).T
        d['bh'] += dhbar
        drh = p['Uh'].T @ dhbar
        # reset gate
        dr = drh * hs[t-1] * rs[t] * (1 - rs[t])
        d['Wr'] += dr @ xs[t].T
        d['Ur'] += dr @ hs[t-1].T
        d['br'] += dr
        # update gate
        dz = dh * (hs[t-1] - hbars[t]) * zs[t] * (1 - zs[t])
        d['Wz'] += dz @ xs[t].T
        d['Uz'] += dz @ hs[t-1].T
        d['bz'] += dz
        # everything that goes to h[t-1]
        dhnext = dh * zs[t] + drh * rs[t] + p['Ur'].T @ dr + p['Uz'].T @ dz
    for k in d:
        np.clip(d[k], -5, 5, out=d[k])
    return loss, d, hs[len(inputs) - 1]


def sample(h, seed_ix, n):
    ixes = []
    x = np.zeros((V, 1))
    x[seed_ix] = 1
    for t in range(n):
        z = sigmoid(p['Wz'] @ x + p['Uz'] @ h + p['bz'])
        r = sigmoid(p['Wr'] @ x + p['Ur'] @ h + p['br'])
        hbar = np.tanh(p['Wh'] @ x + p['Uh'] @ (r * h) + p['bh'])
        h = z * h + (1 - z) * hbar
        y = p['Wy'] @ h + p['by']
        pr = np.exp(y - y.max())
        pr /= pr.sum()
        ix = np.random.choice(range(V), p=pr.ravel())
        x = np.zeros((V, 1))
        x[ix] = 1
        ixes.append(ix)
    return ''.join(ix_to_char[i] for i in ixes)


n, ptr = 0, 0
mem = {k: np.zeros_like(v) for k, v in p.items()}
smooth_loss = -np.log(1.0 / V) * seq_length
while n < 1000:
    if ptr + seq_length + 1 >= len(data) or n == 0:
        hprev = np.zeros((H, 1))
        ptr = 0
    inputs = [char_to_ix[ch] for ch in data[ptr:ptr + seq_length]]
    targets = [char_to_ix[ch] for ch in data[ptr + 1:ptr + seq_length + 1]]
    loss, grads, hprev = lossFun(inputs, targets, hprev)
    smooth_loss = smooth_loss * 0.99 + loss * 0.01
    if n % 250 == 0:
        print('iter %d, loss: %f' % (n, smooth_loss))
        # print('----\n %s \n----' % sample(hprev, inputs[0], 100))
    for k in p:
        mem[k] += grads[k] * grads[k]
        p[k] += -learning_rate * grads[k] / np.sqrt(mem[k] + 1e-8)  # adagrad update
    ptr += seq_length
    n += 1
print(sample(hprev, inputs[0], 60))
print('final loss:', smooth_loss)
