import numpy as np


def softmax_fwd(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def softmax_bwd(dp, p):
    # product with the Jacobian diag(p) - p p^T, row by row
    return p * (dp - (dp * p).sum(axis=-1, keepdims=True))


def nll_fwd(p, T):
    return -np.sum(T * np.log(p + 1e-12)) / len(p)


def nll_bwd(p, T):
    return -T / (p + 1e-12) / len(p)


def elu_fwd(z):
    return np.where(z > 0, z, np.exp(np.minimum(z, 0)) - 1)


def elu_bwd(da, a):
    return da * np.where(a > 0, 1.0, a + 1.0)


def affine_bwd(dz, x, W):
    return dz @ W.T, x.T @ dz, dz.sum(axis=0)


def loss_and_grads(x, T, params):
    W1, b1, W2, b2 = params
    a = elu_fwd(x @ W1 + b1)
    p = softmax_fwd(a @ W2 + b2)
    dz2 = softmax_bwd(nll_bwd(p, T), p)
    da, dW2, db2 = affine_bwd(dz2, a, W2)
    _, dW1, db1 = affine_bwd(elu_bwd(da, a), x, W1)
    return nll_fwd(p, T), p, [dW1, db1, dW2, db2]


def main():
    rng = np.random.default_rng(18)
    words = ["red apple", "green apple", "red pear", "blue sky", "grey sky", "blue sea", "old dog", "young dog", "old cat"]
    topic = np.array([0, 0, 0, 1, 1, 1, 2, 2, 2])
    letters = "abcdefghijklmnopqrstuvwxyz"
    counts = np.array([[w.count(c) for c in letters] for w in words], dtype=float)
    pick = rng.integers(0, 9, 240)
    x = counts[pick] + rng.normal(0, 0.3, (240, 26))
    x = (x - x.mean(axis=0)) / (x.std(axis=0) + 1e-8)
    y = topic[pick]
    T = np.eye(3)[y]
    params = [rng.normal(0, 26 ** -0.5, (26, 12)), np.zeros(12), rng.normal(0, 12 ** -0.5, (12, 3)), np.zeros(3)]
    for epoch in range(151):
        loss, p, grads = loss_and_grads(x, T, params)
        for w, g in zip(params, grads):
            w -= 0.2 * g
        if epoch % 50 == 0:
            print("epoch", epoch, "loss", loss)
    print("accuracy:", np.mean(p.argmax(axis=1) == y))


if __name__ == "__main__":
    main()
