import numpy as np


def sigmoid(x, derivative=False):
    if derivative:
        return x * (1 - x)          # x is already the sigmoid
    return 1 / (1 + np.exp(-x))


def tanh(x, derivative=False):
    if derivative:
        return 1 - x ** 2           # x is already the tanh
    return np.tanh(x)


def softmax(x):
    e = np.exp(x - np.max(x))
    return e / np.sum(e)


def make_params(hidden, vocab, rng):
    z = hidden + vocab
    p = {}
    for gate in "figo":
        p["W_" + gate] = rng.normal(0, 0.3, (hidden, z))
        p["b_" + gate] = np.zeros((hidden, 1))
    p["b_f"] += 1.0
    p["W_v"] = rng.normal(0, 0.3, (vocab, hidden))
    p["b_v"] = np.zeros((vocab, 1))
    return p


def forward(inputs, p, hidden):
    h, c = np.zeros((hidden, 1)), np.zeros((hidden, 1))
    steps = []
    for x in inputs:
        s = {"c_prev": c}
        s["z"] = np.vstack((h, x))
        s["f"] = sigmoid(p["W_f"] @ s["z"] + p["b_f"])
        s["i"] = sigmoid(p["W_i"] @ s["z"] + p["b_i"])
        s["g"] = tanh(p["W_g"] @ s["z"] + p["b_g"])
        s["o"] = sigmoid(p["W_o"] @ s["z"] + p["b_o"])
        c = s["f"] * c + s["i"] * s["g"]
        h = s["o"] * tanh(c)
        s["c"], s["h"] = c, h
        s["out"] = softmax(p["W_v"] @ h + p["b_v"])
        steps.append(s)
    return steps


def backward(steps, targets, p, hidden):
    grads = {k: np.zeros_like(v) for k, v in p.items()}
    loss = 0
    dh_next = np.zeros((hidden, 1))
    dc_next = np.zeros((hidden, 1))
    for t in reversed(range(len(steps))):
        s = steps[t]
        loss += -np.sum(targets[t] * np.log(s["out"] + 1e-12))
        dv = s["out"] - targets[t]
        grads["W_v"] += dv @ s["h"].T
        grads["b_v"] += dv

        dh = p["W_v"].T @ dv + dh_next
        do = dh * tanh(s["c"])
        do = sigmoid(s["o"], derivative=True) * do
        dc = dc_next + dh * s["o"] * tanh(tanh(s["c"]), derivative=True)
        dg = dc * s["i"]
        dg = tanh(s["g"], derivative=True) * dg
        di = dc * s["g"]
        di = sigmoid(s["i"], derivative=True) * di
        df = dc * s["c_prev"]
        df = sigmoid(s["f"]) * df

        for gate, d in (("f", df), ("i", di), ("g", dg), ("o", do)):
            grads["W_" + gate] += d @ s["z"].T
            grads["b_" + gate] += d

        dz = p["W_f"].T @ df + p["W_i"].T @ di + p["W_g"].T @ dg + p["W_o"].T @ do
        dh_prev = dz[:hidden]
        dc_prev = s["f"] * dc
    return loss, grads


def make_sequences(n, rng):
    """first symbol 0 or 1, some 2s, then the question 3: answer with the first symbol"""
    rows = []
    for _ in range(n):
        first = int(rng.integers(0, 2))
        rows.append([first] + [2] * int(rng.integers(1, 6)) + [3, first])
    return rows


def one_hot(symbols, vocab):
    return [np.eye(vocab)[:, [s]] for s in symbols]


if __name__ == "__main__":
    rng = np.random.default_rng(3)
    hidden, vocab, lr = 10, 4, 0.1
    p = make_params(hidden, vocab, rng)
    data = make_sequences(80, rng)
    for epoch in range(31):
        total, count = 0, 0
        for row in data:
            inputs, targets = one_hot(row[:-1], vocab), one_hot(row[1:], vocab)
            steps = forward(inputs, p, hidden)
            loss, grads = backward(steps, targets, p, hidden)
            for k in p:
                p[k] -= lr * grads[k]
            total += loss
            count += len(targets)
        if epoch % 5 == 0:
            print("Epoch", epoch, "loss per symbol", total / count)
    hits = 0
    for row in data:
        steps = forward(one_hot(row[:-1], vocab), p, hidden)
        hits += np.argmax(steps[-1]["out"]) == row[-1]
    print("right answers:", hits / len(data))
