import numpy as np

# pixel table, one column per picture
rng = np.random.RandomState(21)
Y_all = rng.randint(0, 10, 700)
forms = rng.randint(0, 2, (10, 64))
forms[5:] = forms[:5]
light = np.where(Y_all < 5, 90, 200)
X_all = (forms[Y_all] * light[:, None] + rng.randint(0, 30, (700, 64))).T / 255.0
X_train, Y_train = X_all[:, :600], Y_all[:600]
X_check, Y_check = X_all[:, 600:], Y_all[600:]
_, count = X_train.shape


def fresh():
    W1 = np.random.rand(10, 64) - 0.5
    b1 = np.random.rand(10, 1) - 0.5
    W2 = np.random.rand(10, 10) - 0.5
    b2 = np.random.rand(10, 1) - 0.5
    return W1, b1, W2, b2


def ramp(Z):
    return np.maximum(Z, 0)


def ramp_on(Z):
    return Z > 0


def shares(Z):
    E = np.exp(Z - Z.max(axis=0))
    return E / sum(E)


def ahead(W1, b1, W2, b2, X):
    Z1 = W1.dot(X) + b1
    A1 = ramp(Z1)
    Z2 = W2.dot(A1) + b2
    A2 = shares(Z2)
    return Z1, A1, Z2, A2


def flags_of(Y):
    flags = np.zeros((Y.size, 10))
    flags[np.arange(Y.size), Y] = 1
    return flags.T


def behind(Z1, A1, A2, W2, X, Y):
    dZ2 = A2 - flags_of(Y)
    dW2 = 1 / count * dZ2.dot(A1.T)
    db2 = 1 / count * np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = W2.T.dot(dZ2) * ramp_on(Z1)
    dW1 = 1 / count * dZ1.dot(X.T)
    db1 = 1 / count * np.sum(dZ1, axis=1, keepdims=True)
    return dW1, db1, dW2, db2


def hit_rate(A2, Y):
    return np.sum(np.argmax(A2, 0) == Y) / Y.size


def go_down(X, Y, rate, rounds):
    W1, b1, W2, b2 = fresh()
    for i in range(rounds):
        Z1, A1, Z2, A2 = ahead(W1, b1, W2, b2, X)
        dW1, db1, dW2, db2 = behind(Z1, A1, A2, W2, X, Y)
        W1 = W1 - rate * dW1
        b1 = b1 - rate * db1
        W2 = W2 - rate * dW2
        b2 = b2 - rate * db2
        if i % 200 == 0:
            print("step", i, "hits:", hit_rate(A2, Y))
    return W1, b1, W2, b2


if __name__ == '__main__':
    np.random.seed(3)
    params = go_down(X_train, Y_train, 0.1, 1001)
    print("dev loss: %.4f" % -np.mean(np.log(ahead(*params, X_check)[3][Y_check, np.arange(Y_check.size)])))
