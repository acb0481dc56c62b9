import numpy as np


def conv_forward(A_prev, W, b):
    f = W.shape[0]
    n_H, n_W = A_prev.shape[0] - f + 1, A_prev.shape[1] - f + 1
    Z = np.zeros((n_H, n_W, W.shape[2]))
    for h in range(n_H):
        for w in range(n_W):
            piece = A_prev[h:h + f, w:w + f]
            Z[h, w] = np.sum(piece[:, :, None] * W, axis=(0, 1)) + b
    return Z


def conv_backward(dZ, A_prev, W):
    f = W.shape[0]
    dW = np.zeros_like(W)
    for h in range(dZ.shape[0]):
        for w in range(dZ.shape[1]):
            dW += A_prev[h:h + f, w:w + f][:, :, None] * dZ[h, w]
    return dW, np.sum(dZ, axis=(0, 1))


def pool_forward(A_prev, f=2, stride=1):
    n_H = (A_prev.shape[0] - f) // stride + 1
    n_W = (A_prev.shape[1] - f) // stride + 1
    A = np.zeros((n_H, n_W, A_prev.shape[2]))
    for h in range(n_H):
        for w in range(n_W):
            A[h, w] = np.max(A_prev[h * stride:h * stride + f, w * stride:w * stride + f], axis=(0, 1))
    return A


def create_mask_from_window(x):
    return x == np.max(x)


def pool_backward(dA, A_prev, f=2, stride=1):
    dA_prev = np.zeros_like(A_prev)
    for h in range(dA.shape[0]):
        for w in range(dA.shape[1]):
            for c in range(dA.shape[2]):
                vert_start, vert_end = h * stride, h * stride + f
                horiz_start, horiz_end = w * stride, w * stride + f
                a_prev_slice = A_prev[vert_start:vert_end, horiz_start:horiz_end, c]
                mask = create_mask_from_window(a_prev_slice)
                dA_prev[vert_start:vert_end, horiz_start:horiz_end, c] += np.multiply(mask, dA[h, w, c])
    return dA_prev


def propagate(x, label, P):
    Z = conv_forward(x, P["Wc"], P["bc"])
    A = 0.1 * Z + 0.9 * np.maximum(Z, 0)
    M = pool_forward(A)
    scores = P["Wd"] @ M.ravel() + P["bd"]
    e = np.exp(scores - scores.max())
    probs = e / e.sum()
    loss = -np.log(probs[label])

    d_scores = probs.copy()
    d_scores[label] -= 1
    grads = {"Wd": np.outer(d_scores, M.ravel()), "bd": d_scores}
    dM = (P["Wd"].T @ d_scores).reshape(M.shape)
    dZ = pool_backward(dM, A) * np.where(Z > 0, 1.0, 0.1)
    grads["Wc"], grads["bc"] = conv_backward(dZ, x, P["Wc"])
    return loss, probs, grads


def strokes(n):
    # a short stroke somewhere: lying, standing or slanted
    x, y = np.random.randn(n, 8, 8) * 0.15, np.random.randint(0, 3, n)
    for i in range(n):
        r, s = np.random.randint(0, 5, 2)
        for k in range(4):
            x[i, r + (0 if y[i] == 0 else k), s + (0 if y[i] == 1 else k)] += 1
    return x, y


if __name__ == "__main__":
    np.random.seed(3)
    x, y = strokes(150)
    P = {"Wc": np.random.randn(3, 3, 4) * 0.3, "bc": np.zeros(4),
         "Wd": np.random.randn(3, 100) * 0.1, "bd": np.zeros(3)}
    for epoch in range(12):
        total = 0
        for i in np.random.permutation(len(x)):
            loss, probs, grads = propagate(x[i], y[i], P)
            total += loss
            for key in P:
                P[key] -= 0.02 * grads[key]
        if epoch % 3 == 2:
            print("epoch", epoch + 1, "mean loss", total / len(x))
