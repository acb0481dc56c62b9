import numpy as np

SYMBOLS = ["a", "b", "-"]


def sigmoid(x, slope=False):
    if slope:
        return x * (1 - x)
    return 1 / (1 + np.exp(-x))


def tanh(x, slope=False):
    if slope:
        return 1 - x ** 2
    return np.tanh(x)


def softmax(x):
    e = np.exp(x - np.max(x))
    return e / np.sum(e)


def column(i):
    v = np.zeros((len(SYMBOLS), 1))
    v[i] = 1
    return v


def make_params(hidden, n_sym, rng):
    size = hidden + n_sym
    P = {}
    for gate in "figo":
        P["W_" + gate] = rng.randn(hidden, size) / np.sqrt(size)
        P["b_" + gate] = np.zeros((hidden, 1))
    P["W_v"] = rng.randn(n_sym, hidden) / np.sqrt(hidden)
    P["b_v"] = np.zeros((n_sym, 1))
    return P


def forward(inputs, P, hidden):
    h, C = np.zeros((hidden, 1)), np.zeros((hidden, 1))
    trace = []
    for x in inputs:
        z = np.vstack([h, column(x)])
        f = sigmoid(np.dot(P["W_f"], z) + P["b_f"])
        i = sigmoid(np.dot(P["W_i"], z) + P["b_i"])
        g = tanh(np.dot(P["W_g"], z) + P["b_g"])
        o = sigmoid(np.dot(P["W_o"], z) + P["b_o"])
        C_old = C
        C = f * C_old + i * g
        h = o * tanh(C)
        p = softmax(np.dot(P["W_v"], h) + P["b_v"])
        trace.append((z, f, i, g, o, C_old, C, h, p))
    return trace


def backward(trace, targets, P, hidden):
    G = {k: np.zeros_like(P[k]) for k in P}
    dh_next = np.zeros((hidden, 1))
    dC_next = np.zeros((hidden, 1))
    loss = 0
    for t in reversed(range(len(trace))):
        z, f, i, g, o, C_old, C, h, p = trace[t]
        loss -= np.log(p[targets[t], 0]) / len(trace)
        dv = (p - column(targets[t])) / len(trace)
        G["W_v"] += np.dot(dv, h.T)
        G["b_v"] += dv

        dh = np.dot(P["W_v"].T, dv) + dh_next
        do = dh * tanh(C) * sigmoid(o, slope=True)
        dC = dC_next + dh * o * tanh(tanh(C), slope=True)
        dg = dC * i * tanh(g, slope=True)
        di = dC * g * sigmoid(i, slope=True)
        df = dC * C_old
        df = sigmoid(f, slope=True) * df

        dz = 0
        for name, d in (("f", df), ("i", di), ("g", dg), ("o", do)):
            G["W_" + name] += np.dot(d, z.T)
            G["b_" + name] += d
            dz = dz + np.dot(P["W_" + name].T, d)
        dh_next = dz[:hidden]
        dC_next = f * dC
    return loss, G


def train(words, hidden, epochs, rate, rng):
    P = make_params(hidden, len(SYMBOLS), rng)
    for epoch in range(epochs):
        total = 0
        for word in words:
            trace = forward(word[:-1], P, hidden)
            loss, G = backward(trace, word[1:], P, hidden)
            for k in P:
                P[k] -= rate * G[k]
            total += loss
        if epoch % 50 == 0:
            print("epoch", epoch, "loss", total / len(words))
    print("final loss", total / len(words))
    return P


if __name__ == "__main__":
    rng = np.random.RandomState(4)
    # the first letter comes again after five dashes
    words = [[0, 2, 2, 2, 2, 2, 0], [1, 2, 2, 2, 2, 2, 1]]
    train(words, 12, 401, 0.5, rng)
