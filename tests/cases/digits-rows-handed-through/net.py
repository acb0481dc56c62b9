import numpy as np
from sklearn.datasets import load_digits

np.random.seed(27)

pictures, digits = load_digits(return_X_y=True)
keep = np.random.permutation(len(digits))[:500]
x_train, y_train = pictures[keep] / 16, digits[keep]
m = len(y_train)


def start_values():
    P = np.random.rand(64, 24) - 0.5
    p = np.random.rand(1, 24) - 0.5
    Q = np.random.rand(24, 10) - 0.5
    q = np.random.rand(1, 10) - 0.5
    return P, p, Q, q


def ramp(z):
    return np.maximum(z, 0)


def ramp_slope(z):
    return z > 0


def shares(z):
    return np.exp(z) / sum(np.exp(z))


def forwards(pix, P, p, Q, q):
    s1 = pix.dot(P) + p        # m x 24
    r1 = ramp(s1)              # m x 24
    s2 = r1.dot(Q) + q         # m x 10
    share = shares(s2)         # m x 10
    return s1, r1, s2, share


def hot(y):
    table = np.zeros((y.size, 10))
    table[np.arange(y.size), y] = 1
    return table


def backwards(x, y, s1, r1, Q, share):
    pull2 = share - hot(y)                              # m x 10
    gQ = 1 / m * r1.T.dot(pull2)                        # 24 x 10
    gq = 1 / m * np.sum(pull2, axis=0, keepdims=True)   # 1 x 10
    pull1 = pull2.dot(Q.T) * ramp_slope(s1)             # m x 24
    gP = 1 / m * x.T.dot(pull1)                         # 64 x 24
    gp = 1 / m * np.sum(pull1, axis=0, keepdims=True)   # 1 x 24
    return gP, gp, gQ, gq


def descend(x, y, pace, rounds):
    P, p, Q, q = start_values()
    for i in range(rounds):
        s1, r1, s2, share = forwards(x, P, p, Q, q)
        gP, gp, gQ, gq = backwards(x, y, s1, r1, Q, share)
        P = P - pace * gP
        p = p - pace * gp
        Q = Q - pace * gQ
        q = q - pace * gq
        if i % 50 == 0:
            print("round", i, "accuracy", np.mean(np.argmax(share, axis=1) == y))
    return P, p, Q, q


params = descend(x_train, y_train, 0.5, 301)
probs = forwards(x_train, *params)[3]
print("first row of outputs:", np.round(probs[0], 3), "digit:", y_train[0])
print("mean cross-entropy:", -np.mean(np.log(probs[np.arange(m), y_train] + 1e-12)))
