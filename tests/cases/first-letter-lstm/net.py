import numpy as np

np.random.seed(1)
H, D, T = 12, 4, 8


def sigmoid(x, derivative=False):
    # derivative: x is already the output of the gate
    return x * (1 - x) if derivative else 1 / (1 + np.exp(-x))


def tanh(x, derivative=False):
    return 1 - x ** 2 if derivative else np.tanh(x)


def start():
    P = {}
    for gate in "figo":
        P["W" + gate] = np.random.randn(H, H + D) / np.sqrt(H + D)
        P["b" + gate] = np.zeros((H, 1))
    P["Wv"] = np.random.randn(D, H) / np.sqrt(H)
    P["bv"] = np.zeros((D, 1))
    return P


def forward(word, P):
    h, c = np.zeros((H, 1)), np.zeros((H, 1))
    past = []
    for k in word:
        x = np.zeros((D, 1))
        x[k] = 1
        z = np.vstack((h, x))
        f = sigmoid(P["Wf"] @ z + P["bf"])
        i = sigmoid(P["Wi"] @ z + P["bi"])
        g = tanh(P["Wg"] @ z + P["bg"])
        o = sigmoid(P["Wo"] @ z + P["bo"])
        c_old, c = c, f * c + i * g
        h = o * tanh(c)
        past.append((z, f, i, g, o, c, c_old, h))
    v = P["Wv"] @ h + P["bv"]
    p = np.exp(v - v.max())
    return p / p.sum(), past


def backward(p, answer, past, P):
    G = {name: np.zeros_like(value) for name, value in P.items()}
    dv = p.copy()
    dv[answer] -= 1
    G["Wv"] += dv @ past[-1][-1].T
    G["bv"] += dv
    dh_next, dc_next = P["Wv"].T @ dv, np.zeros((H, 1))
    for z, f, i, g, o, c, c_old, h in reversed(past):
        dh = dh_next
        do = sigmoid(o, derivative=True) * dh * tanh(c)
        dc = dc_next + dh * o * tanh(tanh(c), derivative=True)
        dg = tanh(g, derivative=True) * dc * i
        di = sigmoid(i, derivative=True) * dc * g
        df = dc * c_old
        df = sigmoid(f) * df
        for gate, d in zip("figo", (df, di, dg, do)):
            G["W" + gate] += d @ z.T
            G["b" + gate] += d
        dz = P["Wf"].T @ df + P["Wi"].T @ di + P["Wg"].T @ dg + P["Wo"].T @ do
        dh_prev = dz[:H]
        dc_prev = f * dc
    return G


def loss(word, answer, P):
    return -np.log(forward(word, P)[0][answer, 0])


if __name__ == "__main__":
    P = start()
    # the first letter of the word has to be remembered to its end
    words = np.random.randint(0, D, (120, T))
    for epoch in range(25):
        total = 0
        for word in words:
            p, past = forward(word, P)
            total -= np.log(p[word[0], 0])
            G = backward(p, word[0], past, P)
            for name in P:
                P[name] -= 0.3 * G[name]
        print("epoch", epoch, "loss", total / len(words))
