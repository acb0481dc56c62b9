"""Variational autoencoder in numpy on 5x5 'bars' images.
usage: python vae.py --epochs 60 --latent 3
"""
import argparse
import numpy as np


def make_bars(n, rng, size=5):
    imgs = np.zeros((n, size, size), dtype=np.float32)
    for im in imgs:
        if rng.rand() < 0.5:
            im[rng.randint(size), :] = 1
        else:
            im[:, rng.randint(size)] = 1
    return imgs.reshape(n, -1)


def glorot(rng, a, b):
    lim = np.sqrt(6.0 / (a + b))
    return rng.uniform(-lim, lim, (a, b)).astype(np.float32)


def init(rng, nx, nh, nz):
    return {
        "We": glorot(rng, nx, nh), "be": np.zeros(nh, np.float32),
        "Wmu": glorot(rng, nh, nz), "bmu": np.zeros(nz, np.float32),
        "Wlv": glorot(rng, nh, nz) * np.float32(0.3), "blv": np.zeros(nz, np.float32),
        "Wd": glorot(rng, nz, nh), "bd": np.zeros(nh, np.float32),
        "Wx": glorot(rng, nh, nx), "bx": np.zeros(nx, np.float32),
    }


def elbo_and_grads(w, x, eps, beta):
    n = x.shape[0]
    # encoder
    h = np.tanh(x @ w["We"] + w["be"])
    mu = h @ w["Wmu"] + w["bmu"]
    logvar = h @ w["Wlv"] + w["blv"]
    std = np.exp(0.5 * logvar)
    z = mu + std * eps
    # decoder
    hd = np.tanh(z @ w["Wd"] + w["bd"])
    a = hd @ w["Wx"] + w["bx"]
    # bernoulli nll from logits, stable version
    rec = (np.maximum(a, 0) - a * x + np.log1p(np.exp(-np.abs(a)))).sum() / n
    kl = -0.5 * (1 + logvar - mu ** 2 - np.exp(logvar)).sum() / n

    g = {}
    da = (1 / (1 + np.exp(-a)) - x) / n
    g["Wx"], g["bx"] = hd.T @ da, da.sum(0)
    dhd = (da @ w["Wx"].T) * (1 - hd ** 2)
    g["Wd"], g["bd"] = z.T @ dhd, dhd.sum(0)
    dz = dhd @ w["Wd"].T
    dmu = dz + beta * mu / n
    dlogvar = dz * eps * std + beta * 0.5 * (np.exp(logvar) - 1) / n
    g["Wmu"], g["bmu"] = h.T @ dmu, dmu.sum(0)
    g["Wlv"], g["blv"] = h.T @ dlogvar, dlogvar.sum(0)
    dh = (dmu @ w["Wmu"].T + dlogvar @ w["Wlv"].T) * (1 - h ** 2)
    g["We"], g["be"] = x.T @ dh, dh.sum(0)
    return rec, kl, g


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--epochs", type=int, default=60)
    ap.add_argument("--hidden", type=int, default=40)
    ap.add_argument("--latent", type=int, default=3)
    ap.add_argument("--beta", type=float, default=1.0)
    ap.add_argument("--lr", type=float, default=5e-3)
    ap.add_argument("--seed", type=int, default=0)
    args = ap.parse_args()
    rng = np.random.RandomState(args.seed)
    X = make_bars(640, rng)
    w = init(rng, X.shape[1], args.hidden, args.latent)
    m = {k: np.zeros_like(v) for k, v in w.items()}
    v = {k: np.zeros_like(val) for k, val in w.items()}
    t = 0
    for epoch in range(args.epochs):
        order = rng.permutation(len(X))
        tot = totkl = 0.0
        for s in range(0, len(X), 64):
            xb = X[order[s:s + 64]]
            eps = rng.randn(len(xb), args.latent).astype(np.float32)
            rec, kl, g = elbo_and_grads(w, xb, eps, args.beta)
            tot += rec + kl
            totkl += kl
            t += 1
            for k in w:
                m[k] = 0.9 * m[k] + 0.1 * g[k]
                v[k] = 0.999 * v[k] + 0.001 * g[k] ** 2
                mh, vh = m[k] / (1 - 0.9 ** t), v[k] / (1 - 0.999 ** t)
                w[k] -= args.lr * mh / (np.sqrt(vh) + 1e-8)
        if epoch % 15 == 0 or epoch == args.epochs - 1:
            print("epoch %3d  -elbo %.3f  kl %.3f" % (epoch, tot / 10, totkl / 10))


if __name__ == "__main__":
    main()
