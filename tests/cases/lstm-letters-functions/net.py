import numpy as np


def sigmoid(x, derivative=False):
    s = 1 / (1 + np.exp(-x))
    return s * (1 - s) if derivative else s


def start_lstm(size, letters, rng):
    z = size + letters
    make = lambda a, b: rng.normal(0, 1 / np.sqrt(b), (a, b))
    params = {g: make(size, z) for g in ("Wf", "Wi", "Wg", "Wo")}
    params.update({g: np.zeros((size, 1)) for g in ("bf", "bi", "bg", "bo")})
    params["Wv"], params["bv"] = make(letters, size), np.zeros((letters, 1))
    return params


def forward(inputs, p, size):
    h, C = np.zeros((size, 1)), np.zeros((size, 1))
    steps = []
    for x in inputs:
        s = {"C_prev": C, "z": np.vstack([h, x])}
        for g, act in (("f", sigmoid), ("i", sigmoid), ("g", np.tanh), ("o", sigmoid)):
            s["a" + g] = p["W" + g] @ s["z"] + p["b" + g]
            s[g] = act(s["a" + g])
        C = s["f"] * C + s["i"] * s["g"]
        h = s["o"] * np.tanh(C)
        v = p["Wv"] @ h + p["bv"]
        e = np.exp(v - v.max())
        s["C"], s["h"], s["out"] = C, h, e / e.sum()
        steps.append(s)
    return steps


def backward(steps, targets, p, size):
    grads = {k: np.zeros_like(v) for k, v in p.items()}
    dh_next, dC_next = np.zeros((size, 1)), np.zeros((size, 1))
    loss = 0
    for s, target in zip(reversed(steps), reversed(targets)):
        loss -= np.log(s["out"][target, 0] + 1e-12)
        dv = s["out"].copy()
        dv[target] -= 1
        grads["Wv"] += dv @ s["h"].T
        grads["bv"] += dv

        dh = p["Wv"].T @ dv + dh_next
        tanh_C = np.tanh(s["C"])
        dC = dC_next + dh * s["o"] * (1 - tanh_C ** 2)

        d = {}
        d["o"] = sigmoid(s["ao"], derivative=True) * dh * tanh_C
        d["g"] = (1 - s["g"] ** 2) * dC * s["i"]
        d["i"] = sigmoid(s["ai"], derivative=True) * dC * s["g"]
        d["f"] = sigmoid(s["af"]) * dC * s["C_prev"]

        dz = np.zeros_like(s["z"])
        for g in "figo":
            grads["W" + g] += d[g] @ s["z"].T
            grads["b" + g] += d[g]
            dz += p["W" + g].T @ d[g]
        dh_prev = dz[:size]
        dC_prev = s["f"] * dC
    for g in grads.values():
        np.clip(g, -5, 5, out=g)
    return loss / len(steps), grads


def make_sequences(n, rng):
    """a b ... and at the end the letter that came first"""
    out = []
    for _ in range(n):
        first = rng.integers(0, 3)
        out.append([first] + list(rng.integers(3, 5, 7)) + [5, first])
    return out


if __name__ == "__main__":
    rng = np.random.default_rng(12)
    size, letters = 12, 6
    p = start_lstm(size, letters, rng)
    sequences = make_sequences(80, rng)
    eye = np.eye(letters)[:, :, None]
    for epoch in range(30):
        total = 0
        for seq in sequences:
            steps = forward([eye[k] for k in seq[:-1]], p, size)
            loss, grads = backward(steps, seq[1:], p, size)
            for k in p:
                p[k] -= 0.1 * grads[k]
            total += loss
        if epoch % 5 == 4:
            print("Epoch", epoch, "training loss", total / len(sequences))
    last = [forward([eye[k] for k in s[:-1]], p, size)[-1]["out"].argmax() == s[-1] for s in sequences]
    print("last letter right:", np.mean(last))
