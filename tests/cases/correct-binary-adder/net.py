import copy
import numpy as np

np.random.seed(0)


def sigmoid(x):
    output = 1 / (1 + np.exp(-x))
    return output


def output_to_slope(output):
    return output * (1 - output)


binary_dim = 6
largest = 2 ** binary_dim
bits_of = {k: [(k >> (binary_dim - 1 - b)) & 1 for b in range(binary_dim)] for k in range(largest)}

lr = 0.3
hidden_dim = 12

syn_in = 2 * np.random.random((2, hidden_dim)) - 1
syn_out = 2 * np.random.random((hidden_dim, 1)) - 1
syn_time = 2 * np.random.random((hidden_dim, hidden_dim)) - 1

syn_in_update = np.zeros_like(syn_in)
syn_out_update = np.zeros_like(syn_out)
syn_time_update = np.zeros_like(syn_time)

right_sums = 0
for j in range(8000):
    a_int, b_int = np.random.randint(largest // 2, size=2)
    a, b, c = bits_of[a_int], bits_of[b_int], bits_of[a_int + b_int]
    d = [0] * binary_dim

    out_deltas = []
    hidden_values = [np.zeros(hidden_dim)]

    # from the last bit to the first
    for position in range(binary_dim):
        k = binary_dim - position - 1
        X = np.array([[a[k], b[k]]])
        y = np.array([[c[k]]])

        hidden = sigmoid(np.dot(X, syn_in) + np.dot(hidden_values[-1], syn_time))
        out = sigmoid(np.dot(hidden, syn_out))

        out_deltas.append((y - out) * output_to_slope(out))
        d[k] = int(np.round(out[0][0]))
        hidden_values.append(copy.deepcopy(hidden))

    future_hidden_delta = np.zeros(hidden_dim)
    for position in range(binary_dim):
        X = np.array([[a[position], b[position]]])
        hidden = hidden_values[-position - 1]
        prev_hidden = hidden_values[-position - 2]

        out_delta = out_deltas[-position - 1]
        hidden_delta = (future_hidden_delta.dot(syn_time.T) + out_delta.dot(syn_out.T)) * output_to_slope(hidden)

        syn_out_update += np.atleast_2d(hidden).T.dot(out_delta)
        syn_time_update += np.atleast_2d(prev_hidden).T.dot(hidden_delta)
        syn_in_update += X.T.dot(hidden_delta)
        future_hidden_delta = hidden_delta

    syn_in += syn_in_update * lr
    syn_out += syn_out_update * lr
    syn_time += syn_time_update * lr

    syn_in_update *= 0
    syn_out_update *= 0
    syn_time_update *= 0

    right_sums += int(d == c)
    if j % 1000 == 999:
        print(str(a_int) + " + " + str(b_int) + ": true " + str(c) + " pred " + str(d))
        print("share of right sums " + str(right_sums / 1000))
        right_sums = 0
