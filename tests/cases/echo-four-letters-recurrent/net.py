import numpy as np

np.random.seed(3)

# read letters one by one and repeat each of them three steps later
symbols = 'abcd'
hidden_size, delay = 24, 3

Wxh = np.random.randn(hidden_size, 4) * 0.3
Whh = np.random.randn(hidden_size, hidden_size) * 0.05
Why = np.random.randn(4, hidden_size) * 0.3
bh = np.zeros((hidden_size, 1))
by = np.zeros((4, 1))


def letters(n):
    text = ''.join(np.random.choice(list(symbols), n))
    inputs = [symbols.index(ch) for ch in text]
    return inputs, [0] * delay + inputs[:-delay]


def lossFun(inputs, targets):
    xs, hs, ps = {}, {-1: np.zeros((hidden_size, 1))}, {}
    loss = 0
    for t in range(len(inputs)):
        xs[t] = np.zeros((4, 1))
        xs[t][inputs[t]] = 1
        hs[t] = np.tanh(Wxh @ xs[t] + Whh @ hs[t - 1] + bh)
        y = Why @ hs[t] + by
        ps[t] = np.exp(y - y.max()) / np.sum(np.exp(y - y.max()))
        loss += -np.log(ps[t][targets[t], 0])
    dWxh, dWhh, dWhy = np.zeros_like(Wxh), np.zeros_like(Whh), np.zeros_like(Why)
    dbh, dby = np.zeros_like(bh), np.zeros_like(by)
    for t in reversed(range(len(inputs))):
        dhnext = np.zeros_like(hs[0])
        dy = np.copy(ps[t])
        dy[targets[t]] -= 1
        dWhy += dy @ hs[t].T
        dby += dy
        dh = Why.T @ dy + dhnext
        dhraw = (1 - hs[t] * hs[t]) * dh
        dbh += dhraw
        dWxh += dhraw @ xs[t].T
        dWhh += dhraw @ hs[t - 1].T
        dhnext = Whh.T @ dhraw
    return loss, [dWxh, dWhh, dWhy, dbh, dby], [ps[t].argmax() for t in range(len(inputs))]


memory = [np.zeros_like(p) for p in (Wxh, Whh, Why, bh, by)]
smooth, hits = np.log(4) * 12, []
for n in range(2501):
    inputs, targets = letters(12)
    loss, grads, guess = lossFun(inputs, targets)
    smooth = 0.99 * smooth + 0.01 * loss
    hits.append(np.mean(np.array(guess) == targets))
    for param, dparam, mem in zip([Wxh, Whh, Why, bh, by], grads, memory):
        dparam = np.clip(dparam, -5, 5)
        mem += dparam * dparam
        param += -0.03 * dparam / np.sqrt(mem + 1e-8)
    if n % 500 == 0:
        print('iter %d, loss: %f, right: %.3f' % (n, smooth, np.mean(hits[-200:])))
