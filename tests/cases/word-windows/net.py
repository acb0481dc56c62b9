import numpy as np


def share(z):
    e = np.exp(z - np.max(z, axis=0, keepdims=True))
    return e / np.sum(e, axis=0, keepdims=True)


def begin(N, V, seed):
    rng = np.random.RandomState(seed)
    return rng.rand(N, V) - 0.5, rng.rand(V, N) - 0.5, np.zeros((N, 1)), np.zeros((V, 1))


def ahead(x, W1, W2, b1, b2):
    pre = np.dot(W1, x) + b1
    h = np.maximum(0, pre)
    z = np.dot(W2, h) + b2
    return z, h, pre


def price(y, guess):
    return -np.sum(y * np.log(guess + 1e-12)) / y.shape[1]


def behind(x, guess, y, h, pre, W2, batch_size):
    top = guess - y
    low = np.dot(W2.T, top)
    low = np.maximum(0, low)
    g_W1 = (1 / batch_size) * np.dot(low, x.T)
    g_W2 = (1 / batch_size) * np.dot(top, h.T)
    g_b1 = np.sum((1 / batch_size) * np.dot(low, x.T), axis=1, keepdims=True)
    g_b2 = np.sum((1 / batch_size) * np.dot(top, h.T), axis=1, keepdims=True)
    return g_W1, g_W2, g_b1, g_b2


def windows(words, number, C):
    V = len(number)
    xs, ys = [], []
    for i in range(C, len(words) - C):
        x = np.zeros(V)
        for near in words[i - C:i] + words[i + 1:i + C + 1]:
            x[number[near]] += 1 / (2 * C)
        y = np.zeros(V)
        y[number[words[i]]] = 1
        xs.append(x)
        ys.append(y)
    return np.array(xs).T, np.array(ys).T


def learn(X, Y, N, rounds, rate, batch_size):
    W1, W2, b1, b2 = begin(N, X.shape[0], 1)
    for r in range(rounds):
        for k in range(0, X.shape[1] - batch_size + 1, batch_size):
            x, y = X[:, k:k + batch_size], Y[:, k:k + batch_size]
            z, h, pre = ahead(x, W1, W2, b1, b2)
            g_W1, g_W2, g_b1, g_b2 = behind(x, share(z), y, h, pre, W2, batch_size)
            W1 -= rate * g_W1
            W2 -= rate * g_W2
            b1 -= rate * g_b1
            b2 -= rate * g_b2
        if r % 50 == 49:
            guess = share(ahead(X, W1, W2, b1, b2)[0])
            print("round", r + 1, "cost", price(Y, guess),
                  "right", np.mean(guess.argmax(axis=0) == Y.argmax(axis=0)))
    return W1, W2, b1, b2


if __name__ == "__main__":
    text = ("the king rules the old land and the queen rules the new town while a fox hunts a hare "
            "in the dark wood and a cat hunts the mouse near a warm stove ") * 3
    words = text.split()
    number = {w: i for i, w in enumerate(sorted(set(words)))}
    X, Y = windows(words, number, 2)
    learn(X, Y, 16, 300, 0.3, 16)
