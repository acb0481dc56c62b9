import numpy as np


def squeeze(x, W, c):
    return np.tanh(x @ W + c)


def rebuild(code, W, e):
    return code @ W.T + e


def auto_train(x, n_code, passes, start_rate, cool, shrink, chunk, seed):
    """one matrix for both directions: encoder W, decoder W.T"""
    rng = np.random.default_rng(seed)
    W = rng.normal(0, 0.1, (x.shape[1], n_code))
    c = np.zeros(n_code)
    e = x.mean(axis=0)
    step = 0
    for _ in range(passes):
        rows = rng.permutation(len(x))
        for s in range(0, len(x) - chunk + 1, chunk):
            v = x[rows[s:s + chunk]]
            eta = start_rate / (1 + cool * step)
            code = squeeze(v, W, c)
            gap = eta / chunk * (v - rebuild(code, W, e))
            inner = (gap @ W) * (1 - code * code)
            W *= 1 - eta * shrink
            W += v.T @ inner + gap.T @ code
            c += inner.sum(axis=0)
            e += gap.sum(axis=0)
            step += 1
    return W, c, e


if __name__ == "__main__":
    rng = np.random.default_rng(31)
    # 16 sensors that see three hidden sources
    sources = rng.uniform(-1, 1, (500, 3))
    mixing = rng.normal(0, 0.6, (3, 16))
    x = np.tanh(sources @ mixing) + 0.05 * rng.normal(size=(500, 16)) + 0.5
    for passes in (0, 5, 25, 100):
        W, c, e = auto_train(x[:400], 4, passes, 0.1, 1e-4, 1e-4, 20, 1)
        rest = x[400:] - rebuild(squeeze(x[400:], W, c), W, e)
        print("passes", passes, "unexplained share", np.sum(rest ** 2) / np.sum((x[400:] - x[:400].mean(axis=0)) ** 2))
