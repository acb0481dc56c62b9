import numpy as np


def sigmoid(x, derivative=False):
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


def fresh_cells(hidden, vocab):
    z = hidden + vocab
    p = {k: np.random.randn(hidden, z) / np.sqrt(z) for k in ("W_f", "W_i", "W_g", "W_o")}
    p.update({k: np.zeros((hidden, 1)) for k in ("b_f", "b_i", "b_g", "b_o")})
    p["W_v"] = np.random.randn(vocab, hidden) / np.sqrt(hidden)
    p["b_v"] = np.zeros((vocab, 1))
    return p


def forward(inputs, h, C, p):
    cache = []
    for x in inputs:
        C_old = C
        z = np.vstack((h, x))
        f = sigmoid(np.dot(p["W_f"], z) + p["b_f"])
        i = sigmoid(np.dot(p["W_i"], z) + p["b_i"])
        g = tanh(np.dot(p["W_g"], z) + p["b_g"])
        o = sigmoid(np.dot(p["W_o"], z) + p["b_o"])
        C = f * C_old + i * g
        h = o * tanh(C)
        y = softmax(np.dot(p["W_v"], h) + p["b_v"])
        cache.append((z, f, i, g, o, C_old, C, h, y))
    return cache


def backward(cache, targets, p):
    grads = {k: np.zeros_like(v) for k, v in p.items()}
    hidden = p["b_f"].shape[0]
    gh_later = np.zeros((hidden, 1))
    gC_later = np.zeros((hidden, 1))
    loss = 0
    for t in reversed(range(len(targets))):
        z, f, i, g, o, C_old, C, h, y = cache[t]
        loss += -np.log(y[targets[t], 0])
        gs = y.copy()
        gs[targets[t]] -= 1
        grads["W_v"] += np.dot(gs, h.T)
        grads["b_v"] += gs

        gh = np.dot(p["W_v"].T, gs) + gh_later
        go = gh * tanh(C) * sigmoid(o, derivative=True)
        gC = gC_later + gh * o * tanh(tanh(C), derivative=True)
        gg = gC * i * tanh(g, derivative=True)
        gi = gC * g * sigmoid(i, derivative=True)
        gf = gC * C_old
        gf = sigmoid(f) * gf
        for k, gk in zip("figo", (gf, gi, gg, go)):
            grads["W_" + k] += np.dot(gk, z.T)
            grads["b_" + k] += gk

        gz = np.dot(p["W_f"].T, gf) + np.dot(p["W_i"].T, gi) + np.dot(p["W_g"].T, gg) + np.dot(p["W_o"].T, go)
        gh_earlier = gz[:hidden, :]
        gC_earlier = f * gC
    return loss / len(targets), grads


if __name__ == "__main__":
    np.random.seed(0)
    # letter 0 or 1, some blanks (2), the sign 3, then the letter again
    words = []
    for _ in range(60):
        letter = np.random.randint(0, 2)
        words.append([letter] + [2] * np.random.randint(3, 8) + [3, letter])
    eye = np.eye(4).reshape(4, 4, 1)
    p = fresh_cells(16, 4)
    zero = np.zeros((16, 1))
    for epoch in range(61):
        total, hits = 0, 0
        for w in words:
            cache = forward([eye[s] for s in w[:-1]], zero, zero, p)
            loss, grads = backward(cache, w[1:], p)
            norm = np.sqrt(sum(np.sum(g ** 2) for g in grads.values()))
            for k in p:
                p[k] -= 0.05 * grads[k] * min(1, 5 / norm)
            total += loss
            hits += int(np.argmax(cache[-1][-1]) == w[-1])
        if epoch % 15 == 0:
            print("Epoch %d, training loss: %.4f, letter remembered: %.2f" % (epoch, total / len(words), hits / len(words)))
