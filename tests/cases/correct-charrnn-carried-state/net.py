"""
Minimal character-level RNN after karpathy's gist. Text is a nursery rhyme.
Hidden state is carried from one chunk to the next, gradient is cut there.
"""
import numpy as np

data = ("row row row your boat gently down the stream "
        "merrily merrily merrily merrily life is but a dream ") * 4
chars = sorted(set(data))
data_size, vocab_size = len(data), len(chars)
print('data has %d characters, %d unique.' % (data_size, vocab_size))
char_to_ix = {ch: i for i, ch in enumerate(chars)}
ix_to_char = {i: ch for i, ch in enumerate(chars)}

np.random.seed(3)
hidden_size = 40
seq_length = 20
learning_rate = 1e-1

Wxh = np.random.randn(hidden_size, vocab_size) * 0.01
Whh = np.random.randn(hidden_size, hidden_size) * 0.01
Why = np.random.randn(vocab_size, hidden_size) * 0.01
bh = np.zeros((hidden_size, 1))
by = np.zeros((vocab_size, 1))


def lossFun(inputs, targets, hprev):
    xs, hs, ys, ps = {}, {}, {}, {}
    hs[-1] = np.copy(hprev)
    loss = 0
    for t in range(len(inputs)):
        xs[t] = np.zeros((vocab_size, 1))
        xs[t][inputs[t]] = 1
        # column lookup is the same as Wxh @ onehot
        hs[t] = np.tanh(Wxh[:, [inputs[t]]] + Whh @ hs[t - 1] + bh)
        ys[t] = Why @ hs[t] + by
        e = np.exp(ys[t] - ys[t].max())
        ps[t] = e / e.sum()
        loss += -np.log(ps[t][targets[t], 0])
    dWxh, dWhh, dWhy = np.zeros_like(Wxh), np.zeros_like(Whh), np.zeros_like(Why)
    dbh, dby = np.zeros_like(bh), np.zeros_like(by)
    dhnext = np.zeros_like(hs[0])
    for t in reversed(range(len(inputs))):
        dy = ps[t]              # not needed any more, reuse
        dy[targets[t]] -= 1
        dWhy += dy @ hs[t].T
        dby += dy
        dh = Why.T @ dy + dhnext
        dhraw = (1 - hs[t] * hs[t]) * dh
        dbh += dhraw
        dWxh[:, inputs[t]] += dhraw[:, 0]
        dWhh += dhraw @ hs[t - 1].T
        dhnext = Whh.T @ dhraw
    for dparam in [dWxh, dWhh, dWhy, dbh, dby]:
        np.clip(dparam, -5, 5, out=dparam)
    return loss, dWxh, dWhh, dWhy, dbh, dby, hs[len(inputs) - 1]


def sample(h, seed_ix, n):
    ix, out = seed_ix, []
    for t in range(n):
        h = np.tanh(Wxh[:, [ix]] + Whh @ h + bh)
        y = Why @ h + by
        p = np.exp(y - y.max())
        p /= p.sum()
        ix = np.random.choice(vocab_size, p=p.ravel())
        out.append(ix_to_char[ix])
    return ''.join(out)


n, p = 0, 0
params = [Wxh, Whh, Why, bh, by]
mem = [np.zeros_like(q) for q in params]
smooth_loss = -np.log(1.0 / vocab_size) * seq_length

while n < 2500:
    if p + seq_length + 1 >= data_size or n == 0:
        hprev = np.zeros((hidden_size, 1))
        p = 0
    inputs = [char_to_ix[ch] for ch in data[p:p + seq_length]]
    targets = [char_to_ix[ch] for ch in data[p + 1:p + seq_length + 1]]
    loss, dWxh, dWhh, dWhy, dbh, dby, hprev = lossFun(inputs, targets, hprev)
    smooth_loss = smooth_loss * 0.99 + loss * 0.01
    if n % 500 == 0:
        print('iter %d, loss: %f' % (n, smooth_loss))
    for param, dparam, m in zip(params, [dWxh, dWhh, dWhy, dbh, dby], mem):
        m += dparam * dparam
        param += -learning_rate * dparam / np.sqrt(m + 1e-8)
    p += seq_length
    n += 1

print('----\n%s\n----' % sample(np.zeros((hidden_size, 1)), char_to_ix['r'], 120))
print('final loss per char: %f' % (smooth_loss / seq_length))
