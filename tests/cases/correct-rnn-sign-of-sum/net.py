import numpy as np

rng = np.random.default_rng(5)
STEPS, UNITS = 7, 10


def start():
    return dict(Wx=rng.normal(0, 0.5, (1, UNITS)), Wh=rng.normal(0, 1 / np.sqrt(UNITS), (UNITS, UNITS)) * 0.8,
                bh=np.zeros(UNITS), Wy=rng.normal(0, 0.3, (UNITS, 1)), by=np.zeros(1))


def forward(p, seq):
    hs = [np.zeros((len(seq), UNITS))]
    for t in range(STEPS):
        hs.append(np.tanh(seq[:, t] @ p["Wx"] + hs[-1] @ p["Wh"] + p["bh"]))
    z = hs[-1] @ p["Wy"] + p["by"]
    return hs, 1 / (1 + np.exp(-z))


def backward(p, seq, hs, prob, label):
    g = {k: np.zeros_like(v) for k, v in p.items()}
    dz = (prob - label) / len(seq)
    g["Wy"], g["by"] = hs[-1].T @ dz, dz.sum(0)
    dh = dz @ p["Wy"].T
    for t in range(STEPS - 1, -1, -1):
        da = dh * (1 - hs[t + 1] ** 2)
        g["Wx"] += seq[:, t].T @ da
        g["Wh"] += hs[t].T @ da
        g["bh"] += da.sum(0)
        dh = da @ p["Wh"].T
    return g


# is the sum of the sequence positive?
seq = rng.choice([-1.0, 1.0], (500, STEPS, 1))
label = (seq.sum(axis=1) > 0).astype(float)
train, test = slice(0, 400), slice(400, 500)

p = start()
for it in range(1201):
    hs, prob = forward(p, seq[train])
    g = backward(p, seq[train], hs, prob, label[train])
    for k in p:
        p[k] -= 0.3 * g[k]
    if it % 300 == 0:
        y = label[train]
        print(it, "loss", -np.mean(y * np.log(prob) + (1 - y) * np.log(1 - prob)))
print("test accuracy", np.mean((forward(p, seq[test])[1] > 0.5) == (label[test] > 0.5)))
