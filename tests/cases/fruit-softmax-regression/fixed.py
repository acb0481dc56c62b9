# softmax regression: weight, width and redness of a fruit -> apple / lemon / plum / melon
import numpy as np


def load_fruits(n, seed):
    rng = np.random.RandomState(seed)
    centres = np.array([[0.2, 0.4, 0.9], [-0.1, 0.1, -0.9], [-0.9, -0.8, 0.6], [1.5, 1.4, -0.5]])
    kinds = rng.choice(4, n, p=[0.55, 0.25, 0.12, 0.08])
    return centres[kinds] + rng.normal(0, 0.35, (n, 3)), kinds


def add_ones(X):
    return np.hstack([np.ones((X.shape[0], 1)), X])


def to_onehot(kinds, k):
    return np.eye(k)[kinds]


def softmax(S):
    S = S - np.max(S, axis=1, keepdims=True)
    return np.exp(S) / np.sum(np.exp(S), axis=1, keepdims=True)


def cost(Theta, X, Y):
    P = softmax(X.dot(Theta))
    return -np.sum(Y * np.log(P + 1e-12)) / len(X)


def gradient(Theta, X, Y):
    P = softmax(X.dot(Theta))
    return X.T.dot(P - Y) / len(X)


def fit(X, Y, lr, steps):
    Theta = np.zeros((X.shape[1], Y.shape[1]))
    for i in range(steps):
        Theta = Theta - lr * gradient(Theta, X, Y)
        if i % 200 == 0:
            print("step %4d  cost %.4f" % (i, cost(Theta, X, Y)))
    return Theta


X_raw, kinds = load_fruits(400, 0)
X, Y = add_ones(X_raw), to_onehot(kinds, 4)
Theta = fit(X, Y, 0.5, 1000)
P = softmax(X.dot(Theta))
print("sum of the first row:", P[0].sum())
print("accuracy:", np.mean(np.argmax(P, axis=1) == kinds))
print("cost:", cost(Theta, X, Y))
