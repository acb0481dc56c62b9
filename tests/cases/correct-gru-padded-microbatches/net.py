import logging
import numpy as np

logging.basicConfig(level=logging.INFO, format="%(message)s")
log = logging.getLogger("parity")

# Variable-length bit strings. At every step predict parity of the bits so far.
# Sequences are right padded with 0 and the mask tells what is real.
rng = np.random.default_rng(11)
N, T, H = 128, 9, 12
lens = rng.integers(3, T + 1, size=N)
MASK = (np.arange(T)[None, :] < lens[:, None]).astype(float)
BITS = rng.integers(0, 2, size=(N, T)) * MASK
PAR = np.cumsum(BITS, axis=1) % 2 * MASK


def sigm(a):
    return 0.5 * (1.0 + np.tanh(0.5 * a))


P = {}
for g in "zrn":
    P["W" + g] = rng.normal(0, 0.7, (2, H))          # row 0: bit, row 1: complement
    P["U" + g] = rng.normal(0, 1.0 / np.sqrt(H), (H, H))
    P["b" + g] = np.zeros(H)
P["V"] = rng.normal(0, 1.0 / np.sqrt(H), (H, 1))
P["c"] = np.zeros(1)


def forward(bits, mask):
    B = bits.shape[0]
    h = np.zeros((B, H))
    tape, probs = [], []
    for t in range(bits.shape[1]):
        x = np.stack([bits[:, t], 1 - bits[:, t]], axis=1)
        z = sigm(x @ P["Wz"] + h @ P["Uz"] + P["bz"])
        r = sigm(x @ P["Wr"] + h @ P["Ur"] + P["br"])
        n = np.tanh(x @ P["Wn"] + (r * h) @ P["Un"] + P["bn"])
        m = mask[:, t:t + 1]
        h_new = (1 - z) * n + z * h
        tape.append((x, h, z, r, n, m))
        # padded positions keep the old state
        h = m * h_new + (1 - m) * h
        probs.append(sigm(h @ P["V"] + P["c"])[:, 0])
        tape[-1] += (h,)
    return np.stack(probs, 1), tape


def nll(p, y, mask):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -(mask * (y * np.log(p) + (1 - y) * np.log(1 - p))).sum()


def accumulate(G, p, y, mask, tape, total):
    """adds this micro-batch's share to G; total = real tokens of the FULL batch"""
    dh = np.zeros_like(tape[0][1])
    for t in reversed(range(len(tape))):
        x, hp, z, r, n, m, h = tape[t]
        do = ((p[:, t] - y[:, t]) * mask[:, t] / total)[:, None]
        G["V"] += h.T @ do
        G["c"] += do.sum(0)
        dh = dh + do @ P["V"].T
        dnew = dh * m
        dprev = dh * (1 - m) + dnew * z
        dz = dnew * (hp - n) * z * (1 - z)
        dn = dnew * (1 - z) * (1 - n ** 2)
        drh = dn @ P["Un"].T
        dr = drh * hp * r * (1 - r)
        dprev += drh * r + dz @ P["Uz"].T + dr @ P["Ur"].T
        for g, d, left in (("z", dz, hp), ("r", dr, hp), ("n", dn, r * hp)):
            G["W" + g] += x.T @ d
            G["U" + g] += left.T @ d
            G["b" + g] += d.sum(0)
        dh = dprev


m1 = {k: np.zeros_like(v) for k, v in P.items()}
m2 = {k: np.zeros_like(v) for k, v in P.items()}
step, micro = 0, 32
for epoch in range(260):
    G = {k: np.zeros_like(v) for k, v in P.items()}
    total, loss = MASK.sum(), 0.0
    for s in range(0, N, micro):
        sl = slice(s, s + micro)
        p, tape = forward(BITS[sl], MASK[sl])
        loss += nll(p, PAR[sl], MASK[sl])
        accumulate(G, p, PAR[sl], MASK[sl], tape, total)
    # one update per full pass
    norm = np.sqrt(sum((g ** 2).sum() for g in G.values()))
    scale = min(1.0, 1.0 / (norm + 1e-12))
    step += 1
    for k in P:
        g = G[k] * scale
        m1[k] = 0.9 * m1[k] + 0.1 * g
        m2[k] = 0.99 * m2[k] + 0.01 * g * g
        P[k] -= 0.02 * (m1[k] / (1 - 0.9 ** step)) / (np.sqrt(m2[k] / (1 - 0.99 ** step)) + 1e-8)
    if epoch % 40 == 0:
        log.info("epoch %3d  nll/token %.4f  |g| %.3f", epoch, loss / total, norm)

p, _ = forward(BITS, MASK)
acc = (((p > 0.5) == (PAR > 0.5)) * MASK).sum() / MASK.sum()
print("final nll/token %.4f   accuracy on real tokens %.3f" % (nll(p, PAR, MASK) / MASK.sum(), acc))
