# small CNN, CS231n layer style (x, w) -> out, cache
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

np.random.seed(231)


def depthwise_forward(x, w):
    # x (N,C,H,W), w (C,3,3), pad 1
    xp = np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)))
    win = sliding_window_view(xp, (3, 3), axis=(2, 3))           # N,C,H,W,3,3 (a view)
    return np.einsum('nchwij,cij->nchw', win, w, optimize=True), (win, w, x.shape)


def depthwise_backward(dout, cache):
    win, w, (N, C, H, W) = cache
    dw = np.einsum('nchwij,nchw->cij', win, dout, optimize=True)
    dxp = np.zeros((N, C, H + 2, W + 2))
    for i in range(3):
        for j in range(3):
            dxp[:, :, i:i + H, j:j + W] += dout * w[None, :, i, j, None, None]
    return dxp[:, :, 1:-1, 1:-1], dw


def pointwise_forward(x, w):
    return np.einsum('nchw,kc->nkhw', x, w, optimize=True), (x, w)


def pointwise_backward(dout, cache):
    x, w = cache
    return np.einsum('nkhw,kc->nchw', dout, w, optimize=True), np.einsum('nkhw,nchw->kc', dout, x, optimize=True)


def groupnorm_forward(x, gamma, beta, G, eps=1e-5):
    N, C, H, W = x.shape
    xg = x.reshape(N, G, -1)
    mu = xg.mean(axis=2, keepdims=True)
    inv = 1.0 / np.sqrt(xg.var(axis=2, keepdims=True) + eps)
    xhat = ((xg - mu) * inv).reshape(x.shape)
    return gamma * xhat + beta, (xhat, inv, gamma, G)


def groupnorm_backward(dout, cache):
    xhat, inv, gamma, G = cache
    N = dout.shape[0]
    dgamma = (dout * xhat).sum(axis=(0, 2, 3), keepdims=True)
    dbeta = dout.sum(axis=(0, 2, 3), keepdims=True)
    d = (dout * gamma).reshape(N, G, -1)
    xh = xhat.reshape(N, G, -1)
    dx = inv * (d - d.mean(axis=2, keepdims=True) - xh * (d * xh).mean(axis=2, keepdims=True))
    return dx.reshape(dout.shape), dgamma, dbeta


def maxpool_forward(x):
    N, C, H, W = x.shape
    t = x.reshape(N, C, H // 2, 2, W // 2, 2).transpose(0, 1, 2, 4, 3, 5).reshape(N, C, H // 2, W // 2, 4)
    idx = t.argmax(axis=-1)
    return np.take_along_axis(t, idx[..., None], axis=-1)[..., 0], (idx, x.shape)


def maxpool_backward(dout, cache):
    idx, (N, C, H, W) = cache
    t = np.zeros(dout.shape + (4,))
    np.put_along_axis(t, idx[..., None], dout[..., None], axis=-1)
    return t.reshape(N, C, H // 2, W // 2, 2, 2).transpose(0, 1, 2, 4, 3, 5).reshape(N, C, H, W)


def smooth_softmax_loss(scores, y, eps=0.1):
    N, K = scores.shape
    q = np.full((N, K), eps / K)
    q[np.arange(N), y] += 1 - eps
    z = scores - scores.max(axis=1, keepdims=True)
    logp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return -(q * logp).sum() / N, (np.exp(logp) - q) / N


def pictures(n):
    X = 0.3 * np.random.randn(n, 1, 8, 8).astype(np.float32)
    y = np.random.randint(0, 3, n)
    for i in range(n):
        k = np.random.randint(1, 7)
        if y[i] == 0:
            X[i, 0, k, :] += 1
        elif y[i] == 1:
            X[i, 0, :, k] += 1
        else:
            X[i, 0] += np.eye(8, k=k - 4, dtype=np.float32)
    return X, y


F, K, G = 8, 3, 2
params = dict(stem=np.random.randn(F, 1) * 0.7 + 0.1, dw=np.random.randn(F, 3, 3) / 3,
              pw=np.random.randn(F, F) * np.sqrt(2.0 / F), gamma=np.ones((1, F, 1, 1)),
              beta=np.zeros((1, F, 1, 1)), fc=np.random.randn(F * 16, K) / np.sqrt(F * 16), fcb=np.zeros(K))


def model(X, y=None):
    P = params
    a0, c0 = pointwise_forward(X, P['stem'])          # 1 -> F channels
    a1, c1 = depthwise_forward(a0, P['dw'])
    a2, c2 = pointwise_forward(a1, P['pw'])
    a3, c3 = groupnorm_forward(a2, P['gamma'], P['beta'], G)
    a4 = np.maximum(a3, 0)
    a5, c5 = maxpool_forward(a4)
    flat = a5.reshape(len(X), -1)
    scores = flat @ P['fc'] + P['fcb']
    if y is None:
        return scores
    loss, ds = smooth_softmax_loss(scores, y)
    g = dict(fc=flat.T @ ds, fcb=ds.sum(axis=0))
    d = (ds @ P['fc'].T).reshape(a5.shape)
    d = maxpool_backward(d, c5) * (a3 > 0)
    d, g['gamma'], g['beta'] = groupnorm_backward(d, c3)
    d, g['pw'] = pointwise_backward(d, c2)
    d, g['dw'] = depthwise_backward(d, c1)
    _, g['stem'] = pointwise_backward(d, c0)
    return loss, g


X, y = pictures(240)
Xt, yt = pictures(120)
vel = {k: np.zeros_like(v) for k, v in params.items()}
for epoch in range(20):
    perm = np.random.permutation(len(X))
    total = 0
    for s in range(0, len(X), 40):
        i = perm[s:s + 40]
        loss, g = model(X[i], y[i])
        total += loss * len(i)
        for k in params:                       # nesterov, CS231n notes
            v_prev = vel[k].copy()
            vel[k] = 0.9 * vel[k] - 0.05 * g[k]
            params[k] += -0.9 * v_prev + 1.9 * vel[k]
    if epoch % 4 == 0:
        print('epoch %2d loss %.4f (floor %.4f)' % (epoch, total / len(X), smooth_softmax_loss(np.log(np.array([[.9 + .1 / 3, .1 / 3, .1 / 3]])), np.array([0]))[0]))
print('test accuracy %.4f  final loss %.4f' % ((model(Xt).argmax(axis=1) == yt).mean(), total / len(X)))
