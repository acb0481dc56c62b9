import numpy as np

rng = np.random.default_rng(21)


def pendulum(n):
    # angle and speed now -> acceleration, with some air drag
    angle = rng.uniform(-2.5, 2.5, n)
    speed = rng.uniform(-2, 2, n)
    acc = -np.sin(angle) - 0.2 * speed * np.abs(speed)
    return np.stack([angle, speed]), acc.reshape(1, n)


def new_theta(n_in, n_hid, n_out):
    W1 = rng.normal(0, 1.0, (n_hid, n_in))
    b1 = rng.normal(0, 0.5, (n_hid, 1))
    W2 = rng.normal(0, 1 / np.sqrt(n_hid), (n_out, n_hid))
    b2 = np.zeros((n_out, 1))
    return [W1, b1, W2, b2]


def predict(theta, X):
    W1, b1, W2, b2 = theta
    Z1 = W1 @ X + b1
    A1 = np.tanh(Z1)
    return Z1, A1, W2 @ A1 + b2


def cost(theta, X, Y):
    return np.mean((predict(theta, X)[-1] - Y) ** 2) / 2


def gradient(theta, X, Y):
    W1, b1, W2, b2 = theta
    m = X.shape[1]
    Z1, A1, out = predict(theta, X)
    d2 = (out - Y) / m
    d1 = (W2.T @ d2) * (1 - np.power(A1, 2))
    return [d1 @ X.T, d1.sum(axis=1, keepdims=True), d2 @ A1.T, d2.sum(axis=1, keepdims=True)]


def train(theta, X, Y, alpha=0.02, mu=0.9, batch=25, epochs=150):
    V = [np.zeros_like(p) for p in theta]
    m = X.shape[1]
    for e in range(epochs):
        order = rng.permutation(m)
        for s in range(0, m, batch):
            take = order[s:s + batch]
            for p, v, g in zip(theta, V, gradient(theta, X[:, take], Y[:, take])):
                v *= mu
                v -= alpha * g
                p += v
        if e % 25 == 0:
            print("epoch", e, "cost", cost(theta, X, Y))
    return theta


X, Y = pendulum(300)
Xtest, Ytest = pendulum(100)
theta = train(new_theta(2, 12, 1), X, Y)
print("variance of Y:", Y.var())
print("test cost:", cost(theta, Xtest, Ytest))
