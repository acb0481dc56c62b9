import numpy as np

rand = np.random.RandomState(31)
sizes = [6, 6, 6, 3]
weights = [rand.randn(n_out, n_in) * np.sqrt(6.0 / n_in) for n_in, n_out in zip(sizes, sizes[1:])]
offsets = [rand.randn(n, 1) * 0.1 for n in sizes[1:]]


def sigma(z):
    return 1.0 / (1.0 + np.exp(-z))


def d_sigma(a):
    return a * (1.0 - a)


def songs(n):
    # six frequencies of a call -> three kinds of bird
    f = rand.uniform(-1, 1, (6, n))
    kind = np.where(f[0] * f[1] > 0.1, 0, np.where(f[2] + f[3] > 0, 1, 2))
    return f, np.eye(3)[kind].T


def activations_of(x):
    acts = [x]
    for w, o in zip(weights, offsets):
        acts.append(sigma(np.dot(w, acts[-1]) + o))
    return acts


def error_of(x, y):
    return 0.5 * np.sum((activations_of(x)[-1] - y) ** 2) / x.shape[1]


def backprop(x, y):
    acts = activations_of(x)
    m = x.shape[1]
    grad_w = [None] * len(weights)
    grad_o = [None] * len(weights)
    delta = (acts[-1] - y) * d_sigma(acts[-1])
    for layer in range(len(weights) - 1, -1, -1):
        grad_w[layer] = np.dot(delta, acts[layer].T) / m
        grad_o[layer] = np.mean(delta, axis=1, keepdims=True)
        if layer > 0:
            delta = np.dot(weights[layer].T, delta) * d_sigma(acts[layer - 1])
    return grad_w, grad_o


x, y = songs(400)
for epoch in range(500):
    order = rand.permutation(400)
    for start in range(0, 400, 40):
        cols = order[start:start + 40]
        grad_w, grad_o = backprop(x[:, cols], y[:, cols])
        for k in range(len(weights)):
            weights[k] -= 1.5 * grad_w[k]
            offsets[k] -= 1.5 * grad_o[k]
    if epoch % 100 == 0:
        print("epoch", epoch, "error", error_of(x, y))

print("correct:", np.mean(activations_of(x)[-1].argmax(0) == y.argmax(0)))
print("error after all epochs:", error_of(x, y))
