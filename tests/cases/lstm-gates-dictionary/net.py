import numpy as np

np.random.seed(3)


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
    return e / e.sum()


def init_lstm(hidden_size, vocab_size):
    z_size = hidden_size + vocab_size
    p = {}
    for gate in "figo":
        p["W_" + gate] = np.random.randn(hidden_size, z_size) * 0.2
        p["b_" + gate] = np.zeros((hidden_size, 1))
    p["W_v"] = np.random.randn(vocab_size, hidden_size) * 0.2
    p["b_v"] = np.zeros((vocab_size, 1))
    return p


def forward(inputs, p, hidden_size):
    h, C = np.zeros((hidden_size, 1)), np.zeros((hidden_size, 1))
    tape = []
    for x in inputs:
        s = {"C_prev": C}
        s["z"] = np.vstack((h, x))
        s["f"] = sigmoid(np.dot(p["W_f"], s["z"]) + p["b_f"])
        s["i"] = sigmoid(np.dot(p["W_i"], s["z"]) + p["b_i"])
        s["g"] = tanh(np.dot(p["W_g"], s["z"]) + p["b_g"])
        s["o"] = sigmoid(np.dot(p["W_o"], s["z"]) + p["b_o"])
        C = s["C"] = s["f"] * C + s["i"] * s["g"]
        h = s["h"] = s["o"] * tanh(C)
        s["out"] = softmax(np.dot(p["W_v"], h) + p["b_v"])
        tape.append(s)
    return tape


def backward(tape, targets, p, hidden_size):
    grads = {k: np.zeros_like(v) for k, v in p.items()}
    loss = 0
    dh_next = np.zeros((hidden_size, 1))
    dC_next = np.zeros((hidden_size, 1))
    for t in reversed(range(len(tape))):
        s = tape[t]
        loss += -np.log(s["out"][np.argmax(targets[t]), 0])
        dv = s["out"] - targets[t]
        grads["W_v"] += np.dot(dv, s["h"].T)
        grads["b_v"] += dv

        dh = np.dot(p["W_v"].T, dv) + dh_next
        do = dh * tanh(s["C"]) * sigmoid(s["o"], derivative=True)
        dC = dC_next + dh * s["o"] * tanh(tanh(s["C"]), derivative=True)
        dg = dC * s["i"] * tanh(s["g"], derivative=True)
        di = dC * s["g"] * sigmoid(s["i"], derivative=True)
        df = dC * s["C_prev"] * sigmoid(s["f"])

        for gate, d in zip("figo", (df, di, dg, do)):
            grads["W_" + gate] += np.dot(d, s["z"].T)
            grads["b_" + gate] += d

        dz = (np.dot(p["W_f"].T, df) + np.dot(p["W_i"].T, di)
              + np.dot(p["W_g"].T, dg) + np.dot(p["W_o"].T, do))
        dh_prev = dz[:hidden_size, :]
        dC_prev = s["f"] * dC
    return loss, grads


def clip(grads, limit):
    norm = np.sqrt(sum(np.sum(g ** 2) for g in grads.values()))
    if norm > limit:
        for k in grads:
            grads[k] *= limit / norm
    return grads


def make_sequence():
    # a or b, some dots, a question mark, and the first letter again
    first = np.random.randint(0, 2)
    idx = [first, 2, 2, 2, 2, 3, first]
    seq = [np.eye(4)[k].reshape(4, 1) for k in idx]
    return seq[:-1], seq[1:]


hidden_size = 12
data = [make_sequence() for _ in range(60)]
held = [make_sequence() for _ in range(20)]
params = init_lstm(hidden_size, 4)

for epoch in range(32):
    total = 0
    for inputs, targets in data:
        tape = forward(inputs, params, hidden_size)
        loss, grads = backward(tape, targets, params, hidden_size)
        grads = clip(grads, 1.0)
        for k in params:
            params[k] -= 0.2 * grads[k]
        total += loss / len(inputs)
    if epoch % 8 == 7:
        print("Epoch", epoch + 1, "training loss", total / len(data))

val = 0
for inputs, targets in held:
    tape = forward(inputs, params, hidden_size)
    val += backward(tape, targets, params, hidden_size)[0] / len(inputs)
print("validation loss:", val / len(held))
