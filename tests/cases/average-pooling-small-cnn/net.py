import numpy as np


def conv_forward(img, K, b):
    size = img.shape[0] - 2
    Z = np.zeros((size, size, K.shape[0]))
    for r in range(size):
        for c in range(size):
            patch = img[r:r + 3, c:c + 3]
            Z[r, c] = np.sum(patch * K, axis=(1, 2)) + b
    return Z


def conv_backward(dZ, img, K):
    dK, db = np.zeros_like(K), np.zeros(K.shape[0])
    for r in range(dZ.shape[0]):
        for c in range(dZ.shape[1]):
            patch = img[r:r + 3, c:c + 3]
            dK += dZ[r, c][:, None, None] * patch
            db += dZ[r, c]
    return dK, db


def pool_forward(A, f=2):
    n_H, n_W = A.shape[0] // f, A.shape[1] // f
    P = np.zeros((n_H, n_W, A.shape[2]))
    for r in range(n_H):
        for c in range(n_W):
            P[r, c] = np.mean(A[r * f:(r + 1) * f, c * f:(c + 1) * f], axis=(0, 1))
    return P


def distribute(dz, shape):
    n_H, n_W = shape
    # every cell of the window gets its part
    average = np.sqrt(n_H * n_W)
    return np.ones(shape)[:, :, None] * (dz / average)


def pool_backward(dP, f=2):
    dA = np.zeros((dP.shape[0] * f, dP.shape[1] * f, dP.shape[2]))
    for r in range(dP.shape[0]):
        for c in range(dP.shape[1]):
            dA[r * f:(r + 1) * f, c * f:(c + 1) * f] += distribute(dP[r, c], (f, f))
    return dA


def predict(img, w):
    w["Z"] = conv_forward(img, w["K"], w["b"])
    w["A"] = np.maximum(w["Z"], 0)
    w["flat"] = pool_forward(w["A"]).reshape(-1)
    s = w["flat"] @ w["V"] + w["c"]
    e = np.exp(s - s.max())
    return e / e.sum()


def slopes(img, label, w):
    p = predict(img, w)
    ds = p.copy()
    ds[label] -= 1
    dP = (w["V"] @ ds).reshape(w["A"].shape[0] // 2, w["A"].shape[1] // 2, -1)
    dZ = pool_backward(dP) * (w["Z"] > 0)
    dK, db = conv_backward(dZ, img, w["K"])
    return {"V": np.outer(w["flat"], ds), "c": ds, "K": dK, "b": db}


def compare(img, label, w, name, eps=1e-6):
    """relative difference between the slopes and difference quotients"""
    mine = slopes(img, label, w)[name]
    num = np.zeros_like(mine)
    for i in np.ndindex(num.shape):
        old = w[name][i]
        w[name][i] = old + eps
        up = -np.log(predict(img, w)[label])
        w[name][i] = old - eps
        num[i] = (up + np.log(predict(img, w)[label])) / (2 * eps)
        w[name][i] = old
    return np.linalg.norm(mine - num) / np.linalg.norm(num)


def draw(rng):
    label = rng.integers(3)
    img = np.zeros((10, 10))
    k = rng.integers(0, 2)
    if label == 0:
        img[k::2, :] = 1
    elif label == 1:
        img[:, k::2] = 1
    else:
        img[k::2, k::2] = 1
        img[1 - k::2, 1 - k::2] = 1
    return img + rng.normal(0, 0.7, (10, 10)), label


if __name__ == "__main__":
    rng = np.random.default_rng(31)
    w = {"K": rng.normal(0, 0.3, (4, 3, 3)), "b": np.zeros(4),
         "V": rng.normal(0, 0.2, (64, 3)), "c": np.zeros(3)}
    for n in range(1, 1201):
        img, label = draw(rng)
        g = slopes(img, label, w)
        for name in g:
            w[name] -= 0.03 * g[name]
        if n % 300 == 0:
            test = [draw(rng) for _ in range(60)]
            ce = np.mean([-np.log(predict(i, w)[l]) for i, l in test])
            hits = np.mean([np.argmax(predict(i, w)) == l for i, l in test])
            print("pictures", n, "right", hits, "cross-entropy", ce)
    for name in ("V", "c", "b", "K"):
        print("difference for %s: %.2e" % (name, compare(img, label, w, name)))
