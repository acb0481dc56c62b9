import numpy as np


def conv_forward(x, w, b):
    """x (N, H, W), w (F, k, k) -> (N, F, H-k+1, W-k+1)"""
    N, H, W = x.shape
    F, k, _ = w.shape
    out = np.zeros((N, F, H - k + 1, W - k + 1))
    for i in range(H - k + 1):
        for j in range(W - k + 1):
            out[:, :, i, j] = np.tensordot(x[:, i:i + k, j:j + k], w, axes=([1, 2], [1, 2])) + b
    return out, (x, w)


def conv_backward(dout, cache):
    x, w = cache
    k = w.shape[1]
    dw = np.zeros_like(w)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            dw += np.tensordot(dout[:, :, i, j], x[:, i:i + k, j:j + k], axes=([0], [0]))
    return dw, dout.sum(axis=(0, 2, 3))


def max_pool_forward(x, pool_param):
    N, C, H, W = x.shape
    size, stride = pool_param["size"], pool_param["stride"]
    h_out, w_out = 1 + (H - size) // stride, 1 + (W - size) // stride
    out = np.zeros((N, C, h_out, w_out))
    for i in range(h_out):
        for j in range(w_out):
            out[:, :, i, j] = x[:, :, i * stride:i * stride + size, j * stride:j * stride + size].max(axis=(2, 3))
    return out, (x, pool_param)


def max_pool_backward(dout, cache):
    x, pool_param = cache
    size, stride = pool_param["size"], pool_param["stride"]
    dx = np.zeros_like(x)
    N, C, h_out, w_out = dout.shape
    for n in range(N):
        for c in range(C):
            for i in range(h_out):
                for j in range(w_out):
                    window = x[n, c, i * stride:i * stride + size, j * stride:j * stride + size]
                    row, col = np.unravel_index(window.argmax(), window.shape)
                    dx[n, c, i * stride + row, j * stride + col] = dout[n, c, i, j]
    return dx


def softmax_loss(scores, y):
    p = np.exp(scores - scores.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    N = len(y)
    loss = -np.log(p[np.arange(N), y]).mean()
    p[np.arange(N), y] -= 1
    return loss, p / N


def loss_and_grads(x, y, P, pool_param):
    c, conv_cache = conv_forward(x, P["w1"], P["b1"])
    r = np.maximum(c, 0)
    q, pool_cache = max_pool_forward(r, pool_param)
    flat = q.reshape(len(x), -1)
    scores = flat @ P["w2"] + P["b2"]
    loss, ds = softmax_loss(scores, y)
    g = {"w2": flat.T @ ds, "b2": ds.sum(axis=0)}
    dq = (ds @ P["w2"].T).reshape(q.shape)
    dr = max_pool_backward(dq, pool_cache)
    g["w1"], g["b1"] = conv_backward(dr * (c > 0), conv_cache)
    return loss, g, scores


if __name__ == "__main__":
    np.random.seed(0)
    bars = [np.eye(3), np.eye(3)[:, ::-1], np.ones((3, 3))]
    y = np.random.randint(0, 3, 90)
    x = np.random.rand(90, 8, 8) * 0.5
    for n in range(90):
        r, s = np.random.randint(0, 6, 2)
        x[n, r:r + 3, s:s + 3] += bars[y[n]]
    pool_param = {"size": 3, "stride": 1}
    P = {"w1": np.random.randn(4, 3, 3) * 0.3, "b1": np.zeros(4),
         "w2": np.random.randn(4 * 4 * 4, 3) * 0.1, "b2": np.zeros(3)}
    for step in range(240):
        batch = np.random.choice(90, 30, replace=False)
        loss, grads, scores = loss_and_grads(x[batch], y[batch], P, pool_param)
        for k in P:
            P[k] -= 0.1 * grads[k]
        if step % 40 == 39:
            loss, _, scores = loss_and_grads(x, y, P, pool_param)
            print("step %d loss %.4f acc %.3f" % (step + 1, loss, np.mean(scores.argmax(axis=1) == y)))
