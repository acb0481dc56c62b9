import numpy as np

rng = np.random.default_rng(12)
P = {"U": rng.normal(0, 0.4, (10, 2)), "V": rng.normal(0, 0.3, (10, 10)),
     "O": rng.normal(0, 0.3, (3, 10)), "u": np.zeros(10), "o": np.zeros(3)}


def through(steps):
    states = [np.zeros(10)]
    for s in steps:
        states.append(np.tanh(P["U"] @ s + P["V"] @ states[-1] + P["u"]))
    score = P["O"] @ states[-1] + P["o"]
    p = np.exp(score - np.max(score))
    return states, p / p.sum()


def slopes(steps, label):
    states, p = through(steps)
    g = {k: np.zeros_like(v) for k, v in P.items()}
    d = p.copy()
    d[label] -= 1
    g["O"], g["o"] = np.outer(d, states[-1]), d
    d = P["O"].T @ d
    for t in range(len(steps), 0, -1):
        d = d * (1 - states[t] ** 2)
        g["U"] += np.outer(d, steps[t - 1])
        g["V"] += np.outer(d, states[t - 1])
        g["u"] += d
        d = P["V"].T @ d
    return g, -np.log(p[label])


def sample():
    # left and right steps; where does the walker end up: left, at the start, right
    n = rng.integers(3, 8)
    way = rng.integers(0, 2, n)
    return np.eye(2)[way], int(np.sign(2 * way.sum() - n)) + 1


mean_loss, cache = None, {k: np.zeros_like(v) for k, v in P.items()}
for i in range(4000):
    steps, label = sample()
    g, loss = slopes(steps, label)
    length = np.sqrt(sum((v ** 2).sum() for v in g.values()))
    if length > 2.0:
        g = {k: v * (2.0 / length) for k, v in g.items()}
    for k in P:
        cache[k] += g[k] ** 2
        P[k] -= 0.1 * g[k] / (np.sqrt(cache[k]) + 1e-8)
    mean_loss = loss if mean_loss is None else 0.995 * mean_loss + 0.005 * loss
    if i % 800 == 0:
        print("walk", i, "loss", mean_loss)

test = [sample() for _ in range(300)]
print("walks understood:", np.mean([through(s)[1].argmax() == l for s, l in test]))
