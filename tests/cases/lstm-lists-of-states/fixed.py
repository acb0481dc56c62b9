import numpy as np

np.random.seed(7)

text = "the cat sat on the mat and the dog sat on the log and " * 2
chars = sorted(set(text))
char_to_idx = {c: i for i, c in enumerate(chars)}
vocab = len(chars)
hidden = 24
seq_length = 18
rate = 0.5


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def softmax(x):
    e = np.exp(x - np.max(x))
    return e / np.sum(e)


def make(n_out, n_in):
    return np.random.randn(n_out, n_in) * np.sqrt(1 / n_in)


P = {}
for gate in "fico":
    P["W" + gate] = make(hidden, hidden + vocab)
    P["b" + gate] = np.zeros((hidden, 1))
P["bf"] += 1
P["Wy"] = make(vocab, hidden)
P["by"] = np.zeros((vocab, 1))


def forward(inputs, h0, c0):
    # h and C begin with the state before the first letter
    S = {"h": [h0], "C": [c0], "z": [], "f": [], "i": [], "g": [], "o": [], "p": []}
    for x in inputs:
        z = np.vstack((S["h"][-1], x))
        f = sigmoid(P["Wf"] @ z + P["bf"])
        i = sigmoid(P["Wi"] @ z + P["bi"])
        g = np.tanh(P["Wc"] @ z + P["bc"])
        o = sigmoid(P["Wo"] @ z + P["bo"])
        C = f * S["C"][-1] + i * g
        h = o * np.tanh(C)
        for key, value in zip("zfigohC", (z, f, i, g, o, h, C)):
            S[key].append(value)
        S["p"].append(softmax(P["Wy"] @ h + P["by"]))
    return S


def backward(S, targets):
    grads = {k: np.zeros_like(v) for k, v in P.items()}
    dh_next = np.zeros((hidden, 1))
    dC_next = np.zeros((hidden, 1))
    f, i, g, o, h, C = (S[k] for k in "figohC")
    for t in reversed(range(len(targets))):
        dy = S["p"][t].copy()
        dy[targets[t]] -= 1
        grads["Wy"] += dy @ h[t + 1].T
        grads["by"] += dy

        dh = P["Wy"].T @ dy + dh_next
        C_now = np.tanh(C[t + 1])
        C_prev = C[t]
        dC = dC_next + dh * o[t] * (1 - C_now ** 2)

        do = dh * C_now * o[t] * (1 - o[t])
        df = dC * C_prev * f[t] * (1 - f[t])
        di = dC * g[t] * i[t] * (1 - i[t])
        dg = dC * i[t] * (1 - g[t] ** 2)

        dz = np.zeros_like(S["z"][t])
        for gate, d in zip("fico", (df, di, dg, do)):
            grads["W" + gate] += d @ S["z"][t].T
            grads["b" + gate] += d
            dz += P["W" + gate].T @ d
        dh_next = dz[:hidden]
        dC_next = f[t] * dC
    return grads


def one_hot(k):
    v = np.zeros((vocab, 1))
    v[k] = 1
    return v


ids = [char_to_idx[c] for c in text]
for epoch in range(120):
    h, C = np.zeros((hidden, 1)), np.zeros((hidden, 1))
    loss, steps = 0, 0
    for start in range(0, len(ids) - seq_length, seq_length):
        inputs = [one_hot(k) for k in ids[start:start + seq_length]]
        targets = ids[start + 1:start + seq_length + 1]
        S = forward(inputs, h, C)
        loss -= sum(np.log(S["p"][t][targets[t], 0]) for t in range(len(targets)))
        steps += len(targets)
        grads = backward(S, targets)
        for k in P:
            P[k] -= rate * np.clip(grads[k] / seq_length, -1, 1)
        h, C = S["h"][-1], S["C"][-1]
    if epoch % 20 == 19:
        print("epoch", epoch + 1, "loss per letter", loss / steps)
