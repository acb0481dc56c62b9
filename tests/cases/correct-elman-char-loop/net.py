import numpy as np

# tiny character model, plain python loop over the text
text = 'row row row your boat gently down the stream merrily merrily merrily merrily life is but a dream '
chars = sorted(set(text))
ix = {c: i for i, c in enumerate(chars)}
V, H, T = len(chars), 32, 16
np.random.seed(5)

Wxh = np.random.randn(H, V) * 0.1
Whh = np.random.randn(H, H) * 0.1
Why = np.random.randn(V, H) * 0.1
bh = np.zeros((H, 1))
by = np.zeros((V, 1))


def lossFun(inputs, targets, hprev):
    xs, hs, ps = {}, {-1: hprev}, {}
    loss = 0
    for t in range(len(inputs)):
        xs[t] = np.zeros((V, 1))
        xs[t][inputs[t]] = 1
        hs[t] = np.tanh(Wxh @ xs[t] + Whh @ hs[t - 1] + bh)
        y = Why @ hs[t] + by
        ps[t] = np.exp(y - y.max()) / np.sum(np.exp(y - y.max()))
        loss -= np.log(ps[t][targets[t], 0])
    dWxh, dWhh, dWhy = np.zeros_like(Wxh), np.zeros_like(Whh), np.zeros_like(Why)
    dbh, dby = np.zeros_like(bh), np.zeros_like(by)
    dhnext = np.zeros((H, 1))
    for t in reversed(range(len(inputs))):
        dy = ps[t].copy()
        dy[targets[t]] -= 1
        dWhy += dy @ hs[t].T
        dby += dy
        dh = Why.T @ dy + dhnext
        draw = (1 - hs[t] ** 2) * dh
        dbh += draw
        dWxh += draw @ xs[t].T
        dWhh += draw @ hs[t - 1].T
        dhnext = Whh.T @ draw
    return loss, [dWxh, dWhh, dWhy, dbh, dby], hs[len(inputs) - 1]


params = [Wxh, Whh, Why, bh, by]
memory = [np.zeros_like(p) for p in params]
p, hprev = 0, np.zeros((H, 1))
smooth = T * np.log(V)
for n in range(1501):
    if p + T + 1 > len(text):
        p, hprev = 0, np.zeros((H, 1))
    inputs = [ix[c] for c in text[p:p + T]]
    targets = [ix[c] for c in text[p + 1:p + T + 1]]
    loss, grads, hprev = lossFun(inputs, targets, hprev)
    smooth = smooth * 0.99 + loss * 0.01
    for par, g, mem in zip(params, grads, memory):
        np.clip(g, -5, 5, out=g)
        mem += g * g
        par += -0.1 * g / np.sqrt(mem + 1e-8)    # adagrad
    p += T
    if n % 300 == 0:
        print('iter %d, loss per letter: %f' % (n, smooth / T))
