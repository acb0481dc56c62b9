import numpy as np


def conv_ahead(A_prev, W, b, hop):
    m, n_h, n_w, _ = A_prev.shape
    f, _, _, n_f = W.shape
    out_h, out_w = (n_h - f) // hop + 1, (n_w - f) // hop + 1
    Z = np.zeros((m, out_h, out_w, n_f))
    for h in range(out_h):
        for w in range(out_w):
            top, left = h * hop, w * hop
            piece = A_prev[:, top:top + f, left:left + f, :]
            for c in range(n_f):
                Z[:, h, w, c] = np.sum(piece * W[:, :, :, c], axis=(1, 2, 3)) + b[c]
    return Z


def conv_back(dZ, A_prev, W, hop):
    f = W.shape[0]
    m, out_h, out_w, n_f = dZ.shape
    dA_prev, dW, db = np.zeros(A_prev.shape), np.zeros(W.shape), np.zeros(n_f)
    for h in range(out_h):
        for w in range(out_w):
            top, left = h * hop, w * hop
            piece = A_prev[:, top:top + f, left:left + f, :]
            for c in range(n_f):
                d = dZ[:, h, w, c].reshape(m, 1, 1, 1)
                dA_prev[:, top:top + f, left:left + f, :] += W[:, :, :, c] * d
                dW[:, :, :, c] += np.sum(piece * d, axis=0)
                db[c] += np.sum(d)
    return dA_prev, dW, db


def ahead(X, P):
    Z1 = conv_ahead(X, P["W1"], P["b1"], 2)
    A1 = np.maximum(Z1, 0)
    Z2 = conv_ahead(A1, P["W2"], P["b2"], 2)
    A2 = np.maximum(Z2, 0)
    flat = A2.reshape(len(X), -1)
    S = flat.dot(P["W3"]) + P["b3"]
    E = np.exp(S - S.max(axis=1, keepdims=True))
    return A1, A2, flat, E / E.sum(axis=1, keepdims=True)


def back(X, Y, P):
    A1, A2, flat, prob = ahead(X, P)
    G = {}
    dS = (prob - Y) / len(X)
    G["W3"], G["b3"] = flat.T.dot(dS), dS.sum(axis=0)
    dZ2 = dS.dot(P["W3"].T).reshape(A2.shape) * (A2 > 0)
    dA1, G["W2"], G["b2"] = conv_back(dZ2, A1, P["W2"], 2)
    dZ1 = dA1 * (A1 > 0)
    _, G["W1"], G["b1"] = conv_back(dZ1, X, P["W1"], 2)
    return -np.mean(np.sum(Y * np.log(prob + 1e-12), axis=1)), prob, G


def stripes(n, rng):
    """horizontal, vertical or slanted stripes, 11 x 11"""
    r, c = np.mgrid[0:11, 0:11]
    X, t = np.zeros((n, 11, 11, 1)), rng.randint(0, 3, n)
    for i in range(n):
        line = [r, c, r + c][t[i]]
        X[i, :, :, 0] = np.sin(2 * np.pi * (line / 4.0 + rng.rand())) + 0.8 * rng.randn(11, 11)
    return X, t


if __name__ == "__main__":
    rng = np.random.RandomState(6)
    X, t = stripes(120, rng)
    Y = np.eye(3)[t]
    P = {"W1": rng.randn(3, 3, 1, 6) * 0.3, "b1": np.zeros(6), "W2": rng.randn(3, 3, 6, 6) * 0.2,
         "b2": np.zeros(6), "W3": rng.randn(24, 3) * 0.2, "b3": np.zeros(3)}
    for it in range(150):
        loss, prob, G = back(X, Y, P)
        for k in P:
            P[k] -= 0.1 * G[k]
        if it % 30 == 29:
            print("iteration %d loss %.4f share right %.3f" % (it + 1, loss, np.mean(prob.argmax(axis=1) == t)))
