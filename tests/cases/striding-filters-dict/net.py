import numpy as np


def conv_fwd(A, K, b, hop):
    m, h, w, c_in = A.shape
    f, _, _, c_out = K.shape
    nh, nw = (h - f) // hop + 1, (w - f) // hop + 1
    Z = np.zeros((m, nh, nw, c_out))
    for r in range(nh):
        for s in range(nw):
            piece = A[:, r * hop:r * hop + f, s * hop:s * hop + f, :]
            for c in range(c_out):
                Z[:, r, s, c] = np.sum(piece * K[:, :, :, c], axis=(1, 2, 3)) + b[c]
    return Z, (A, K, hop)


def conv_bwd(dZ, memory):
    A, K, hop = memory
    f = K.shape[0]
    m, nh, nw, c_out = dZ.shape
    dA, dK = np.zeros_like(A), np.zeros_like(K)
    for r in range(nh):
        for s in range(nw):
            top, left = r, s
            piece = A[:, top:top + f, left:left + f, :]
            for c in range(c_out):
                g = dZ[:, r, s, c][:, None, None, None]
                dA[:, top:top + f, left:left + f, :] += K[:, :, :, c] * g
                dK[:, :, :, c] += np.sum(piece * g, axis=0)
    return dA, dK, dZ.sum(axis=(0, 1, 2))


def relu(x):
    return np.maximum(x, 0)


def start_values(n_filters, n_classes, rng):
    return {"K1": rng.randn(3, 3, 1, n_filters) * 0.4, "b1": np.zeros(n_filters),
            "K2": rng.randn(3, 3, n_filters, n_filters) * 0.25, "b2": np.zeros(n_filters),
            "W": rng.randn(4 * n_filters, n_classes) * 0.3, "b": np.zeros(n_classes)}


def loss_and_grads(X, y, P):
    m = len(X)
    Z1, mem1 = conv_fwd(X, P["K1"], P["b1"], 2)
    A1 = relu(Z1)
    Z2, mem2 = conv_fwd(A1, P["K2"], P["b2"], 1)
    A2 = relu(Z2)
    flat = A2.reshape(m, -1)
    S = flat @ P["W"] + P["b"]
    E = np.exp(S - S.max(axis=1, keepdims=True))
    prob = E / E.sum(axis=1, keepdims=True)
    loss = -np.mean(np.log(prob[np.arange(m), y]))

    dS = prob.copy()
    dS[np.arange(m), y] -= 1
    dS /= m
    G = {"W": flat.T @ dS, "b": dS.sum(axis=0)}
    dZ2 = (dS @ P["W"].T).reshape(A2.shape) * (Z2 > 0)
    dA1, G["K2"], G["b2"] = conv_bwd(dZ2, mem2)
    _, G["K1"], G["b1"] = conv_bwd(dA1 * (Z1 > 0), mem1)
    return loss, G, np.mean(prob.argmax(axis=1) == y)


if __name__ == "__main__":
    rng = np.random.RandomState(0)
    y = rng.randint(0, 4, 160)
    X = rng.rand(160, 9, 9, 1) * 0.7
    ramp = np.arange(9) % 3 == 0
    for i, k in enumerate(y):
        stripes = [ramp[:, None] * np.ones(9), ramp[None, :] * np.ones((9, 1)),
                   np.add.outer(np.arange(9), np.arange(9)) % 3 == 0,
                   np.subtract.outer(np.arange(9), np.arange(9)) % 3 == 0][k]
        X[i, :, :, 0] += 0.5 * np.roll(stripes, rng.randint(0, 3, 2), axis=(0, 1)) - 0.5
    P = start_values(4, 4, rng)
    for it in range(301):
        loss, G, acc = loss_and_grads(X, y, P)
        for name in P:
            P[name] -= 0.3 * G[name]
        if it % 60 == 0:
            print("iteration %3d  loss %.4f  accuracy %.3f" % (it, loss, acc))
