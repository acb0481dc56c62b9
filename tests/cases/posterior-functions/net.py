import numpy as np


def blobs(n):
    r = np.random.RandomState(n)
    y = r.randint(0, 5, n)
    angle = 2 * np.pi * y / 5
    X = np.column_stack([3 * np.cos(angle), 3 * np.sin(angle)]) + r.normal(0, 0.5, (n, 2))
    return np.column_stack([np.ones(n), X]), y


def one_hot(y, k):
    T = np.zeros((len(y), k))
    for i in range(len(y)):
        T[i, y[i]] = 1
    return T


def posterior(X, W):
    scores = X.dot(W)
    scores = scores - scores.max(axis=1, keepdims=True)
    e = np.exp(scores)
    return e / np.sum(e, axis=0)


def cross_entropy(P, T):
    return -np.sum(T * np.log(P + 1e-15)) / T.shape[0]


def slope(X, T, W):
    return X.T.dot(posterior(X, W) - T) / T.shape[0]


def descend(X, T, steps, alpha):
    W = np.zeros((X.shape[1], T.shape[1]))
    for s in range(steps):
        W = W - alpha * slope(X, T, W)
        if s % 100 == 0:
            print('step', s, 'J', cross_entropy(posterior(X, W), T))
    return W


X, y = blobs(400)
Xv, yv = blobs(150)
W = descend(X, one_hot(y, 5), 500, 0.1)
print('J train', cross_entropy(posterior(X, W), one_hot(y, 5)))
print('valid accuracy', np.mean(np.argmax(posterior(Xv, W), axis=1) == yv))
