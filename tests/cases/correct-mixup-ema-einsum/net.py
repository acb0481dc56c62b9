"""
Mixup training with an exponential moving average of the weights.
Everything in einsum notation, float32.
"""
import numpy as np

rng = np.random.default_rng(99)
F32 = np.float32


def normal(*shape, scale):
    return (rng.standard_normal(shape) * scale).astype(F32)


def two_moons(n):
    half = n // 2
    t = rng.uniform(0, np.pi, n)
    upper = np.arange(n) < half
    x = np.where(upper[:, None], np.c_[np.cos(t), np.sin(t)], np.c_[1 - np.cos(t), 0.5 - np.sin(t)])
    x = x + 0.12 * rng.standard_normal((n, 2))
    return x.astype(F32), np.eye(2, dtype=F32)[(~upper).astype(int)]


def model(w, x):
    pre1 = np.einsum('bi,ih->bh', x, w['in']) + w['in_b']
    act1 = np.tanh(pre1)
    pre2 = np.einsum('bh,hk->bk', act1, w['mid']) + w['mid_b']
    act2 = np.tanh(pre2)
    logit = np.einsum('bk,kc->bc', act2, w['out']) + w['out_b']
    logit = logit - logit.max(axis=1, keepdims=True)
    prob = np.exp(logit)
    prob = prob / np.einsum('bc->b', prob)[:, None]
    return prob, (x, act1, act2)


def cross_entropy(prob, target):
    return -np.einsum('bc,bc->', target, np.log(prob + F32(1e-12))) / F32(len(prob))


def gradients(w, prob, target, tape):
    x, act1, act2 = tape
    d = (prob - target) / F32(len(x))
    g = {'out': np.einsum('bk,bc->kc', act2, d), 'out_b': np.einsum('bc->c', d)}
    d = np.einsum('bc,kc->bk', d, w['out']) * (1 - act2 ** 2)
    g['mid'], g['mid_b'] = np.einsum('bh,bk->hk', act1, d), np.einsum('bk->k', d)
    d = np.einsum('bk,hk->bh', d, w['mid']) * (1 - act1 ** 2)
    g['in'], g['in_b'] = np.einsum('bi,bh->ih', x, d), np.einsum('bh->h', d)
    return g


def mixup(x, t, alpha=0.2):
    lam = F32(rng.beta(alpha, alpha))
    other = rng.permutation(len(x))
    return lam * x + (1 - lam) * x[other], lam * t + (1 - lam) * t[other]


def accuracy(w, x, t):
    return float(np.mean(model(w, x)[0].argmax(1) == t.argmax(1)))


w = {'in': normal(2, 24, scale=1.0), 'in_b': np.zeros(24, F32),
     'mid': normal(24, 16, scale=24 ** -0.5), 'mid_b': np.zeros(16, F32),
     'out': normal(16, 2, scale=16 ** -0.5), 'out_b': np.zeros(2, F32)}
ema = {k: v.copy() for k, v in w.items()}

x_train, t_train = two_moons(600)
x_test, t_test = two_moons(400)

lr, decay, step = F32(0.2), 0.99, 0
for epoch in range(80):
    order = rng.permutation(len(x_train))
    running = []
    for start in range(0, len(order), 40):
        rows = order[start:start + 40]
        xb, tb = mixup(x_train[rows], t_train[rows])
        prob, tape = model(w, xb)
        running.append(cross_entropy(prob, tb))
        for k, g in gradients(w, prob, tb, tape).items():
            w[k] -= lr * g
        step += 1
        keep = F32(min(decay, (1 + step) / (10 + step)))
        for k in ema:
            ema[k] = keep * ema[k] + (1 - keep) * w[k]
    if epoch % 20 == 0 or epoch == 79:
        clean = cross_entropy(model(ema, x_train)[0], t_train)
        print(f'epoch {epoch:2d}  mixup loss {np.mean(running):.4f}  clean loss (ema) {clean:.4f}')

print('accuracy of the last weights', accuracy(w, x_test, t_test))
print('accuracy of the averaged weights', accuracy(ema, x_test, t_test))
