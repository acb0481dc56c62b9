import numpy as np


def sigmoid(x, derivative=False):
    """derivative=True expects the activation"""
    if derivative:
        return x * (1 - x)
    return 1 / (1 + np.exp(-x))


def tanh(x, derivative=False):
    if derivative:
        return 1 - x ** 2
    return np.tanh(x)


def softmax(x):
    e = np.exp(x - np.max(x))
    return e / np.sum(e)


def init_lstm(hidden_size, vocab_size):
    z_size = hidden_size + vocab_size
    p = {}
    for gate in "figo":
        p["W_" + gate] = np.random.randn(hidden_size, z_size) / np.sqrt(z_size)
        p["b_" + gate] = np.zeros((hidden_size, 1))
    p["W_v"] = np.random.randn(vocab_size, hidden_size) / np.sqrt(hidden_size)
    p["b_v"] = np.zeros((vocab_size, 1))
    return p


def forward(inputs, h, C, p):
    s = {k: [] for k in ("z", "f", "i", "g", "o", "C", "h", "out")}
    s["C"].append(C)
    s["h"].append(h)
    for x in inputs:
        z = np.vstack((h, x))
        f = sigmoid(np.dot(p["W_f"], z) + p["b_f"])
        i = sigmoid(np.dot(p["W_i"], z) + p["b_i"])
        g = tanh(np.dot(p["W_g"], z) + p["b_g"])
        o = sigmoid(np.dot(p["W_o"], z) + p["b_o"])
        C = f * C + i * g
        h = o * tanh(C)
        out = softmax(np.dot(p["W_v"], h) + p["b_v"])
        for k, value in zip(("z", "f", "i", "g", "o", "C", "h", "out"), (z, f, i, g, o, C, h, out)):
            s[k].append(value)
    return s


def backward(s, targets, p):
    grads = {k: np.zeros_like(v) for k, v in p.items()}
    hidden_size = p["W_f"].shape[0]
    dh_next = np.zeros((hidden_size, 1))
    dC_next = np.zeros((hidden_size, 1))
    loss = 0
    for t in reversed(range(len(targets))):
        loss -= np.log(s["out"][t][targets[t], 0])
        C_prev, C, h = s["C"][t], s["C"][t + 1], s["h"][t + 1]

        dv = np.copy(s["out"][t])
        dv[targets[t]] -= 1
        grads["W_v"] += np.dot(dv, h.T)
        grads["b_v"] += dv

        dh = np.dot(p["W_v"].T, dv) + dh_next
        do = dh * tanh(C)
        do = sigmoid(s["o"][t], derivative=True) * do

        dC = dC_next + dh * s["o"][t] * tanh(tanh(C), derivative=True)
        dg = tanh(s["g"][t], derivative=True) * dC * s["i"][t]
        di = sigmoid(s["i"][t], derivative=True) * dC * s["g"][t]
        df = dC * C_prev
        df = sigmoid(s["f"][t], derivative=True) * df

        for gate, d in zip("figo", (df, di, dg, do)):
            grads["W_" + gate] += np.dot(d, s["z"][t].T)
            grads["b_" + gate] += d

        dz = (np.dot(p["W_f"].T, df) + np.dot(p["W_i"].T, di)
              + np.dot(p["W_g"].T, dg) + np.dot(p["W_o"].T, do))
        dh_prev = dz[:hidden_size, :]
        dC_prev = s["f"][t] * dC
        dh_next, dC_next = dh_prev, dC_prev
    return loss / len(targets), grads


def make_sequences(n, length):
    # the first letter decides how the sequence ends
    seqs = []
    for _ in range(n):
        head = np.random.randint(0, 2)
        middle = [2] * length
        seqs.append([head] + middle + [head])
    return seqs


if __name__ == "__main__":
    np.random.seed(7)
    vocab = 3
    hidden = 8
    p = init_lstm(hidden, vocab)
    data = make_sequences(40, 7)
    for epoch in range(30):
        total = 0
        for seq in data:
            inputs = [np.eye(vocab)[[c]].T for c in seq[:-1]]
            s = forward(inputs, np.zeros((hidden, 1)), np.zeros((hidden, 1)), p)
            loss, grads = backward(s, seq[1:], p)
            for k in p:
                p[k] -= 0.2 * grads[k]
            total += loss
        if epoch % 10 == 0:
            print("epoch", epoch, "loss", total / len(data))
    right = 0
    for seq in data:
        inputs = [np.eye(vocab)[[c]].T for c in seq[:-1]]
        s = forward(inputs, np.zeros((hidden, 1)), np.zeros((hidden, 1)), p)
        right += np.argmax(s["out"][-1]) == seq[-1]
    print("last letter right:", right / len(data))
