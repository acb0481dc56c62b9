import numpy as np

rng = np.random.RandomState(17)

# two half moons, sides are -1 and +1
n = 300
side = np.where(np.arange(n) % 2 == 0, 1, -1)
ang = rng.uniform(0, np.pi, n)
pts = np.c_[np.cos(ang), np.sin(ang)]
pts[side < 0] = [1.0, 0.5] - pts[side < 0]
pts += 0.12 * rng.randn(n, 2)

net = {
    "A": rng.randn(2, 24) * 0.7, "a": np.zeros(24),
    "B": rng.randn(24, 24) * 0.2, "b": np.zeros(24),
    "C": rng.randn(24) * 0.2, "c": np.zeros(()),
}
first = {k: np.zeros_like(v) for k, v in net.items()}
peak = {k: np.zeros_like(v) for k, v in net.items()}

top_rate, fade, beta, gamma = 0.02, 1e-4, 0.9, 0.99
total = 600


def margin(net, x):
    p = np.tanh(x @ net["A"] + net["a"])
    q = np.tanh(p @ net["B"] + net["b"])
    return p, q, q @ net["C"] + net["c"]


for t in range(1, total + 1):
    pick = rng.randint(0, n, 60)
    x, s = pts[pick], side[pick]
    p, q, f = margin(net, x)

    # mean of log(1 + exp(-s f))
    df = -s / (1 + np.exp(s * f)) / len(s)
    g = {"C": q.T @ df, "c": df.sum()}
    dq = np.outer(df, net["C"]) * (1 - q ** 2)
    g["B"], g["b"] = p.T @ dq, dq.sum(0)
    dp = dq @ net["B"].T * (1 - p ** 2)
    g["A"], g["a"] = x.T @ dp, dp.sum(0)

    rate = 0.5 * top_rate * (1 + np.cos(np.pi * t / total))
    for k in net:
        first[k] = beta * first[k] + (1 - beta) * g[k]
        peak[k] = np.maximum(gamma * peak[k], np.abs(g[k]))
        net[k] = net[k] - rate / (1 - beta ** t) * first[k] / (peak[k] + 1e-8)
        if net[k].ndim == 2:
            net[k] = net[k] - rate * fade * net[k]

    if t % 100 == 0:
        f_all = margin(net, pts)[2]
        print("step", t, "log loss", np.mean(np.logaddexp(0, -side * f_all)))
        print("share on the right side", np.mean(np.sign(f_all) == side))
