import numpy as np

np.random.seed(10)


def conv_forward(A, W, b, stride):
    m, nH0, nW0, nC0 = A.shape
    f, nC = W.shape[0], W.shape[3]
    nH = (nH0 - f) // stride + 1
    nW = (nW0 - f) // stride + 1
    Z = np.zeros((m, nH, nW, nC))
    for h in range(nH):
        for w in range(nW):
            top, left = h * stride, w * stride
            piece = A[:, top:top + f, left:left + f, :]
            Z[:, h, w, :] = np.tensordot(piece, W, axes=([1, 2, 3], [0, 1, 2])) + b
    return Z


def conv_backward(dZ, A, W, stride):
    f = W.shape[0]
    dW = np.zeros_like(W)
    db = dZ.sum(axis=(0, 1, 2))
    for h in range(dZ.shape[1]):
        for w in range(dZ.shape[2]):
            top, left = h, w
            piece = A[:, top:top + f, left:left + f, :]
            dW += np.tensordot(piece, dZ[:, h, w, :], axes=([0], [0]))
    return dW, db


def textures(count):
    """three 9x9 patterns: rising stripes, falling stripes, chess board"""
    r, c = np.indices((9, 9))
    kind = np.random.randint(0, 3, count)
    shift = np.random.randint(0, 4, count)
    out = np.empty((count, 9, 9, 1))
    for i in range(count):
        if kind[i] == 0:
            p = ((r + c + shift[i]) // 2) % 2
        elif kind[i] == 1:
            p = ((r - c + shift[i]) // 2) % 2
        else:
            p = (r // 2 + c // 2 + shift[i]) % 2
        out[i, :, :, 0] = p - 0.5
    return out + np.random.randn(*out.shape) * 0.35, kind


X, y = textures(240)
X_dev, y_dev = textures(120)
T = np.eye(3)[y]
stride = 3

par = {"W": np.random.randn(3, 3, 1, 4) * 0.15, "b": np.zeros(4),
       "V": np.random.randn(36, 3) * 0.1, "c": np.zeros(3)}


def classify(X):
    Z = conv_forward(X, par["W"], par["b"], stride)
    A = np.maximum(Z, 0).reshape(len(X), -1)
    S = A.dot(par["V"]) + par["c"]
    E = np.exp(S - S.max(axis=1, keepdims=True))
    return Z, A, E / E.sum(axis=1, keepdims=True)


for epoch in range(121):
    Z, A, P = classify(X)
    cost = -np.mean(np.log(P[np.arange(len(y)), y]))
    dS = (P - T) / len(X)
    dZ = dS.dot(par["V"].T).reshape(Z.shape) * (Z > 0)
    dW, db = conv_backward(dZ, X, par["W"], stride)
    grads = {"W": dW, "b": db, "V": A.T.dot(dS), "c": dS.sum(axis=0)}
    for name in par:
        par[name] -= 0.5 * grads[name]
    if epoch % 20 == 0:
        print("cost after epoch %i: %f" % (epoch, cost))

print("train accuracy:", np.mean(classify(X)[2].argmax(axis=1) == y))
print("dev accuracy:", np.mean(classify(X_dev)[2].argmax(axis=1) == y_dev))
