import numpy as np

np.random.seed(2)


def sigmoid(x, derivative=False):
    f = 1 / (1 + np.exp(-x))
    return x * (1 - x) if derivative else f


def tanh(x, derivative=False):
    f = np.tanh(x)
    return 1 - x ** 2 if derivative else f


def softmax(x):
    e = np.exp(x - np.max(x))
    return e / np.sum(e)


def init_lstm(n_hidden, n_vocab):
    n_z = n_hidden + n_vocab
    P = {}
    for gate in ("f", "i", "g", "o"):
        P["W" + gate] = np.random.randn(n_hidden, n_z) / np.sqrt(n_z)
        P["b" + gate] = np.zeros((n_hidden, 1))
    P["Wv"] = np.random.randn(n_vocab, n_hidden) / np.sqrt(n_hidden)
    P["bv"] = np.zeros((n_vocab, 1))
    return P


def forward(inputs, P):
    h, C = np.zeros((len(P["bf"]), 1)), np.zeros((len(P["bf"]), 1))
    steps = []
    for x in inputs:
        z = np.vstack((h, x))
        f = sigmoid(P["Wf"] @ z + P["bf"])
        i = sigmoid(P["Wi"] @ z + P["bi"])
        g = tanh(P["Wg"] @ z + P["bg"])
        o = sigmoid(P["Wo"] @ z + P["bo"])
        C_prev, C = C, f * C + i * g
        h = o * tanh(C)
        y = softmax(P["Wv"] @ h + P["bv"])
        steps.append((z, f, i, g, o, C, C_prev, h, y))
    return steps


def backward(steps, targets, P):
    D = {k: np.zeros_like(v) for k, v in P.items()}
    n_hidden = len(P["bf"])
    dh_next, dC_next = np.zeros((n_hidden, 1)), np.zeros((n_hidden, 1))
    loss = 0
    for t in reversed(range(len(steps))):
        z, f, i, g, o, C, C_prev, h, y = steps[t]
        loss -= np.log(y[targets[t], 0])
        dv = np.copy(y)
        dv[targets[t]] -= 1
        dh = P["Wv"].T @ dv + dh_next
        dC = dC_next + dh * o * tanh(tanh(C), derivative=True)
        gates = {"o": dh * tanh(C) * sigmoid(o, derivative=True),
                 "g": dC * i * tanh(g, derivative=True),
                 "i": dC * g * sigmoid(i, derivative=True),
                 "f": dC * C_prev * sigmoid(f, derivative=True)}
        D["Wv"] += dv @ h.T
        D["bv"] += dv
        dz = 0
        for gate, d in gates.items():
            D["W" + gate] += d @ z.T
            D["b" + gate] += d
            dz = dz + P["W" + gate].T @ d
        dh_next, dC_next = dz[:n_hidden], f * dC
    return loss, D


def words(count):
    """a..ab..b. with as many b as a"""
    for _ in range(count):
        n = np.random.randint(1, 9)
        yield [0] * n + [1] * n + [2]


if __name__ == "__main__":
    P = init_lstm(12, 3)
    train = list(words(100))
    for epoch in range(25):
        total, letters = 0, 0
        for word in train:
            inputs = [np.eye(3)[:, [c]] for c in word[:-1]]
            loss, D = backward(forward(inputs, P), word[1:], P)
            for k in P:
                P[k] -= 0.05 * D[k]
            total, letters = total + loss, letters + len(inputs)
        if epoch % 6 == 0:
            print("epoch", epoch, "loss per letter", total / letters)
