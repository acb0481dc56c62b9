import numpy as np


def squeeze(z):
    np.negative(z, out=z)
    np.exp(z, out=z)
    z += 1
    np.reciprocal(z, out=z)
    return z


def squeeze_slope(z):
    s = 1 / (1 + np.exp(-z))
    return s * (1 - s)


def z_and_activations(x, weights, biases):
    zs, activations = [], [x]
    for w, b in zip(weights, biases):
        z = activations[-1] @ w + b
        a = squeeze(z)
        zs.append(z)
        activations.append(a)
    return zs, activations


def slopes(x, y, weights, biases):
    zs, activations = z_and_activations(x, weights, biases)
    n = len(x)
    g_w, g_b = [None] * len(weights), [None] * len(biases)
    delta = (activations[-1] - y) * squeeze_slope(zs[-1])
    for k in range(len(weights) - 1, -1, -1):
        g_w[k] = activations[k].T @ delta / n
        g_b[k] = delta.mean(axis=0)
        if k > 0:
            delta = (delta @ weights[k].T) * squeeze_slope(zs[k - 1])
    return g_w, g_b


def loss(x, y, weights, biases):
    return 0.5 * np.mean(np.sum((z_and_activations(x, weights, biases)[1][-1] - y) ** 2, axis=1))


def fit(x, y, sizes, rate, rounds, seed):
    rng = np.random.default_rng(seed)
    weights = [rng.normal(0, 1, (a, b)) for a, b in zip(sizes[:-1], sizes[1:])]
    biases = [np.zeros(b) for b in sizes[1:]]
    for r in range(rounds):
        g_w, g_b = slopes(x, y, weights, biases)
        for k in range(len(weights)):
            weights[k] -= rate * g_w[k]
            biases[k] -= rate * g_b[k]
        if r % 2000 == 0:
            print("round", r, "loss", loss(x, y, weights, biases))
    return weights, biases


if __name__ == "__main__":
    # half adder with a third input: sum bit and carry bit
    x = np.array([[i >> 2 & 1, i >> 1 & 1, i & 1] for i in range(8)], dtype=float)
    total = x.sum(axis=1)
    y = np.column_stack([total % 2, total >= 2]).astype(float)
    weights, biases = fit(x, y, [3, 6, 2], 2.0, 10001, 3)
    print(np.round(z_and_activations(x, weights, biases)[1][-1], 2))
    print("end loss", loss(x, y, weights, biases))
