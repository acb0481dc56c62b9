import numpy as np


def conv_forward(A_prev, W, b, hp):
    m, n_H_prev, n_W_prev, _ = A_prev.shape
    f, _, _, n_C = W.shape
    stride = hp["stride"]
    n_H = (n_H_prev - f) // stride + 1
    n_W = (n_W_prev - f) // stride + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                top, left = h * stride, w * stride
                piece = A_prev[i, top:top + f, left:left + f, :]
                for c in range(n_C):
                    Z[i, h, w, c] = np.sum(piece * W[:, :, :, c]) + b[0, 0, 0, c]
    return Z, (A_prev, W, b, hp)


def conv_backward(dZ, cache):
    A_prev, W, b, hp = cache
    f, _, _, n_C = W.shape
    stride = hp["stride"]
    m, n_H, n_W, _ = dZ.shape
    dA_prev = np.zeros_like(A_prev)
    dW = np.zeros_like(W)
    db = np.zeros_like(b)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                top, left = h * stride, w * stride
                piece = A_prev[i, top:top + f, left:left + f, :]
                for c in range(n_C):
                    dA_prev[i, top:top + f, left:left + f, :] += W[:, :, :, c] * dZ[i, h, w, c]
                    dW[:, :, :, c] += piece * dZ[i, h, w, c]
                    db[:, :, :, c] += dZ[i, h, w, c]
    return dA_prev, dW, db


def softmax(S):
    E = np.exp(S - S.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def model_grads(X, Y, P, hp):
    m = X.shape[0]
    Z1, cache = conv_forward(X, P["W1"], P["b1"], hp)
    A1 = np.maximum(Z1, 0)
    flat = A1.reshape(m, -1)
    prob = softmax(flat @ P["W2"] + P["b2"])
    cost = -np.sum(Y * np.log(prob + 1e-12)) / m
    dS = (prob - Y) / m
    dZ1 = (dS @ P["W2"].T).reshape(Z1.shape) * (Z1 > 0)
    _, dW1, db1 = conv_backward(dZ1, cache)
    grads = {"W1": dW1, "b1": db1, "W2": flat.T @ dS, "b2": dS.sum(axis=0, keepdims=True)}
    return cost, grads, prob


def corners(m, rng):
    """which way does the little hook point?"""
    hook = np.array([[1, 1, 1], [1, 0, 0], [1, 0, 0]])
    X = rng.randn(m, 9, 9, 1) * 0.25
    y = rng.randint(0, 4, m)
    for k in range(m):
        r, c = rng.randint(0, 7, 2)
        X[k, r:r + 3, c:c + 3, 0] += np.rot90(hook, y[k])
    return X, np.eye(4)[y]


if __name__ == "__main__":
    rng = np.random.RandomState(2)
    X, Y = corners(96, rng)
    hp = {"stride": 2}
    P = {"W1": rng.randn(3, 3, 1, 4) * 0.4, "b1": np.zeros((1, 1, 1, 4)),
         "W2": rng.randn(4 * 4 * 4, 4) * 0.1, "b2": np.zeros((1, 4))}
    for it in range(61):
        cost, grads, prob = model_grads(X, Y, P, hp)
        for k in P:
            P[k] = P[k] - 0.7 * grads[k]
        if it % 10 == 0:
            print("step", it, "cost", cost)
    print("train accuracy", np.mean(prob.argmax(axis=1) == Y.argmax(axis=1)))
