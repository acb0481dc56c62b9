"""Connectionist temporal classification on toy 'strokes'.
blank = 0.  Alphas/betas in probability space with per-frame rescaling are
overkill for these lengths, so just use float64.
"""
import numpy as np

np.random.seed(2)
BLANK, NSYM = 0, 4            # symbols 1..3
D, H = 6, 20
proto = np.random.randn(NSYM, D)


def utterance():
    label = [np.random.randint(1, NSYM) for _ in range(np.random.randint(2, 4))]
    frames = []
    for s in label:
        frames += [np.zeros(D)] * np.random.randint(1, 3)
        frames += [proto[s]] * np.random.randint(1, 4)
    frames += [np.zeros(D)]
    X = np.array(frames) + 0.15 * np.random.randn(len(frames), D)
    return X, label


def ctc(y, label):
    """y: T x NSYM softmax outputs.  returns -log p(label) and gradient wrt logits"""
    T = y.shape[0]
    ext = [BLANK]
    for s in label:
        ext += [s, BLANK]
    L = len(ext)
    a = np.zeros((T, L))
    b = np.zeros((T, L))
    a[0, 0], a[0, 1] = y[0, BLANK], y[0, ext[1]]
    for t in range(1, T):
        for s in range(L):
            v = a[t - 1, s]
            if s >= 1:
                v += a[t - 1, s - 1]
            if s >= 2 and ext[s] != BLANK and ext[s] != ext[s - 2]:
                v += a[t - 1, s - 2]
            a[t, s] = v * y[t, ext[s]]
    b[T - 1, L - 1] = y[T - 1, BLANK]
    b[T - 1, L - 2] = y[T - 1, ext[L - 2]]
    for t in range(T - 2, -1, -1):
        for s in range(L):
            v = b[t + 1, s]
            if s + 1 < L:
                v += b[t + 1, s + 1]
            if s + 2 < L and ext[s] != BLANK and ext[s] != ext[s + 2]:
                v += b[t + 1, s + 2]
            b[t, s] = v * y[t, ext[s]]
    p = a[T - 1, L - 1] + a[T - 1, L - 2]
    # eq. 16 of Graves et al: both a and b contain y_t
    occ = np.zeros_like(y)
    ab = a * b
    for s in range(L):
        occ[:, ext[s]] += ab[:, s] / y[:, ext[s]]
    return -np.log(p), y - occ / p


def softmax(z):
    z = z - z.max(axis=1, keepdims=True)
    e = np.exp(z)
    return e / e.sum(axis=1, keepdims=True)


def greedy(y):
    best, out, last = y.argmax(axis=1), [], -1
    for k in best:
        if k != last and k != BLANK:
            out.append(int(k))
        last = k
    return out


W1 = np.random.randn(D, H) / np.sqrt(D)
b1 = np.zeros(H)
W2 = np.random.randn(H, NSYM) / np.sqrt(H)
b2 = np.zeros(NSYM)
theta = [W1, b1, W2, b2]
sq = [np.zeros_like(p) for p in theta]
mean = [np.zeros_like(p) for p in theta]

train = [utterance() for _ in range(24)]
lr = 0.003
for epoch in range(40):
    tot = 0.
    np.random.shuffle(train)
    for X, label in train:
        h = np.maximum(0, X @ W1 + b1)
        y = softmax(h @ W2 + b2)
        loss, dz = ctc(y, label)
        tot += loss
        dh = dz @ W2.T
        dh[h <= 0] = 0
        grads = (X.T @ dh, dh.sum(0), h.T @ dz, dz.sum(0))
        for p, g, s, m in zip(theta, grads, sq, mean):
            s *= 0.95
            s += 0.05 * g * g
            m *= 0.95
            m += 0.05 * g
            p -= lr * g / np.sqrt(s - m * m + 1e-4)       # centred RMSprop (Graves 2013)
    if epoch % 8 == 0:
        print("epoch", epoch, "ctc loss", tot / len(train))

right = sum(greedy(softmax(np.maximum(0, X @ W1 + b1) @ W2 + b2)) == l for X, l in train)
print("sequences read correctly: %d / %d" % (right, len(train)))
print("final ctc loss %.5f" % (tot / len(train)))
