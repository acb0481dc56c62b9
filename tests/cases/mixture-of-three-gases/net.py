import numpy as np

learning_factor = 0.3


def squeeze(x):
    return 1 / (1 + np.exp(-x))


def make_cases(n, rng):
    """pressure, temperature and a constant 1 -> three shares"""
    cases = []
    for _ in range(n):
        p, q = rng.uniform(-1, 1, 2)
        shares = squeeze(np.array([2 * p - q, p * q * 3, q - 1.0]))
        cases.append((np.array([p, q, 1.0]), shares))
    return cases


def outputs(W, Z, x):
    h = squeeze(np.matmul(W, x))
    o = squeeze(np.matmul(Z, h))
    return h, o


def train(W, Z, cases, rounds):
    for r in range(rounds):
        total = 0
        for x, t in cases:
            h, o = outputs(W, Z, x)
            error = t - o
            total += np.sum(error ** 2)
            output_error = np.multiply(o, 1 - o, error)
            Z = Z + learning_factor * output_error[:, np.newaxis] * h
            hidden_error = np.multiply(h, 1 - h, np.matmul(Z.T, output_error))
            W = W + learning_factor * hidden_error[:, np.newaxis] * x
        if r % 50 == 0:
            print("round", r, "squared error", total / len(cases))
    return W, Z


def mean_error(W, Z, cases):
    return np.mean([np.sum((t - outputs(W, Z, x)[1]) ** 2) for x, t in cases])


if __name__ == '__main__':
    rng = np.random.RandomState(10)
    cases = make_cases(80, rng)
    W = rng.uniform(-1, 1, (6, 3))
    Z = rng.uniform(-1, 1, (3, 6))
    print("squared error before:", mean_error(W, Z, cases))
    W, Z = train(W, Z, cases, 300)
    x, t = cases[0]
    print("wanted", t, "got", outputs(W, Z, x)[1])
    print("squared error after:", mean_error(W, Z, cases))
