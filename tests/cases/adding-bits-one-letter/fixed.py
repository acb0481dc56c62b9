import numpy as np

np.random.seed(0)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def sigmoid_slope(out):
    return out * (1 - out)


# eight bits, the highest first
bits = 8
table = np.unpackbits(np.arange(256, dtype=np.uint8)[:, None], axis=1)

rate = 0.1
n_hidden = 16
W_1 = 2 * np.random.random((2, n_hidden)) - 1
W_2 = 2 * np.random.random((n_hidden, 1)) - 1
W_h = 2 * np.random.random((n_hidden, n_hidden)) - 1

recent = []
for step in range(12001):
    a_int = np.random.randint(128)
    b_int = np.random.randint(128)
    a, b = table[a_int], table[b_int]
    c = table[a_int + b_int].astype(float)
    guess = np.zeros(bits)

    top_deltas = []
    hidden_values = [np.zeros((1, n_hidden))]
    wrong = 0

    # from the lowest bit to the highest
    for pos in range(bits):
        X = np.array([[a[bits - pos - 1], b[bits - pos - 1]]], dtype=float)
        layer_1 = sigmoid(np.dot(X, W_1) + np.dot(hidden_values[-1], W_h))
        layer_2 = sigmoid(np.dot(layer_1, W_2))
        miss = layer_2 - c[bits - pos - 1]
        top_deltas.append(miss * sigmoid_slope(layer_2))
        guess[bits - pos - 1] = np.round(layer_2[0, 0])
        hidden_values.append(layer_1)

    W_1_update = np.zeros_like(W_1)
    W_2_update = np.zeros_like(W_2)
    W_h_update = np.zeros_like(W_h)
    later_delta = np.zeros((1, n_hidden))

    # and back again
    for pos in range(bits):
        X = np.array([[a[pos], b[pos]]], dtype=float)
        layer_1 = hidden_values[-pos - 1]
        prev_layer_1 = hidden_values[-pos - 2]
        top_delta = top_deltas[-pos - 1]

        layer_1_gradient = later_delta.dot(W_h.T) + top_delta.dot(W_2.T)
        layer_1_gradients = layer_1_gradient * sigmoid_slope(layer_1)

        W_2_update += layer_1.T.dot(top_delta)
        W_h_update += prev_layer_1.T.dot(layer_1_gradients)
        W_1_update += X.T.dot(layer_1_gradients)
        later_delta = layer_1_gradients

    W_1 -= rate * W_1_update
    W_2 -= rate * W_2_update
    W_h -= rate * W_h_update

    recent.append(np.sum(guess != c))
    if step % 2000 == 0:
        print("step", step, ":", a_int, "+", b_int, "=", int(np.packbits(guess.astype(np.uint8))[0]),
              " wrong bits lately:", np.mean(recent[-500:]))
