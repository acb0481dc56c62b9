import numpy as np

KEEP = 0.5


def start(sizes, seed):
    g = np.random.RandomState(seed)
    W = [g.randn(a, b) * np.sqrt(2. / a) for a, b in zip(sizes, sizes[1:])]
    B = [np.zeros(b) for b in sizes[1:]]
    return W, B


def dropout(h, g):
    return (g.rand(*h.shape) < KEEP) / KEEP


def forward(x, W, B, g=None):
    """g = random generator: training; None: no dropout"""
    pre, post, masks = [], [x], []
    for i in range(len(W) - 1):
        pre.append(post[-1] @ W[i] + B[i])
        h = np.maximum(pre[-1], 0)
        if g is not None:
            masks.append(dropout(h, g))
            h = h * masks[-1]
        post.append(h)
    logits = post[-1] @ W[-1] + B[-1]
    return pre, post, logits, masks


def soft(logits):
    e = np.exp(logits - logits.max(1)[:, None])
    return e / e.sum(1)[:, None]


def backward(pre, post, logits, y, W, masks):
    d = soft(logits)
    d[range(len(y)), y] -= 1
    d /= len(y)
    dW, dB = [], []
    for i in range(len(W) - 1, -1, -1):
        dW.insert(0, post[i].T @ d)
        dB.insert(0, d.sum(0))
        if i > 0:
            d = d @ W[i].T * masks[i - 1]
            d = d * (pre[i - 1] > 0)
    return dW, dB


def xor_blobs(n, g):
    corner = g.randint(0, 8, n)
    bits = np.c_[corner & 1, corner >> 1 & 1, corner >> 2 & 1]
    x = (2 * bits - 1) + 0.3 * g.randn(n, 3)
    return x, bits.sum(1) % 2


g = np.random.RandomState(14)
x, y = xor_blobs(400, g)
x_new, y_new = xor_blobs(400, g)
W, B = start([3, 20, 20, 20, 2], 1)
for epoch in range(120):
    for s in range(0, 400, 20):
        pre, post, logits, masks = forward(x[s:s + 20], W, B, g)
        dW, dB = backward(pre, post, logits, y[s:s + 20], W, masks)
        for i in range(len(W)):
            W[i] -= 0.1 * dW[i]
            B[i] -= 0.1 * dB[i]
    if epoch % 20 == 19:
        p = soft(forward(x_new, W, B)[2])
        print("epoch", epoch + 1, "new loss", -np.log(p[range(400), y_new] + 1e-12).mean(), "acc", (p.argmax(1) == y_new).mean())
