import numpy as np

text = """the king sits on the throne and the queen sits on the throne
the dog sleeps in the house and the cat sleeps in the house
the king loves the queen and the dog hates the cat
a king rules a land and a queen rules a land""".split()

vocab = sorted(set(text))
WORDS = len(vocab)
index = {word: i for i, word in enumerate(vocab)}
REACH = 2


def windows(words):
    x, y = [], []
    for i in range(REACH, len(words) - REACH):
        context = words[i - REACH:i] + words[i + 1:i + REACH + 1]
        vec = np.zeros(WORDS)
        for w in context:
            vec[index[w]] += 1 / len(context)
        x.append(vec)
        target = np.zeros(WORDS)
        target[index[words[i]]] = 1
        y.append(target)
    return np.array(x).T, np.array(y).T


def softmax(scores):
    e = np.exp(scores - np.max(scores, axis=0))
    return e / np.sum(e, axis=0)


def fresh(size, seed=1):
    rng = np.random.RandomState(seed)
    return rng.rand(size, WORDS) - 0.3, rng.rand(WORDS, size) - 0.5, np.zeros((size, 1)), np.zeros((WORDS, 1))


def predict(x, E, D, p, q):
    mid = np.maximum(0, np.dot(E, x) + p)
    return np.dot(D, mid) + q, mid


def surprise(y, guess, count):
    return -np.sum(y * np.log(guess)) / count


def slopes(x, guess, y, mid, E, D, p, q, count):
    e_mid = np.dot(D.T, guess - y)
    e_mid[mid <= 0] = 0
    g_in = np.dot(e_mid, x.T) / count
    g_out = np.dot(guess - y, mid.T) / count
    g_shift_in = np.sum(np.dot(e_mid, x.T), axis=1, keepdims=True) / count
    g_shift_out = np.sum(np.dot(guess - y, mid.T), axis=1, keepdims=True) / count
    return g_in, g_out, g_shift_in, g_shift_out


def train(size, rounds, pace):
    E, D, p, q = fresh(size)
    x, y = windows(text)
    for i in range(rounds):
        scores, mid = predict(x, E, D, p, q)
        guess = softmax(scores)
        if i % 100 == 0:
            print("iters: {} cost: {:.6f}".format(i, surprise(y, guess, x.shape[1])))
        gE, gD, gp, gq = slopes(x, guess, y, mid, E, D, p, q, x.shape[1])
        E -= pace * gE
        D -= pace * gD
        p -= pace * gp
        q -= pace * gq
    print("final cost:", surprise(y, guess, x.shape[1]))
    return E, D, p, q


E, D, p, q = train(size=20, rounds=601, pace=0.5)
