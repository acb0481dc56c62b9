import numpy as np


def gate_curve(x, slope=False):
    """with slope=True x has to be the value of the gate_curve already"""
    if slope:
        return x * (1 - x)
    return 1 / (1 + np.exp(-x))


def arc(x, slope=False):
    if slope:
        return 1 - x ** 2
    return np.tanh(x)


def draw(n_hidden, n_symbols, rng):
    P = {}
    for gate in "figo":
        P["W_" + gate] = rng.randn(n_hidden, n_hidden + n_symbols) * 0.4
        P["b_" + gate] = np.zeros((n_hidden, 1))
    P["W_top"] = rng.randn(n_symbols, n_hidden) * 0.4
    P["b_top"] = np.zeros((n_symbols, 1))
    return P


def forward(inputs, P):
    n_hidden = P["b_f"].shape[0]
    h, C = np.zeros((n_hidden, 1)), np.zeros((n_hidden, 1))
    steps = []
    for x in inputs:
        z = np.vstack((h, x))
        C_old = C
        f = gate_curve(P["W_f"] @ z + P["b_f"])
        i = gate_curve(P["W_i"] @ z + P["b_i"])
        g = arc(P["W_g"] @ z + P["b_g"])
        o = gate_curve(P["W_o"] @ z + P["b_o"])
        C = f * C_old + i * g
        h = o * arc(C)
        steps.append((z, f, i, g, o, C, C_old))
    v = P["W_top"] @ h + P["b_top"]
    e = np.exp(v - v.max())
    return e / e.sum(), h, steps


def backward(p, h, steps, target, P):
    n_hidden = P["b_f"].shape[0]
    G = {key: np.zeros_like(value) for key, value in P.items()}
    miss = p - target
    G["W_top"] += miss @ h.T
    G["b_top"] += miss
    pull_h, later_C = P["W_top"].T @ miss, np.zeros((n_hidden, 1))
    for z, f, i, g, o, C, C_old in reversed(steps):
        tC = arc(C)
        pull_o = pull_h * tC
        pull_o = gate_curve(o, slope=True) * pull_o
        pull_C = later_C + pull_h * o * arc(tC, slope=True)
        pull_g = pull_C * i
        pull_g = arc(g, slope=True) * pull_g
        pull_i = pull_C * g
        pull_i = gate_curve(i, slope=True) * pull_i
        pull_f = pull_C * C_old
        pull_f = gate_curve(f, slope=True) * pull_f
        pull_z = np.zeros_like(z)
        for gate, d in zip("figo", (pull_f, pull_i, pull_g, pull_o)):
            G["W_" + gate] += d @ z.T
            G["b_" + gate] += d
            pull_z += P["W_" + gate].T @ d
        pull_h, later_C = pull_z[:n_hidden], f * pull_C
    return G


def one_hot(k, n):
    column = np.zeros((n, 1))
    column[k] = 1
    return column


if __name__ == "__main__":
    rng = np.random.RandomState(2)
    # which symbol stood at the front of the sequence?
    n_symbols, length = 3, 5
    data = [rng.randint(0, n_symbols, length) for _ in range(120)]
    P = draw(10, n_symbols, rng)
    for epoch in range(24):
        losses = []
        for seq in data:
            inputs, target = [one_hot(s, n_symbols) for s in seq], one_hot(seq[0], n_symbols)
            p, h, steps = forward(inputs, P)
            losses.append(-np.log(p[seq[0], 0]))
            G = backward(p, h, steps, target, P)
            for key in P:
                P[key] -= 0.3 * G[key]
        if epoch % 3 == 2:
            print("epoch", epoch + 1, "loss", np.mean(losses))
