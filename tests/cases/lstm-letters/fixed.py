import numpy as np


def gate(v, slope=False):
    s = 1 / (1 + np.exp(-v))
    if slope:
        return s * (1 - s)
    return s


def bent(v):
    return np.tanh(v)


def softmax(v):
    e = np.exp(v - np.max(v))
    return e / np.sum(e)


def new_params(n_h, n_x, rng):
    n = n_h + n_x
    p = {name: rng.randn(n_h, n) * np.sqrt(1. / n) for name in ("Wf", "Wi", "Wg", "Wo")}
    p["Wy"] = rng.randn(n_x, n_h) * np.sqrt(1. / n_h)
    for name in ("bf", "bi", "bg", "bo"):
        p[name] = np.zeros((n_h, 1))
    p["by"] = np.zeros((n_x, 1))
    return p


def forward(xs, p):
    n_h = p["bf"].shape[0]
    h, C = np.zeros((n_h, 1)), np.zeros((n_h, 1))
    steps = []
    for x in xs:
        z = np.vstack((h, x))
        s = {"z": z, "C_prev": C}
        for k in "fio":
            s["p" + k] = np.dot(p["W" + k], z) + p["b" + k]
            s[k] = gate(s["p" + k])
        s["g"] = bent(np.dot(p["Wg"], z) + p["bg"])
        C = s["f"] * C + s["i"] * s["g"]
        h = s["o"] * bent(C)
        s["C"], s["h"] = C, h
        s["y"] = softmax(np.dot(p["Wy"], h) + p["by"])
        steps.append(s)
    return steps


def loss_of(steps, targets):
    return -sum(np.log(s["y"][t, 0] + 1e-12) for s, t in zip(steps, targets))


def backward(steps, targets, p):
    grads = {name: np.zeros_like(v) for name, v in p.items()}
    n_h = p["bf"].shape[0]
    dh_next, dC_next = np.zeros((n_h, 1)), np.zeros((n_h, 1))
    for s, t in zip(reversed(steps), reversed(targets)):
        dy = s["y"].copy()
        dy[t] -= 1
        grads["Wy"] += np.dot(dy, s["h"].T)
        grads["by"] += dy

        dh = np.dot(p["Wy"].T, dy) + dh_next
        dC = dC_next + dh * s["o"] * (1 - bent(s["C"]) ** 2)

        do = dh * bent(s["C"]) * gate(s["po"], slope=True)
        dg = dC * s["i"] * (1 - s["g"] ** 2)
        di = dC * s["g"] * gate(s["pi"], slope=True)
        df = dC * s["C_prev"] * gate(s["pf"], slope=True)

        dz = np.zeros_like(s["z"])
        for k, d in zip("figo", (df, di, dg, do)):
            grads["W" + k] += np.dot(d, s["z"].T)
            grads["b" + k] += d
            dz += np.dot(p["W" + k].T, d)
        dh_next = dz[:n_h]
        dC_next = s["f"] * dC
    return grads


def clip(grads, limit=1.0):
    norm = np.sqrt(sum(np.sum(g ** 2) for g in grads.values()))
    if norm > limit:
        for g in grads.values():
            g *= limit / norm


if __name__ == "__main__":
    rng = np.random.RandomState(3)
    # some a, then as many b, then the end mark: a=0, b=1, end=2
    words = []
    for k in range(40):
        n = rng.randint(1, 11)
        words.append([0] * n + [1] * n + [2])
    code = np.eye(3)
    p = new_params(12, 3, rng)
    for epoch in range(40):
        total = 0
        for word in words:
            xs = [code[c].reshape(-1, 1) for c in word[:-1]]
            targets = word[1:]
            steps = forward(xs, p)
            total += loss_of(steps, targets) / len(targets)
            grads = backward(steps, targets, p)
            clip(grads)
            for name in p:
                p[name] -= 0.1 * grads[name]
        if epoch % 10 == 9:
            print("epoch %d, training loss %.5f" % (epoch + 1, total / len(words)))
    wrong = 0
    for n in range(1, 11):
        word = [0] * n + [1] * n + [2]
        steps = forward([code[c].reshape(-1, 1) for c in word[:-1]], p)
        wrong += sum(np.argmax(s["y"]) != t for s, t in zip(steps[n:], word[n + 1:]))
    print("wrong letters in the second half:", wrong)
