import numpy as np

hidden_size = 10
n_symbols = 4
z_size = hidden_size + n_symbols


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


def draw(rng):
    def mat(rows, cols):
        return rng.randn(rows, cols) / np.sqrt(cols)
    p = {"W_f": mat(hidden_size, z_size), "W_i": mat(hidden_size, z_size), "W_g": mat(hidden_size, z_size),
         "W_o": mat(hidden_size, z_size), "W_v": mat(n_symbols, hidden_size)}
    for key in "figo":
        p["b_" + key] = np.zeros((hidden_size, 1))
    p["b_v"] = np.zeros((n_symbols, 1))
    return p


def forward(inputs, p):
    h, C = np.zeros((hidden_size, 1)), np.zeros((hidden_size, 1))
    tape = []
    for x in inputs:
        z = np.vstack((h, x))
        f = sigmoid(np.dot(p["W_f"], z) + p["b_f"])
        i = sigmoid(np.dot(p["W_i"], z) + p["b_i"])
        g = tanh(np.dot(p["W_g"], z) + p["b_g"])
        o = sigmoid(np.dot(p["W_o"], z) + p["b_o"])
        C_old = C
        C = f * C_old + i * g
        h = o * tanh(C)
        tape.append((z, f, i, g, C_old, C, o, h))
    out = softmax(np.dot(p["W_v"], h) + p["b_v"])
    return out, tape


def backward(out, target, tape, p):
    grads = {k: np.zeros_like(v) for k, v in p.items()}
    dv = out - target
    grads["W_v"] += np.dot(dv, tape[-1][7].T)
    grads["b_v"] += dv
    dh_later = np.dot(p["W_v"].T, dv)
    dC_later = np.zeros((hidden_size, 1))
    for t in reversed(range(len(tape))):
        z, f, i, g, C_old, C, o, h = tape[t]
        dh = dh_later
        do = dh * tanh(C)
        do = sigmoid(o, derivative=True) * do
        dC = dC_later + dh * o * tanh(tanh(C), derivative=True)
        dg = dC * i
        dg = tanh(g, derivative=True) * dg
        di = dC * g
        di = sigmoid(i, derivative=True) * di
        df = dC * C_old
        df = sigmoid(f) * df
        for key, d in (("f", df), ("i", di), ("g", dg), ("o", do)):
            grads["W_" + key] += np.dot(d, z.T)
            grads["b_" + key] += d
        dz = (np.dot(p["W_f"].T, df) + np.dot(p["W_i"].T, di)
              + np.dot(p["W_g"].T, dg) + np.dot(p["W_o"].T, do))
        dh_before = dz[:hidden_size, :]
        dC_before = f * dC
    return grads


if __name__ == "__main__":
    rng = np.random.RandomState(2)
    p = draw(rng)
    # say at the end which symbol came second
    songs = rng.randint(0, n_symbols, (150, 5))
    eye = np.eye(n_symbols)
    for epoch in range(30):
        loss, right = 0, 0
        for song in songs:
            inputs = [eye[s].reshape(-1, 1) for s in song]
            target = eye[song[1]].reshape(-1, 1)
            out, tape = forward(inputs, p)
            loss -= np.sum(target * np.log(out + 1e-12))
            right += int(np.argmax(out) == song[1])
            grads = backward(out, target, tape, p)
            for key in p:
                p[key] -= 0.1 * grads[key]
        if epoch % 5 == 4:
            print("Epoch", epoch + 1, "loss", loss / len(songs), "right", right / len(songs))
    print("final loss:", loss / len(songs))
