import math
import random

random.seed(3)

N_HIDDEN = 6
RATE = 0.02


def squash(v):
    return 1 / (1 + math.exp(-v))


def all_vectors():
    """four values out of -1, 0, 1 and a constant 1"""
    rows = []
    for a in (-1, 0, 1):
        for b in (-1, 0, 1):
            for c in (-1, 0, 1):
                for d in (-1, 0, 1):
                    rows.append(([a, b, c, d, 1], math.sin(a + b + c + d)))
    return rows


def make_weights(n_in):
    hidden = [[random.uniform(-1, 1) for _ in range(n_in)] for _ in range(N_HIDDEN)]
    out = [random.uniform(-1, 1) for _ in range(N_HIDDEN + 1)]
    return hidden, out


def run(hidden, out, x):
    h = [squash(sum(w * v for w, v in zip(unit, x))) for unit in hidden]
    h.append(1)
    y = squash(sum(w * v for w, v in zip(out, h)))
    return h, y


def epoch(hidden, out, data):
    # collect the changes of all vectors, apply them at the end
    change_h = [[0.0] * len(hidden[0]) for _ in hidden]
    change_o = [0.0] * len(out)
    total = 0
    for x, t in data:
        h, y = run(hidden, out, x)
        total += (t - y) ** 2
        d_out = (t - y) * y * (1 - y)
        for j in range(N_HIDDEN):
            d_hid = d_out * out[j] * h[j] * (1 - h[j])
            for i in range(len(x)):
                change_h[j][i] += d_hid * x[i]
        for j in range(len(out)):
            change_o[j] += d_out * h[j]
    for j in range(N_HIDDEN):
        for i in range(len(hidden[0])):
            hidden[j][i] += RATE * change_h[j][i]
    for j in range(len(out)):
        out[j] += RATE * change_o[j]
    return total / len(data)


data = all_vectors()
hidden, out = make_weights(5)
for e in range(2500):
    error = epoch(hidden, out, data)
    if e % 500 == 0:
        print("epoch", e, "error", error)
for x, t in data[::16]:
    print(x[:4], "wanted %.2f" % t, "got %.2f" % run(hidden, out, x)[1])
print("error at the end:", error)
