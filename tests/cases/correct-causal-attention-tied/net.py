"""makemore-ish: one causal attention block, manual backward, tied embeddings.
Task: the sequence is  a b c SEP a b c  -> predict the second half (copying)."""
import numpy as np

rng = np.random.default_rng(1337)
V, L, C = 9, 4, 32              # symbols 0..7, 8 = separator
T = 2 * L                       # inputs: a1..aL SEP a1..a(L-1)


def get_batch(B):
    s = rng.integers(0, V - 1, (B, L))
    full = np.concatenate([s, np.full((B, 1), V - 1), s], axis=1)
    x, y = full[:, :-1], full[:, 1:].copy()
    y[:, :L] = -1                # ignore_index
    return x, y


p = {
    "emb": rng.normal(0, 0.3, (V, C)),     # used for input AND output
    "pos": rng.normal(0, 0.3, (T, C)),
    "Wq": rng.normal(0, C ** -0.5, (C, C)),
    "Wk": rng.normal(0, C ** -0.5, (C, C)),
    "Wv": rng.normal(0, C ** -0.5, (C, C)),
    "Wo": rng.normal(0, C ** -0.5, (C, C)),
    "bout": np.zeros(V),
}
causal = np.tril(np.ones((T, T), dtype=bool))


def forward_backward(x, y, need_grad=True):
    B = x.shape[0]
    h0 = p["emb"][x] + p["pos"]
    q, k, v = h0 @ p["Wq"], h0 @ p["Wk"], h0 @ p["Wv"]
    att = np.einsum("btc,bsc->bts", q, k) / np.sqrt(C)
    att = np.where(causal, att, -np.inf)
    att = np.exp(att - att.max(-1, keepdims=True))
    att /= att.sum(-1, keepdims=True)
    mix = np.einsum("bts,bsc->btc", att, v)
    h1 = h0 + mix @ p["Wo"]                       # residual
    logits = h1 @ p["emb"].T + p["bout"]
    z = logits - logits.max(-1, keepdims=True)
    logp = z - np.log(np.exp(z).sum(-1, keepdims=True))
    keep = y >= 0
    bi, ti = np.nonzero(keep)
    n = len(bi)
    loss = -logp[bi, ti, y[keep]].mean()
    acc = (logits.argmax(-1)[keep] == y[keep]).mean()
    if not need_grad:
        return loss, acc

    dlogits = np.exp(logp)
    dlogits[bi, ti, y[keep]] -= 1
    dlogits[~keep] = 0
    dlogits /= n
    g = {}
    g["bout"] = dlogits.sum((0, 1))
    g["emb"] = np.einsum("btv,btc->vc", dlogits, h1)
    dh1 = dlogits @ p["emb"]
    g["Wo"] = np.einsum("btc,btd->cd", mix, dh1)
    dmix = dh1 @ p["Wo"].T
    datt = np.einsum("btc,bsc->bts", dmix, v)
    dv = np.einsum("bts,btc->bsc", att, dmix)
    ds = att * (datt - (att * datt).sum(-1, keepdims=True)) / np.sqrt(C)
    dq = ds @ k
    dk = ds.transpose(0, 2, 1) @ q
    dh0 = dh1.copy()
    for name, d in (("Wq", dq), ("Wk", dk), ("Wv", dv)):
        g[name] = h0.reshape(-1, C).T @ d.reshape(-1, C)
        dh0 += d @ p[name].T
    g["pos"] = dh0.sum(0)
    np.add.at(g["emb"], x, dh0)                   # second use of the same matrix
    return loss, acc, g


m = {k_: np.zeros_like(a) for k_, a in p.items()}
s = {k_: np.zeros_like(a) for k_, a in p.items()}
steps, warm, peak = 1200, 100, 8e-3
for it in range(1, steps + 1):
    lr = peak * it / warm if it <= warm else peak * 0.5 * (1 + np.cos(np.pi * (it - warm) / (steps - warm)))
    x, y = get_batch(32)
    loss, acc, g = forward_backward(x, y)
    for key in p:
        m[key] = 0.9 * m[key] + 0.1 * g[key]
        s[key] = 0.98 * s[key] + 0.02 * g[key] ** 2
        if p[key].ndim == 2 and key not in ("emb", "pos"):
            p[key] *= 1 - lr * 0.01
        p[key] -= lr * (m[key] / (1 - 0.9 ** it)) / (np.sqrt(s[key] / (1 - 0.98 ** it)) + 1e-8)
    if it % 200 == 0 or it == 1:
        print(f"{it:5d}/{steps}: loss {loss:.4f} acc {acc:.3f} lr {lr:.5f}")

loss, acc = forward_backward(*get_batch(256), need_grad=False)
print(f"val loss {loss:.5f} val acc {acc:.4f}")
