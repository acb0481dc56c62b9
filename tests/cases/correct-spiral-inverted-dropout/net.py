import numpy as np

rnd = np.random.default_rng(12)


def make_spiral(n, arms=3):
    lab = rnd.integers(0, arms, n)
    r = np.sqrt(rnd.uniform(0.02, 1, n))
    ang = 3.5 * r + lab * 2 * np.pi / arms + 0.1 * rnd.standard_normal(n)
    return np.stack([r * np.cos(ang), r * np.sin(ang)], 1) * 3, lab


def init_params(sizes):
    params = {}
    for i, (a, b) in enumerate(zip(sizes[:-1], sizes[1:]), 1):
        params['W%d' % i] = rnd.standard_normal((a, b)) * np.sqrt(2 / a)
        params['b%d' % i] = np.zeros(b)
    return params


def forward(params, x, p_drop=0.0):
    a1 = np.maximum(0, x @ params['W1'] + params['b1'])
    a2 = np.maximum(0, a1 @ params['W2'] + params['b2'])
    drop = (rnd.random(a2.shape) >= p_drop) / (1 - p_drop)
    a2 = a2 * drop
    z = a2 @ params['W3'] + params['b3']
    z = z - z.max(1, keepdims=True)
    logp = z - np.log(np.exp(z).sum(1, keepdims=True))
    return logp, (x, a1, a2, drop)


def backward(params, logp, lab, cache):
    x, a1, a2, drop = cache
    g = {}
    d = np.exp(logp)
    d[np.arange(len(lab)), lab] -= 1
    d /= len(lab)
    g['W3'], g['b3'] = a2.T @ d, d.sum(0)
    # a2 is 0 where it was dropped as well as where the ReLU was off
    d = (d @ params['W3'].T) * drop * (a2 > 0)
    g['W2'], g['b2'] = a1.T @ d, d.sum(0)
    d = (d @ params['W2'].T) * (a1 > 0)
    g['W1'], g['b1'] = x.T @ d, d.sum(0)
    return g


if __name__ == '__main__':
    x, lab = make_spiral(900)
    xt, labt = make_spiral(300)
    params = init_params([2, 40, 40, 3])
    for step in range(2500):
        pick = rnd.choice(len(x), 60, replace=False)
        logp, cache = forward(params, x[pick], p_drop=0.2)
        grads = backward(params, logp, lab[pick], cache)
        lr = 0.2 if step < 1800 else 0.05
        for name in params:
            params[name] -= lr * grads[name]
        if step % 500 == 0:
            print('step', step, 'loss', -logp[np.arange(60), lab[pick]].mean())
    print('test accuracy:', (forward(params, xt)[0].argmax(1) == labt).mean())
