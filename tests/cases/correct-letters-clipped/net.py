import numpy as np

text = "sing a song of sixpence a pocket full of rye "
chars = sorted(set(text))
ix = {c: i for i, c in enumerate(chars)}
V, H, T = len(chars), 32, 12
lr = 0.1

np.random.seed(0)
Wxh = np.random.randn(H, V) * 0.1
Whh = np.random.randn(H, H) * 0.1
Why = np.random.randn(V, H) * 0.1
bh = np.zeros((H, 1))
by = np.zeros((V, 1))


def loss_fun(inputs, targets, hprev):
    xs, hs, ps = {}, {-1: np.copy(hprev)}, {}
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
    dhnext = np.zeros_like(hs[0])
    for t in reversed(range(len(inputs))):
        dy = np.copy(ps[t])
        dy[targets[t]] -= 1
        dWhy += dy @ hs[t].T
        dby += dy
        dh = Why.T @ dy + dhnext
        draw = (1 - hs[t] * hs[t]) * dh
        dbh += draw
        dWxh += draw @ xs[t].T
        dWhh += draw @ hs[t - 1].T
        dhnext = Whh.T @ draw
    for d in (dWxh, dWhh, dWhy, dbh, dby):
        np.clip(d, -5, 5, out=d)        # against exploding gradients
    return loss, (dWxh, dWhh, dWhy, dbh, dby), hs[len(inputs) - 1]


params = (Wxh, Whh, Why, bh, by)
memory = [np.zeros_like(p) for p in params]
stream = [ix[c] for c in text * 200]
smooth = np.log(V)
h = np.zeros((H, 1))
for step in range(700):
    a = step * T
    if a + T + 1 > len(stream):
        break
    loss, grads, h = loss_fun(stream[a:a + T], stream[a + 1:a + T + 1], h)
    smooth = 0.98 * smooth + 0.02 * loss / T
    for p, g, m in zip(params, grads, memory):
        m += g * g
        p -= lr * g / np.sqrt(m + 1e-8)
    if step % 100 == 0:
        print("step %d loss per letter %.4f" % (step, smooth))
print("loss per letter at the end %.4f" % smooth)
