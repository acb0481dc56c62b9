import copy
import numpy as np

np.random.seed(0)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


# takes the OUTPUT of the sigmoid
def output_to_slope(out):
    return out * (1 - out)


bits = 6
largest = 2 ** bits
table = [[(n >> k) & 1 for k in range(bits)] for n in range(largest)]   # lowest bit first

alpha = 0.3
n_in, n_hid, n_out = 2, 12, 1

syn_in = 2 * np.random.random((n_in, n_hid)) - 1
syn_out = 2 * np.random.random((n_hid, n_out)) - 1
syn_rec = 2 * np.random.random((n_hid, n_hid)) - 1

syn_in_update = np.zeros_like(syn_in)
syn_out_update = np.zeros_like(syn_out)
syn_rec_update = np.zeros_like(syn_rec)

wrong_bits = 0
for j in range(1, 8001):
    # big - small = diff
    big, small = sorted(np.random.randint(0, largest, 2))[::-1]
    a, b, c = table[big], table[small], table[big - small]
    guess = [0] * bits
    total = 0

    out_deltas = []
    hid_values = [np.zeros((1, n_hid))]

    for t in range(bits):
        x = np.array([[a[t], b[t]]])
        y = np.array([[c[t]]])
        hid = sigmoid(x.dot(syn_in) + hid_values[-1].dot(syn_rec))
        out = sigmoid(hid.dot(syn_out))
        error = y - out
        out_deltas.append(error * output_to_slope(out))
        total += np.abs(error[0, 0])
        guess[t] = int(np.round(out[0, 0]))
        hid_values.append(copy.deepcopy(hid))

    future = np.zeros((1, n_hid))
    for t in range(bits - 1, -1, -1):
        x = np.array([[a[t], b[t]]])
        hid, before = hid_values[t + 1], hid_values[t]
        out_delta = out_deltas[t]
        hid_delta = (future.dot(syn_rec.T) + out_delta.dot(syn_out.T)) * output_to_slope(hid)
        syn_out_update += hid.T.dot(out_delta)
        syn_rec_update += before.T.dot(hid_delta)
        syn_in_update += x.T.dot(hid_delta)
        future = hid_delta

    syn_in += syn_in_update * alpha
    syn_out += syn_out_update * alpha
    syn_rec += syn_rec_update * alpha
    syn_in_update *= 0
    syn_out_update *= 0
    syn_rec_update *= 0

    wrong_bits += sum(g != w for g, w in zip(guess, c))
    if j % 1000 == 0:
        print("%d: wrong bits in the last 1000 sums: %d" % (j, wrong_bits))
        last, wrong_bits = wrong_bits, 0
