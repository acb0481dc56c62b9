import numpy as np


def initialize(n, v, rng):
    return {"W1": rng.random((n, v)) - 0.5, "W2": rng.random((v, n)) - 0.5,
            "b1": np.zeros((n, 1)), "b2": np.zeros((v, 1))}


def softmax(z):
    return np.exp(z) / np.sum(np.exp(z), axis=0)


def forward_prop(x, P):
    h = np.dot(P["W1"], x) + P["b1"]
    h = h * (h > 0)
    return np.dot(P["W2"], h) + P["b2"], h


def back_prop(x, yhat, y, h, P, batch_size):
    ones = np.ones((batch_size, 1)) / batch_size
    l2 = (yhat - y)
    l1 = np.dot(P["W2"].T, l2)
    l1[h <= 0] = 0
    return {"W1": (1 / batch_size) * np.dot(l1, x.T),
            "W2": (1 / batch_size) * np.einsum("ib,jb->ij", l2, h),
            "b1": np.dot(l1, ones),
            "b2": np.dot(l2, ones)}


def get_batches(sentences, v, c, batch_size):
    xs, ys = [], []
    while True:
        for s in sentences:
            for i in range(c, len(s) - c):
                x, y = np.zeros(v), np.zeros(v)
                for w in np.r_[s[i - c:i], s[i + 1:i + c + 1]]:
                    x[w] += 1 / (2 * c)
                y[s[i]] = 1
                xs.append(x)
                ys.append(y)
                if len(xs) == batch_size:
                    yield np.array(xs).T, np.array(ys).T
                    xs, ys = [], []


def gradient_descent(sentences, n, v, num_iters, alpha=0.6):
    P = initialize(n, v, np.random.default_rng(282))
    batch_size, recent = 64, []
    for it, (x, y) in enumerate(get_batches(sentences, v, 2, batch_size)):
        z, h = forward_prop(x, P)
        yhat = softmax(z)
        recent.append(-np.sum(np.log(yhat) * y) / batch_size)
        if (it + 1) % 200 == 0:
            print("iters: %d cost: %.6f" % (it + 1, np.mean(recent[-50:])))
        G = back_prop(x, yhat, y, h, P, batch_size)
        for name, g in G.items():
            P[name] = P[name] - alpha * g
        if it + 1 == num_iters:
            break
        if (it + 1) % 600 == 0:
            alpha *= 0.66
    return P


if __name__ == "__main__":
    rng = np.random.default_rng(4)
    # a little language: every word is followed by one of two others
    sentences = []
    for _ in range(50):
        s = [rng.integers(18)]
        for _ in range(11):
            s.append((2 * s[-1] + 1 + 5 * rng.integers(2)) % 18)
        sentences.append(np.array(s))
    P = gradient_descent(sentences, 30, 18, 1600)
