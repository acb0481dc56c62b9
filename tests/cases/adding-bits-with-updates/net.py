import numpy as np

np.random.seed(0)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def slope(output):
    return output * (1 - output)


BITS = 8
N_IN, N_HID, N_OUT = 2, 16, 1
alpha = 0.1

bits_of = np.unpackbits(np.arange(2 ** BITS, dtype=np.uint8)[:, None], axis=1)

U = 2 * np.random.random((N_IN, N_HID)) - 1
V = 2 * np.random.random((N_HID, N_OUT)) - 1
R = 2 * np.random.random((N_HID, N_HID)) - 1

dU = np.zeros_like(U)
dV = np.zeros_like(V)
dR = np.zeros_like(R)

wrong = []
for sample in range(8000):
    a_int, b_int = np.random.randint(2 ** (BITS - 1), size=2)
    a, b, c = bits_of[a_int], bits_of[b_int], bits_of[a_int + b_int]
    pred = np.zeros(BITS, dtype=int)
    out_deltas = []
    states = [np.zeros((1, N_HID))]

    # forward, from the lowest bit to the highest
    for pos in range(BITS):
        x = np.array([[a[BITS - 1 - pos], b[BITS - 1 - pos]]], dtype=float)
        t = np.array([[c[BITS - 1 - pos]]], dtype=float)
        h = sigmoid(x.dot(U) + states[-1].dot(R))
        y = sigmoid(h.dot(V))
        out_deltas.append((t - y) * slope(y))
        states.append(h)
        pred[BITS - 1 - pos] = int(np.round(y[0, 0]))

    # backward through time
    later = np.zeros((1, N_HID))
    for pos in range(BITS - 1, -1, -1):
        x = np.array([[a[BITS - 1 - pos], b[BITS - 1 - pos]]], dtype=float)
        h, h_prev = states[pos + 1], states[pos]
        h_delta = (later.dot(R.T) + out_deltas[pos].dot(V.T)) * slope(h)
        dV += h.T.dot(out_deltas[pos])
        dR += h_prev.T.dot(h_delta)
        dU += x.T.dot(h_delta)
        later = h_delta

    U += alpha * dU
    V += alpha * dV
    R += alpha * dR

    wrong.append(np.sum(pred != c))
    if sample % 1600 == 0:
        print("sample", sample, ":", a_int, "+", b_int, "true", c, "pred", pred)

print("wrong bits per sum, last 500:", np.mean(wrong[-500:]))
