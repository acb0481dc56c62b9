import numpy as np

np.random.seed(19)
D, H, Z = 12, 48, 2


def glorot(a, b):
    r = np.sqrt(6 / (a + b))
    return np.random.uniform(-r, r, (a, b))


theta = {'We': glorot(D, H), 'be': np.zeros(H), 'Wm': glorot(H, Z), 'bm': np.zeros(Z),
         'Ws': glorot(H, Z) * 0.1, 'bs': np.zeros(Z),
         'Wd': glorot(Z, H), 'bd': np.zeros(H), 'Wo': glorot(H, D), 'bo': np.zeros(D)}
SIGMA2 = 0.05                      # fixed variance of the decoder


def encode(p, x):
    h = np.tanh(x @ p['We'] + p['be'])
    return h, h @ p['Wm'] + p['bm'], h @ p['Ws'] + p['bs']


def decode(p, z):
    g = np.tanh(z @ p['Wd'] + p['bd'])
    return g, g @ p['Wo'] + p['bo']


def negative_elbo(p, x, eps, beta):
    n = len(x)
    h, mu, logvar = encode(p, x)
    std = np.exp(0.5 * logvar)
    z = mu + std * eps
    g, xr = decode(p, z)
    rec = 0.5 * np.sum((x - xr) ** 2) / SIGMA2 / n
    kl = -0.5 * np.sum(1 + logvar - mu ** 2 - np.exp(logvar)) / n

    grad = {}
    dxr = (xr - x) / SIGMA2 / n
    grad['Wo'], grad['bo'] = g.T @ dxr, dxr.sum(0)
    dg = dxr @ p['Wo'].T * (1 - g ** 2)
    grad['Wd'], grad['bd'] = z.T @ dg, dg.sum(0)
    dz = dg @ p['Wd'].T
    dmu = dz + beta * mu / n
    dlogvar = dz * eps * 0.5 * std + beta * 0.5 * (np.exp(logvar) - 1) / n
    grad['Wm'], grad['bm'] = h.T @ dmu, dmu.sum(0)
    grad['Ws'], grad['bs'] = h.T @ dlogvar, dlogvar.sum(0)
    dh = (dmu @ p['Wm'].T + dlogvar @ p['Ws'].T) * (1 - h ** 2)
    grad['We'], grad['be'] = x.T @ dh, dh.sum(0)
    return rec + beta * kl, rec, kl, grad


def curves(n):
    """bumps of random place and height sampled at D points"""
    t = np.linspace(0, 1, D)
    c, a = np.random.uniform(0.2, 0.8, (n, 1)), np.random.uniform(0.5, 1.5, (n, 1))
    return a * np.exp(-(t - c) ** 2 / 0.02) + 0.05 * np.random.randn(n, D)


if __name__ == '__main__':
    X, Xt = curves(1000), curves(300)
    mean = X.mean(0)
    X, Xt = X - mean, Xt - mean
    m = {k: np.zeros_like(v) for k, v in theta.items()}
    s = {k: np.zeros_like(v) for k, v in theta.items()}
    t, epochs = 0, 120
    for epoch in range(epochs):
        beta = min(1.0, epoch / 30)              # let the code learn first
        np.random.shuffle(X)
        for b in range(0, len(X), 50):
            x = X[b:b + 50]
            loss, rec, kl, grad = negative_elbo(theta, x, np.random.randn(len(x), Z), beta)
            t += 1
            for k in theta:
                m[k] = 0.9 * m[k] + 0.1 * grad[k]
                s[k] = 0.999 * s[k] + 0.001 * grad[k] ** 2
                theta[k] -= 0.003 * (m[k] / (1 - 0.9 ** t)) / (np.sqrt(s[k] / (1 - 0.999 ** t)) + 1e-8)
        if epoch % 20 == 0:
            print('epoch %3d beta %.2f loss %.3f rec %.3f kl %.3f' % (epoch, beta, loss, rec, kl))
    full, rec, kl, _ = negative_elbo(theta, Xt, np.random.randn(len(Xt), Z), 1.0)
    print('test negative ELBO %.3f = rec %.3f + kl %.3f' % (full, rec, kl))
    _, mu, _ = encode(theta, Xt)
    print('share of the variance explained', 1 - np.mean((decode(theta, mu)[1] - Xt) ** 2) / Xt.var())
