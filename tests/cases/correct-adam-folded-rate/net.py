import numpy as np

np.random.seed(7)


def init_params(sizes):
    P = {}
    for l in range(1, len(sizes)):
        P['W%d' % l] = np.random.randn(sizes[l], sizes[l - 1]) * np.sqrt(2.0 / sizes[l - 1])
        P['b%d' % l] = np.zeros((sizes[l], 1))
    return P


def forward(P, X):
    L = len(P) // 2
    cache = {'A0': X}
    for l in range(1, L + 1):
        Z = P['W%d' % l] @ cache['A%d' % (l - 1)] + P['b%d' % l]
        cache['A%d' % l] = Z if l == L else np.maximum(Z, 0)
    return cache['A%d' % L], cache


def cost(Yhat, Y):
    return np.sum((Yhat - Y) ** 2) / (2 * Y.shape[1])


def backward(P, cache, Y):
    L = len(P) // 2
    m = Y.shape[1]
    G = {}
    dZ = cache['A%d' % L] - Y
    for l in range(L, 0, -1):
        G['W%d' % l] = dZ @ cache['A%d' % (l - 1)].T / m
        G['b%d' % l] = dZ.mean(axis=1, keepdims=True)
        if l > 1:
            dZ = P['W%d' % l].T @ dZ
            dZ[cache['A%d' % (l - 1)] <= 0] = 0
    return G


def adam_step(P, G, M, V, t, alpha=3e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    # bias corrections of both moments folded into one scalar
    alpha_t = alpha * np.sqrt(1 - beta2 ** t) / (1 - beta1 ** t)
    for k in P:
        M[k] += (1 - beta1) * (G[k] - M[k])
        V[k] += (1 - beta2) * (G[k] * G[k] - V[k])
        P[k] -= alpha_t * M[k] / (np.sqrt(V[k]) + eps)


def main():
    X = np.random.uniform(-2, 2, (2, 1000))
    Y = np.vstack([np.sin(2 * X[0]) * X[1], np.cos(X[0] + X[1])])
    Xtr, Ytr, Xte, Yte = X[:, :800], Y[:, :800], X[:, 800:], Y[:, 800:]
    P = init_params([2, 40, 40, 2])
    M = {k: np.zeros_like(p) for k, p in P.items()}
    V = {k: np.zeros_like(p) for k, p in P.items()}
    t = 0
    for epoch in range(100):
        perm = np.random.permutation(800)
        for s in range(0, 800, 50):
            idx = perm[s:s + 50]
            t += 1
            Yhat, cache = forward(P, Xtr[:, idx])
            adam_step(P, backward(P, cache, Ytr[:, idx]), M, V, t)
        if epoch % 20 == 0:
            print('epoch', epoch, 'cost', cost(forward(P, Xtr)[0], Ytr))
    print('test cost', cost(forward(P, Xte)[0], Yte))


if __name__ == '__main__':
    main()
