import numpy as np


def setup(width, words, seed=1):
    np.random.seed(seed)
    M1 = np.random.rand(width, words) - 0.5
    M2 = np.random.rand(words, width) - 0.5
    c1 = np.zeros((width, 1))
    c2 = np.zeros((words, 1))
    return M1, M2, c1, c2


def to_probs(z):
    ez = np.exp(z - z.max(axis=0))
    return ez / ez.sum(axis=0)


def run_forward(x, M1, M2, c1, c2):
    hid = np.maximum(0, np.dot(M1, x) + c1)
    return np.dot(M2, hid) + c2, hid


def price(y, guess):
    return -np.sum(np.log(guess + 1e-12) * y) / y.shape[1]


def run_backward(x, guess, y, hid, M1, M2, c1, c2, count):
    back = np.dot(M2.T, guess - y)
    # relu
    back = np.maximum(0, back)
    gM1 = np.dot(back, x.T) / count
    gM2 = np.dot(guess - y, hid.T) / count
    gc1 = np.sum(np.dot(back, x.T) / count, axis=1, keepdims=True)
    gc2 = np.sum(np.dot(guess - y, hid.T) / count, axis=1, keepdims=True)
    return gM1, gM2, gc1, gc2


def make_pairs(text, half):
    vocab = sorted(set(text))
    index = {w: i for i, w in enumerate(vocab)}
    X, Y = [], []
    for i in range(half, len(text) - half):
        context = text[i - half:i] + text[i + 1:i + half + 1]
        v = np.zeros(len(vocab))
        for w in context:
            v[index[w]] += 1 / len(context)
        X.append(v)
        Y.append(np.eye(len(vocab))[index[text[i]]])
    return np.array(X).T, np.array(Y).T, vocab


def descend(X, Y, width, iters, pace):
    M1, M2, c1, c2 = setup(width, X.shape[0])
    for k in range(iters):
        z, hid = run_forward(X, M1, M2, c1, c2)
        guess = to_probs(z)
        if k % 200 == 0 or k == iters - 1:
            print("iters:", k, "cost:", price(Y, guess))
        gM1, gM2, gc1, gc2 = run_backward(X, guess, Y, hid, M1, M2, c1, c2, X.shape[1])
        M1 = M1 - pace * gM1
        M2 = M2 - pace * gM2
        c1 = c1 - pace * gc1
        c2 = c2 - pace * gc2
    return M1, M2, c1, c2


if __name__ == "__main__":
    np.random.seed(0)
    who = ["king", "queen", "dog", "cat", "child"]
    does = ["sees", "likes", "chases", "feeds"]
    text = []
    for _ in range(60):
        a = np.random.randint(5)
        b = np.random.randint(4)
        text += ["the", who[a], does[b], "a", who[(a + b + 1) % 5], "."]
    X, Y, vocab = make_pairs(text, 2)
    descend(X, Y, 20, 1200, 0.5)
