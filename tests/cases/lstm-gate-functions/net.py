import numpy as np


def gate(x, slope=False):
    if slope:
        return x * (1 - x)      # x has been through the gate
    return 1 / (1 + np.exp(-x))


def cell(x, slope=False):
    if slope:
        return 1 - x ** 2
    return np.tanh(x)


def init_lstm(n_hidden, n_vocab, rng):
    z = n_hidden + n_vocab
    p = {name: rng.randn(n_hidden, z) / np.sqrt(z) for name in ("Wf", "Wi", "Wg", "Wo")}
    p.update({name: np.zeros((n_hidden, 1)) for name in ("bf", "bi", "bg", "bo")})
    p["Wv"] = rng.randn(n_vocab, n_hidden) / np.sqrt(n_hidden)
    p["bv"] = np.zeros((n_vocab, 1))
    return p


def forward(word, p):
    n_hidden, n_vocab = p["Wf"].shape[0], p["Wv"].shape[0]
    h, C = np.zeros((n_hidden, 1)), np.zeros((n_hidden, 1))
    tape = []
    for c in word:
        x = np.zeros((n_vocab, 1))
        x[c] = 1
        z = np.vstack((h, x))
        f, i = gate(p["Wf"] @ z + p["bf"]), gate(p["Wi"] @ z + p["bi"])
        g, o = cell(p["Wg"] @ z + p["bg"]), gate(p["Wo"] @ z + p["bo"])
        C_prev = C
        C = f * C_prev + i * g
        h = o * cell(C)
        v = p["Wv"] @ h + p["bv"]
        prob = np.exp(v - v.max())
        tape.append((z, f, i, g, o, C_prev, C, h, prob / prob.sum()))
    return tape


def loss_and_gradients(word, follow, p):
    tape = forward(word, p)
    grads = {k: np.zeros_like(v) for k, v in p.items()}
    n_hidden = p["Wf"].shape[0]
    dh_next, dC_next = np.zeros((n_hidden, 1)), np.zeros((n_hidden, 1))
    loss = 0
    for t in reversed(range(len(word))):
        z, f, i, g, o, C_prev, C, h, prob = tape[t]
        loss -= np.log(prob[follow[t], 0])
        dv = prob.copy()
        dv[follow[t]] -= 1
        grads["Wv"] += dv @ h.T
        grads["bv"] += dv
        dh = p["Wv"].T @ dv + dh_next
        do = gate(o, slope=True) * dh * cell(C)
        dC = dC_next + dh * o * cell(cell(C), slope=True)
        dg = cell(g, slope=True) * dC * i
        di = gate(i, slope=True) * dC * g
        df = gate(f) * dC * C_prev
        for name, d in (("f", df), ("i", di), ("g", dg), ("o", do)):
            grads["W" + name] += d @ z.T
            grads["b" + name] += d
        dz = p["Wf"].T @ df + p["Wi"].T @ di + p["Wg"].T @ dg + p["Wo"].T @ do
        dh_next = dz[:n_hidden]
        dC_next = f * dC
    return loss, grads


if __name__ == "__main__":
    rng = np.random.RandomState(0)
    # the first letter (0, 1, 2) has to come back at the end, 3 and 4 are filling
    p = init_lstm(12, 5, rng)
    lately = []
    for n in range(1500):
        key = rng.randint(3)
        word = [key] + list(rng.randint(3, 5, 3))
        follow = word[1:] + [key]
        loss, grads = loss_and_gradients(word, follow, p)
        for k in p:
            p[k] -= 0.1 * np.clip(grads[k], -5, 5)
        lately.append(loss)
        if n % 300 == 299:
            print("n", n + 1, "loss", np.mean(lately[-300:]))
