import numpy as np

np.random.seed(9)


def init(n_x, n_h):
    p = {}
    p['Wx'] = np.random.randn(n_h, n_x)
    p['Wh'] = np.linalg.qr(np.random.randn(n_h, n_h))[0] * 1.1
    p['b'] = np.zeros((n_h, 1))
    p['Wy'] = np.random.randn(1, n_h) * 0.5
    p['c'] = np.zeros((1, 1))
    return p


def forward(p, seq):
    hs = [np.zeros((p['Wh'].shape[0], 1))]
    for x in seq:
        hs.append(np.tanh(p['Wx'] @ np.array([[x]]) + p['Wh'] @ hs[-1] + p['b']))
    out = 1 / (1 + np.exp(-(p['Wy'] @ hs[-1] + p['c'])))
    return hs, out


def backward(p, seq, hs, out, target):
    g = {k: np.zeros_like(v) for k, v in p.items()}
    dy = out - target
    g['Wy'] = dy @ hs[-1].T
    g['c'] = dy
    dh = p['Wy'].T @ dy
    for t in reversed(range(len(seq))):
        draw = (1 - hs[t + 1] ** 2) * dh
        g['b'] += draw
        g['Wx'] += draw * seq[t]
        g['Wh'] += draw @ hs[t].T
        dh = p['Wh'].T @ dh
    return g


def sample(length):
    # question: is the number of pluses in the series odd?
    seq = np.random.choice([-1.0, 1.0], length)
    return seq, float(np.sum(seq > 0) % 2)


params = init(1, 12)
lr = 0.05
running = 0.7
for step in range(4000):
    seq, target = sample(4)
    hs, out = forward(params, seq)
    loss = -np.log(out if target else 1 - out).item()
    running = 0.99 * running + 0.01 * loss
    grads = backward(params, seq, hs, out, target)
    for k in params:
        params[k] -= lr * np.clip(grads[k], -5, 5)
    if step % 800 == 0:
        print('step', step, 'running loss', round(running, 4))

tests = [sample(4) for _ in range(300)]
test_loss = np.mean([-np.log(o if t else 1 - o).item()
                     for (s, t) in tests for o in [forward(params, s)[1]]])
print('test loss:', test_loss)
