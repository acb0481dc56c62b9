import numpy as np


def conv_forward_naive(x, w, b):
    """x: (N, C, H, W), w: (F, C, HH, WW), stride 1, no padding."""
    N, C, H, W = x.shape
    F, _, HH, WW = w.shape
    out = np.zeros((N, F, H - HH + 1, W - WW + 1))
    for i in range(out.shape[2]):
        for j in range(out.shape[3]):
            window = x[:, :, i:i + HH, j:j + WW]
            out[:, :, i, j] = np.tensordot(window, w, axes=([1, 2, 3], [1, 2, 3])) + b
    return out, (x, w)


def conv_backward_naive(dout, cache):
    x, w = cache
    HH, WW = w.shape[2:]
    dw = np.zeros_like(w)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            window = x[:, :, i:i + HH, j:j + WW]
            dw += np.tensordot(dout[:, :, i, j], window, axes=([0], [0]))
    return dw, dout.sum(axis=(0, 2, 3))


def max_pool_forward_naive(x, pool_param):
    N, C, H, W = x.shape
    ph, pw, stride = pool_param['pool_height'], pool_param['pool_width'], pool_param['stride']
    out = np.zeros((N, C, (H - ph) // stride + 1, (W - pw) // stride + 1))
    for i in range(out.shape[2]):
        for j in range(out.shape[3]):
            out[:, :, i, j] = x[:, :, i * stride:i * stride + ph, j * stride:j * stride + pw].max(axis=(2, 3))
    return out, (x, pool_param)


def max_pool_backward_naive(dout, cache):
    x, pool_param = cache
    ph, pw, stride = pool_param['pool_height'], pool_param['pool_width'], pool_param['stride']
    N, C, OH, OW = dout.shape
    dx = np.zeros_like(x)
    for n in range(N):
        for c in range(C):
            for i in range(OH):
                for j in range(OW):
                    window = x[n, c, i * stride:i * stride + ph, j * stride:j * stride + pw]
                    row, col = np.unravel_index(np.argmax(window), window.shape)
                    dx[n, c, i * stride + row, j * stride + col] = dout[n, c, i, j]
    return dx


def softmax_loss(scores, y):
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    probs = e / e.sum(axis=1, keepdims=True)
    N = len(y)
    loss = -np.mean(np.log(probs[np.arange(N), y] + 1e-12))
    d = probs.copy()
    d[np.arange(N), y] -= 1
    return loss, d / N


class SmallConvNet:
    def __init__(self, n_filters=4, n_classes=3, seed=0):
        rng = np.random.RandomState(seed)
        self.pool_param = {'pool_height': 3, 'pool_width': 3, 'stride': 1}
        self.params = {'W1': 0.3 * rng.randn(n_filters, 1, 3, 3), 'b1': np.zeros(n_filters),
                       'W2': 0.1 * rng.randn(n_filters * 4 * 4, n_classes), 'b2': np.zeros(n_classes)}

    def loss(self, X, y=None):
        p = self.params
        a, conv_cache = conv_forward_naive(X, p['W1'], p['b1'])
        r = np.maximum(a, 0)
        pooled, pool_cache = max_pool_forward_naive(r, self.pool_param)
        flat = pooled.reshape(len(X), -1)
        scores = flat.dot(p['W2']) + p['b2']
        if y is None:
            return scores
        loss, d = softmax_loss(scores, y)
        grads = {'W2': flat.T.dot(d), 'b2': d.sum(axis=0)}
        dr = max_pool_backward_naive(d.dot(p['W2'].T).reshape(pooled.shape), pool_cache)
        grads['W1'], grads['b1'] = conv_backward_naive(dr * (a > 0), conv_cache)
        return loss, grads


def make_images(n, rng):
    shapes = np.array([[[0, 1, 0]] * 3, [[0, 0, 0], [1, 1, 1], [0, 0, 0]], [[1, 0, 0], [0, 1, 0], [0, 0, 1]]])
    y = rng.randint(0, 3, n)
    X = 0.3 * rng.rand(n, 1, 8, 8)
    for k in range(n):
        r, c = rng.randint(0, 6, 2)
        X[k, 0, r:r + 3, c:c + 3] += shapes[y[k]]
    return X - 0.3, y


if __name__ == '__main__':
    rng = np.random.RandomState(2)
    X, y = make_images(240, rng)
    net = SmallConvNet()
    for epoch in range(12):
        order = rng.permutation(180)
        for k in range(0, 180, 20):
            loss, grads = net.loss(X[order[k:k + 20]], y[order[k:k + 20]])
            for name in net.params:
                net.params[name] -= 0.3 * grads[name]
        if epoch % 3 == 2:
            print('epoch', epoch + 1, 'loss', loss, 'val acc', np.mean(net.loss(X[180:]).argmax(axis=1) == y[180:]))
