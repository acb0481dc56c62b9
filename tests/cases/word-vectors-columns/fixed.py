import numpy as np


def softmax(z):
    e = np.exp(z - np.max(z, axis=0))
    return e / np.sum(e, axis=0)


def start(n_dim, n_words, seed=1):
    rng = np.random.RandomState(seed)
    return {"W1": rng.rand(n_dim, n_words), "W2": rng.rand(n_words, n_dim),
            "b1": rng.rand(n_dim, 1), "b2": rng.rand(n_words, 1)}


def run(x, P):
    h = np.maximum(0, np.dot(P["W1"], x) + P["b1"])
    z = np.dot(P["W2"], h) + P["b2"]
    return z, h


def price(y, yhat, n):
    return -np.sum(y * np.log(yhat + 1e-12)) / n


def slopes(x, yhat, y, h, P, n):
    l1 = np.dot(P["W2"].T, yhat - y)
    l1[h <= 0] = 0
    return {"W1": np.dot(l1, x.T) / n,
            "W2": np.dot(yhat - y, h.T) / n,
            "b1": np.sum(l1, axis=1, keepdims=True) / n,
            "b2": np.sum(yhat - y, axis=1, keepdims=True) / n}


def batches(numbers, half, n_words, size):
    cols_x, cols_y = [], []
    for i in range(half, len(numbers) - half):
        around = numbers[i - half:i] + numbers[i + 1:i + half + 1]
        one_x = np.zeros(n_words)
        for j in around:
            one_x[j] += 1 / len(around)
        one_y = np.zeros(n_words)
        one_y[numbers[i]] = 1
        cols_x.append(one_x)
        cols_y.append(one_y)
        if len(cols_x) == size:
            yield np.array(cols_x).T, np.array(cols_y).T
            cols_x, cols_y = [], []


def descend(numbers, n_words, n_dim, rounds, size, alpha):
    P = start(n_dim, n_words)
    for r in range(rounds):
        costs = []
        for x, y in batches(numbers, 2, n_words, size):
            z, h = run(x, P)
            yhat = softmax(z)
            costs.append(price(y, yhat, size))
            g = slopes(x, yhat, y, h, P, size)
            for k in P:
                P[k] -= alpha * g[k]
        if r % 30 == 0:
            print("round", r, "cost", np.mean(costs))
    print("last cost", np.mean(costs))
    return P


if __name__ == "__main__":
    text = ("the old king went to the sea and the young queen went to the hill . "
            "the king saw the queen and the queen saw the sea . ") * 6
    words = text.split()
    known = sorted(set(words))
    numbers = [known.index(w) for w in words]
    descend(numbers, len(known), 12, 181, 12, 0.3)
