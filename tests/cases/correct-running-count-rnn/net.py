import numpy as np

rng = np.random.RandomState(4)
n_h = 16
p = {"Wx": rng.randn(n_h, 2) * 0.5, "Wh": rng.randn(n_h, n_h) * 0.2, "bh": np.zeros((n_h, 1)),
     "Wy": rng.randn(1, n_h) * 0.2, "by": np.zeros((1, 1))}
grad = {k: np.zeros_like(v) for k, v in p.items()}
memory = {k: np.zeros_like(v) for k, v in p.items()}


def play(bits, wanted=None):
    """forward; with wanted also backward, adds to grad"""
    hs, ps = {-1: np.zeros((n_h, 1))}, {}
    for t, bit in enumerate(bits):
        x = np.array([[bit], [1 - bit]])
        hs[t] = np.tanh(p["Wx"] @ x + p["Wh"] @ hs[t - 1] + p["bh"])
        ps[t] = 1 / (1 + np.exp(-(p["Wy"] @ hs[t] + p["by"])))
    if wanted is None:
        return [int(ps[t][0, 0] > 0.5) for t in range(len(bits))]
    loss, later = 0.0, np.zeros((n_h, 1))
    for t in reversed(range(len(bits))):
        loss -= np.log(ps[t][0, 0] if wanted[t] else 1 - ps[t][0, 0])
        dy = ps[t] - wanted[t]
        grad["Wy"] += dy @ hs[t].T
        grad["by"] += dy
        dh = (1 - hs[t] * hs[t]) * (p["Wy"].T @ dy + later)
        grad["Wx"] += dh @ np.array([[bits[t], 1 - bits[t]]])
        grad["Wh"] += dh @ hs[t - 1].T
        grad["bh"] += dh
        later = p["Wh"].T @ dh
    return loss / len(bits)


smooth = np.log(2)
for n in range(3000):
    bits = rng.randint(0, 2, 10)
    wanted = np.cumsum(bits) % 2
    loss = play(bits, wanted)
    smooth = 0.99 * smooth + 0.01 * loss
    if n % 5 == 4:
        # the gradients of five rows together, cut, then adagrad
        for k in p:
            np.clip(grad[k], -5, 5, out=grad[k])
            memory[k] += grad[k] ** 2
            p[k] -= 0.1 * grad[k] / np.sqrt(memory[k] + 1e-8)
            grad[k].fill(0)
    if n % 500 == 499:
        print("row", n + 1, "loss", smooth)
rows = [rng.randint(0, 2, 10) for _ in range(100)]
print("share of right bits:", np.mean([np.array(play(r)) == np.cumsum(r) % 2 for r in rows]))
