#!/usr/bin/env python
# tiny VAE on 4x4 bars, binary pixels, one gaussian latent sample per example
import argparse
import numpy as np


def bars(n, rng):
    imgs = np.zeros((n, 4, 4))
    kind = rng.random(n) < 0.5
    which = rng.integers(0, 4, n)
    for i in range(n):
        if kind[i]:
            imgs[i, which[i], :] = 1
        else:
            imgs[i, :, which[i]] = 1
    return imgs.reshape(n, 16)


def softplus(a):
    return np.logaddexp(0, a)


def glorot(rng, nin, nout):
    lim = np.sqrt(6.0 / (nin + nout))
    return rng.uniform(-lim, lim, (nin, nout))


def elbo_and_grad(th, x, eps, beta):
    B = x.shape[0]
    # encoder
    h = np.tanh(x @ th['We'] + th['be'])
    mu = h @ th['Wm'] + th['bm']
    lv = h @ th['Wv'] + th['bv']              # log variance
    std = np.exp(0.5 * lv)
    z = mu + std * eps
    # decoder
    g = np.tanh(z @ th['Wd'] + th['bd'])
    logit = g @ th['Wx'] + th['bx']
    rec = (softplus(logit) - x * logit).sum() / B
    kl = -0.5 * (1 + lv - mu ** 2 - np.exp(lv)).sum() / B

    G = {}
    dlogit = (1 / (1 + np.exp(-logit)) - x) / B
    G['Wx'], G['bx'] = g.T @ dlogit, dlogit.sum(0)
    dg = dlogit @ th['Wx'].T * (1 - g * g)
    G['Wd'], G['bd'] = z.T @ dg, dg.sum(0)
    dz = dg @ th['Wd'].T
    dmu = dz + beta * mu / B
    dlv = dz * eps * 0.5 * std + beta * 0.5 * (np.exp(lv) - 1) / B
    G['Wm'], G['bm'] = h.T @ dmu, dmu.sum(0)
    G['Wv'], G['bv'] = h.T @ dlv, dlv.sum(0)
    dh = (dmu @ th['Wm'].T + dlv @ th['Wv'].T) * (1 - h * h)
    G['We'], G['be'] = x.T @ dh, dh.sum(0)
    return rec, kl, G


def gradcheck(th, x, rng):
    eps = rng.standard_normal((len(x), th['bm'].size))
    _, _, G = elbo_and_grad(th, x, eps, 0.7)
    for name in th:
        idx = tuple(rng.integers(0, s) for s in th[name].shape)
        keep = th[name][idx]
        vals = []
        for s in (1e-5, -1e-5):
            th[name][idx] = keep + s
            r, k, _ = elbo_and_grad(th, x, eps, 0.7)   # same noise both times
            vals.append(r + 0.7 * k)
        th[name][idx] = keep
        num = (vals[0] - vals[1]) / 2e-5
        print("  %-3s analytic % .6e numeric % .6e" % (name, G[name][idx], num))


def main(args):
    rng = np.random.default_rng(args.seed)
    X = bars(256, rng)
    D, H, Z = 16, 24, args.latent
    th = {'We': glorot(rng, D, H), 'be': np.zeros(H),
          'Wm': glorot(rng, H, Z), 'bm': np.zeros(Z),
          'Wv': glorot(rng, H, Z) * 0.1, 'bv': np.zeros(Z),
          'Wd': glorot(rng, Z, H), 'bd': np.zeros(H),
          'Wx': glorot(rng, H, D), 'bx': np.full(D, np.log(X.mean() / (1 - X.mean())))}
    print("gradient check")
    gradcheck(th, X[:8], rng)
    m = {k: np.zeros_like(v) for k, v in th.items()}
    v = {k: np.zeros_like(a) for k, a in th.items()}
    vmax = {k: np.zeros_like(a) for k, a in th.items()}
    t = 0
    for ep in range(args.epochs):
        beta = min(1.0, ep / 50)
        order = rng.permutation(len(X))
        R = K = 0.0
        for b in order.reshape(-1, 32):
            noise = rng.standard_normal((32, Z))
            rec, kl, G = elbo_and_grad(th, X[b], noise, beta)
            R += rec / 8
            K += kl / 8
            t += 1
            for k in th:
                m[k] = 0.9 * m[k] + 0.1 * G[k]
                v[k] = 0.999 * v[k] + 0.001 * G[k] ** 2
                np.maximum(vmax[k], v[k], out=vmax[k])
                th[k] -= args.lr / (1 - 0.9 ** t) * m[k] / (np.sqrt(vmax[k] / (1 - 0.999 ** t)) + 1e-8)
        if ep % 30 == 0:
            print(f"epoch {ep:4d}  beta {beta:.2f}  rec {R:.3f}  kl {K:.3f}  -elbo {R + K:.3f}")
    print(f"final -ELBO {R + K:.4f}")


if __name__ == '__main__':
    ap = argparse.ArgumentParser()
    ap.add_argument('--epochs', type=int, default=240)
    ap.add_argument('--latent', type=int, default=3)
    ap.add_argument('--lr', type=float, default=5e-3)
    ap.add_argument('--seed', type=int, default=4)
    main(ap.parse_args())
