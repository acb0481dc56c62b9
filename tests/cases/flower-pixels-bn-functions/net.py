import numpy as np


def affine(x, w):
    return w @ x, (x, w)


def affine_back(dout, cache):
    x, w = cache
    return w.T @ dout, dout @ x.T


def norm(z, gamma, beta, eps=1e-5):
    """batch normalisation, one sample per column"""
    mu = z.mean(axis=1, keepdims=True)
    centred = z - mu
    var = np.mean(centred ** 2, axis=1, keepdims=True)
    inv = 1 / np.sqrt(var + eps)
    hat = centred * inv
    return gamma * hat + beta, (hat, centred, inv, gamma)


def norm_back(dout, cache):
    hat, centred, inv, gamma = cache
    m = dout.shape[1]
    dgamma = np.sum(dout * hat, axis=1, keepdims=True)
    dbeta = np.sum(dout, axis=1, keepdims=True)
    dhat = dout * gamma
    dvar = np.sum(dhat * centred, axis=1, keepdims=True) * -0.5 * inv ** 3
    dmu = np.sum(-dhat * inv, axis=1, keepdims=True)
    dz = dhat * inv + dvar * 2 * centred / m + dmu
    return dz, dgamma, dbeta


def loss_and_grads(x, y, p):
    z1, c1 = affine(x, p['w1'])
    n1, c2 = norm(z1, p['g1'], p['s1'])
    a1 = np.maximum(n1, 0)
    z2, c3 = affine(a1, p['w2'])
    z2 = z2 + p['s2']
    e = np.exp(z2 - z2.max(axis=0))
    prob = e / e.sum(axis=0)
    m = x.shape[1]
    loss = -np.log(prob[y, np.arange(m)] + 1e-12).mean()
    d = prob.copy()
    d[y, np.arange(m)] -= 1
    d /= m
    g = {'s2': d.sum(axis=1, keepdims=True)}
    da, g['w2'] = affine_back(d, c3)
    dz, g['g1'], g['s1'] = norm_back(da * (n1 > 0), c2)
    _, g['w1'] = affine_back(dz, c1)
    return loss, g, prob


if __name__ == '__main__':
    rng = np.random.default_rng(6)
    flowers = rng.uniform(0, 1, (5, 48))
    y = rng.integers(0, 5, 500)
    x = (flowers[y] * rng.uniform(0.4, 1.6, (500, 1)) + rng.normal(0, 0.35, (500, 48)) + 2).T
    p = {'w1': rng.normal(0, 0.1, (20, 48)), 'g1': np.ones((20, 1)), 's1': np.zeros((20, 1)),
         'w2': rng.normal(0, 0.3, (5, 20)), 's2': np.zeros((5, 1))}
    for it in range(300):
        batch = rng.choice(500, 100, replace=False)
        loss, g, _ = loss_and_grads(x[:, batch], y[batch], p)
        for k in p:
            p[k] -= 0.3 * g[k]
        if it % 50 == 0:
            print(it, 'loss', loss)
    loss, _, prob = loss_and_grads(x, y, p)
    print('loss of all', loss, 'accuracy', np.mean(prob.argmax(axis=0) == y))
