import numpy as np

rng = np.random.RandomState(1)
text = "the quick brown fox jumps over the lazy dog and runs away. " * 60
chars = sorted(set(text))
ix = {c: i for i, c in enumerate(chars)}
ids = np.array([ix[c] for c in text])
V, H, SEQ, B = len(chars), 64, 12, 6

# cut the text into B parallel streams
length = (len(ids) - 1) // B
streams_in = ids[:length * B].reshape(B, length)
streams_out = ids[1:length * B + 1].reshape(B, length)

Wxh = rng.randn(V, H) * 0.1
Whh = rng.randn(H, H) * 0.1
Why = rng.randn(H, V) * 0.1
bh, by = np.zeros(H), np.zeros(V)
params = (Wxh, Whh, Why, bh, by)
mem = [np.zeros_like(p) for p in params]


def chunk(inputs, targets, h):
    """inputs, targets: (B, S). returns mean loss, gradients and the last state"""
    S = inputs.shape[1]
    hs, ps, loss = [h], [], 0.0
    for t in range(S):
        h = np.tanh(Wxh[inputs[:, t]] + h @ Whh + bh)
        logits = h @ Why + by
        p = np.exp(logits - logits.max(1, keepdims=True))
        p /= p.sum(1, keepdims=True)
        loss -= np.log(p[np.arange(len(p)), targets[:, t]]).sum()
        hs.append(h)
        ps.append(p)
    n = inputs.size
    dWxh, dWhh, dWhy, dbh, dby = [np.zeros_like(q) for q in params]
    dh_next = 0
    for t in range(S - 1, -1, -1):
        dy = ps[t]
        dy[np.arange(len(dy)), targets[:, t]] -= 1
        dy /= n
        dWhy += hs[t + 1].T @ dy
        dby += dy.sum(0)
        dz = (dy @ Why.T + dh_next) * (1 - hs[t + 1] ** 2)
        np.add.at(dWxh, inputs[:, t], dz)
        dWhh += hs[t].T @ dz
        dbh += dz.sum(0)
        dh_next = dz @ Whh.T
    # gradient stops here on purpose: hs[0] is treated as a constant
    return loss / n, (dWxh, dWhh, dWhy, dbh, dby), hs[-1]


def babble(seed, n):
    h, i, out = np.zeros(H), ix[seed], seed
    for _ in range(n):
        h = np.tanh(Wxh[i] + h @ Whh + bh)
        i = int(np.argmax(h @ Why + by))
        out += chars[i]
    return out


smooth = np.log(V)
step = 0
for sweep in range(25):
    state = np.zeros((B, H))                 # new sweep: start from a clean state
    for s in range(0, length - SEQ + 1, SEQ):
        loss, grads, state = chunk(streams_in[:, s:s + SEQ], streams_out[:, s:s + SEQ], state)
        for p, g, m in zip(params, grads, mem):
            np.clip(g, -1, 1, out=g)
            m += g * g
            p -= 0.05 * g / np.sqrt(m + 1e-8)
        smooth = 0.98 * smooth + 0.02 * loss
        step += 1
    if sweep % 5 == 0:
        print('sweep %d step %d smoothed loss %.4f' % (sweep, step, smooth))
        print('   ', babble('t', 60))
print(babble('t', 70))
print('bits per character', chunk(streams_in[:, :600], streams_out[:, :600], np.zeros((B, H)))[0] / np.log(2))
