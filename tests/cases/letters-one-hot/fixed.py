import numpy as np


def onehot(labels, k):
    m = np.zeros((len(labels), k))
    m[np.arange(len(labels)), labels] = 1
    return m


def relu(z):
    return np.maximum(z, 0.0)


def softmax(z):
    z = z - z.max(axis=1, keepdims=True)
    e = np.exp(z)
    return e / e.sum(axis=1, keepdims=True)


def make_params(rng, n_in, n_hid, n_out):
    return [rng.standard_normal((n_in, n_hid)) * np.sqrt(2 / n_in), np.zeros(n_hid),
            rng.standard_normal((n_hid, n_out)) * np.sqrt(2 / n_hid), np.zeros(n_out)]


def probabilities(params, x):
    w1, b1, w2, b2 = params
    z1 = x @ w1 + b1
    a1 = relu(z1)
    return z1, a1, softmax(a1 @ w2 + b2)


def loss_and_grads(params, x, t):
    z1, a1, p = probabilities(params, x)
    n = len(x)
    loss = -np.sum(t * np.log(p + 1e-12)) / n
    dz2 = (p - t) / n
    dz1 = dz2 @ params[2].T * (z1 > 0)
    return loss, [x.T @ dz1, dz1.sum(axis=0), a1.T @ dz2, dz2.sum(axis=0)]


def letters():
    art = {"T": "11111 00100 00100 00100 00100", "L": "10000 10000 10000 10000 11111",
           "X": "10001 01010 00100 01010 10001", "O": "11111 10001 10001 10001 11111",
           "H": "10001 10001 11111 10001 10001"}
    return np.array([[float(c) for c in a.replace(" ", "")] for a in art.values()])


if __name__ == "__main__":
    rng = np.random.default_rng(1)
    pics = letters()
    y = rng.integers(0, 5, 500)
    x = pics[y] + rng.normal(0, 0.4, (500, 25))
    x_test, y_test = x[400:], y[400:]
    x, y = x[:400], y[:400]
    t = onehot(y, 5)
    params = make_params(rng, 25, 16, 5)
    for epoch in range(30):
        order = rng.permutation(len(x))
        for start in range(0, len(x), 32):
            rows = order[start:start + 32]
            loss, grads = loss_and_grads(params, x[rows], t[rows])
            for p, g in zip(params, grads):
                p -= 0.1 * g
        if epoch % 5 == 0:
            print("epoch", epoch, "loss", loss)
    guess = probabilities(params, x_test)[2].argmax(axis=1)
    print("test accuracy", np.mean(guess == y_test))
