import numpy as np


def fresh(n_x, n_h, n_y, rng):
    return {"Wx": rng.normal(0, 0.4, (n_h, n_x)), "Wh": rng.normal(0, 0.3, (n_h, n_h)),
            "bh": np.zeros((n_h, 1)), "Wy": rng.normal(0, 0.4, (n_y, n_h)), "by": np.zeros((n_y, 1))}


def forward(xs, p):
    hs = {-1: np.zeros((p["Wh"].shape[0], 1))}
    ys = {}
    for t in range(len(xs)):
        hs[t] = np.tanh(p["Wx"] @ xs[t] + p["Wh"] @ hs[t - 1] + p["bh"])
        ys[t] = p["Wy"] @ hs[t] + p["by"]
    return hs, ys


def cost(xs, goals, p):
    ys = forward(xs, p)[1]
    return sum(0.5 * np.sum((ys[t] - goals[t]) ** 2) for t in range(len(xs)))


def backward(xs, goals, p):
    hs, ys = forward(xs, p)
    g = {k: np.zeros_like(v) for k, v in p.items()}
    later = np.zeros_like(hs[-1])
    steps = len(xs)
    for t in reversed(range(steps)):
        dy = ys[t] - goals[t]
        g["Wy"] += dy @ hs[t].T
        g["by"] += dy
        dz = (p["Wy"].T @ dy + later) * (1 - hs[t] ** 2)
        g["Wx"] += dz @ xs[t].T
        g["Wh"] += dz @ hs[t - 1].T
        g["bh"] += dz
        later = p["Wh"].T @ dz
    return g


def check(xs, goals, p, eps=1e-5):
    g = backward(xs, goals, p)
    worst = 0
    for k in p:
        n = np.zeros_like(p[k])
        for place in np.ndindex(p[k].shape):
            old = p[k][place]
            p[k][place] = old + eps
            up = cost(xs, goals, p)
            p[k][place] = old - eps
            down = cost(xs, goals, p)
            p[k][place] = old
            n[place] = (up - down) / (2 * eps)
        d = np.linalg.norm(g[k] - n) / (np.linalg.norm(g[k]) + np.linalg.norm(n))
        print("  %-3s discrepancy %.3e" % (k, d))
        worst = max(worst, d)
    return worst


def wave(n, rng):
    start = rng.uniform(0, 6)
    s = np.sin(start + 0.5 * np.arange(n + 1)) + 0.5 * np.sin(2 * (start + 0.5 * np.arange(n + 1)))
    return [np.array([[v]]) for v in s[:-1]], [np.array([[v]]) for v in s[1:]]


if __name__ == "__main__":
    rng = np.random.default_rng(14)
    p = fresh(1, 10, 1, rng)
    worst = check(*wave(12, rng), p)
    for run in range(3001):
        xs, goals = wave(12, rng)
        g = backward(xs, goals, p)
        for k in p:
            p[k] -= 0.01 * g[k]
        if run % 500 == 0:
            print("run", run, "cost per step", cost(xs, goals, p) / 12)
    print("largest discrepancy: %.3e" % worst)
