import numpy as np

np.random.seed(13)


def to_columns(X, size, stride):
    """windows of single-channel pictures (n, h, w) as columns (size*size, windows)"""
    n, h, w = X.shape
    rows = (h - size) // stride + 1
    cols = (w - size) // stride + 1
    out = np.empty((size * size, n * rows * cols))
    k = 0
    for p in range(n):
        for i in range(rows):
            for j in range(cols):
                out[:, k] = X[p, i * stride:i * stride + size, j * stride:j * stride + size].ravel()
                k += 1
    return out


def from_columns(C, shape, size, stride):
    n, h, w = shape
    rows = (h - size) // stride + 1
    cols = (w - size) // stride + 1
    X = np.zeros(shape)
    k = 0
    for p in range(n):
        for i in range(rows):
            for j in range(cols):
                X[p, i * stride:i * stride + size, j * stride:j * stride + size] += C[:, k].reshape(size, size)
                k += 1
    return X


def conv_forward(X, W, b):
    n, h, w = X.shape
    f, size, _ = W.shape
    X_col = to_columns(X, size, 1)
    out = W.reshape(f, -1) @ X_col + b
    side = h - size + 1
    return out.reshape(f, n, side, side).transpose(1, 0, 2, 3), X_col


def conv_backward(dout, X_col, W):
    f = W.shape[0]
    d = dout.transpose(1, 0, 2, 3).reshape(f, -1)
    return (d @ X_col.T).reshape(W.shape), d.sum(axis=1, keepdims=True)


def dmaxpool(dX_col, dout_col, winner):
    dX_col[winner, np.arange(dout_col.size)] = dout_col
    return dX_col


def pool_forward(X, size=2, stride=2):
    n, f, h, w = X.shape
    flat = X.reshape(n * f, h, w)
    X_col = to_columns(flat, size, stride)
    winner = np.argmax(X_col, axis=0)
    out = X_col[winner, np.arange(winner.size)]
    return out.reshape(n, f, h // stride, w // stride), (X.shape, X_col.shape, winner, size, stride)


def pool_backward(dout, cache):
    shape, col_shape, winner, size, stride = cache
    n, f, h, w = shape
    dX_col = np.zeros(col_shape)
    dX = dmaxpool(dX_col, dout.ravel(), winner)
    dX = from_columns(dX_col, (n * f, h, w), size, stride)
    return dX.reshape(shape)


def loss_and_grads(X, t, P):
    c, X_col = conv_forward(X, P["Wc"], P["bc"])
    a = np.maximum(c, 0)
    q, cache = pool_forward(a)
    flat = q.reshape(len(X), -1)
    s = flat @ P["Wo"] + P["bo"]
    s = s - s.max(axis=1, keepdims=True)
    prob = np.exp(s) / np.exp(s).sum(axis=1, keepdims=True)
    loss = -np.log(prob[range(len(X)), t]).mean()

    ds = prob.copy()
    ds[range(len(X)), t] -= 1
    ds /= len(X)
    dq = (ds @ P["Wo"].T).reshape(q.shape)
    dc = pool_backward(dq, cache) * (c > 0)
    dWc, dbc = conv_backward(dc, X_col, P["Wc"])
    return loss, prob, {"Wc": dWc, "bc": dbc, "Wo": flat.T @ ds, "bo": ds.sum(axis=0)}


def pictures(n):
    shapes = [np.eye(4), np.eye(4)[::-1], np.outer([1, 0, 0, 1], [1, 1, 1, 1]), np.outer([1, 1, 1, 1], [1, 0, 0, 1])]
    t = np.random.randint(0, 4, n)
    X = np.random.rand(n, 10, 10) * 0.5 - 0.25
    for k in range(n):
        i, j = np.random.randint(0, 7, 2)
        X[k, i:i + 4, j:j + 4] += shapes[t[k]]
    return X, t


if __name__ == "__main__":
    X, t = pictures(500)
    P = {"Wc": np.random.randn(5, 3, 3) / 3, "bc": np.zeros((5, 1)),
         "Wo": np.random.randn(5 * 4 * 4, 4) / 9, "bo": np.zeros(4)}
    for epoch in range(12):
        for s in range(0, 400, 25):
            loss, _, G = loss_and_grads(X[s:s + 25], t[s:s + 25], P)
            for k in P:
                P[k] -= 0.3 * G[k]
        _, prob, _ = loss_and_grads(X[400:], t[400:], P)
        if epoch % 3 == 2:
            print("epoch", epoch + 1, "loss", loss, "test accuracy", np.mean(prob.argmax(axis=1) == t[400:]))
