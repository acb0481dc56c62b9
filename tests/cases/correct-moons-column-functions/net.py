import numpy as np


def softmax(z):
    e = np.exp(z - np.max(z, axis=0))
    return e / np.sum(e, axis=0)


def init(dims):
    rng = np.random.RandomState(1)
    P = {}
    for l in range(1, len(dims)):
        P["W" + str(l)] = rng.randn(dims[l], dims[l - 1]) * np.sqrt(1.0 / dims[l - 1])
        P["b" + str(l)] = np.zeros((dims[l], 1))
    return P


def forward(X, P):
    L = len(P) // 2
    A = {0: X}
    for l in range(1, L):
        A[l] = np.tanh(P["W" + str(l)] @ A[l - 1] + P["b" + str(l)])
    A[L] = softmax(P["W" + str(L)] @ A[L - 1] + P["b" + str(L)])
    return A


def cost(AL, Y, P, lam):
    m = Y.shape[1]
    ce = -np.sum(Y * np.log(AL + 1e-12)) / m
    return ce + lam / (2 * m) * sum(np.sum(P[k] ** 2) for k in P if k[0] == "W")


def backward(A, Y, P, lam):
    L, m = len(P) // 2, Y.shape[1]
    g = {}
    dZ = A[L] - Y            # softmax and cross-entropy together
    for l in range(L, 0, -1):
        W = P["W" + str(l)]
        g["W" + str(l)] = dZ @ A[l - 1].T / m + lam / m * W
        g["b" + str(l)] = np.sum(dZ, axis=1, keepdims=True) / m
        if l > 1:
            dZ = (W.T @ dZ) * (1 - A[l - 1] ** 2)
    return g


def moons(m):
    rng = np.random.RandomState(0)
    s = rng.randint(0, 2, m)
    t = rng.uniform(0, np.pi, m)
    X = np.vstack([np.cos(t) * (1 - 2 * s) + s, np.sin(t) * (1 - 2 * s) + 0.5 * s]) + 0.1 * rng.randn(2, m)
    return X, np.vstack([1 - s, s])


if __name__ == "__main__":
    X, Y = moons(400)
    P = init([2, 10, 6, 2])
    for it in range(2000):
        A = forward(X, P)
        if it % 400 == 0:
            print("cost after %d: %.5f" % (it, cost(A[3], Y, P, 0.1)))
        g = backward(A, Y, P, 0.1)
        for k in P:
            P[k] -= 0.5 * g[k]
    A = forward(X, P)
    print("accuracy: %.4f" % np.mean(A[3].argmax(axis=0) == Y.argmax(axis=0)))
