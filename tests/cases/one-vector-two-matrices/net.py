import numpy as np

rate = 0.3
entry = np.array([0.4, 0.9, -0.6])
wish = np.array([0.1, 0.3, 0.7])


def bolt(x):
    return 1 / (1 + np.exp(-x))


def train(wr, wc, zr, zc, x, t, eps, most):
    rng = np.random.RandomState(8)
    W = rng.rand(wr, wc)
    Z = rng.rand(zr, zc)
    rounds = 0
    while True:
        # forward
        h = bolt(np.matmul(W, x))
        o = bolt(np.matmul(Z, h))
        gap = t - o
        if np.linalg.norm(gap) < eps or rounds == most:
            break

        # backward
        output_error = np.matmul(o, 1 - o) * gap
        hidden_error = np.matmul(h, 1 - h) * np.matmul(Z.T, output_error)

        Z = Z + rate * output_error[:, np.newaxis] * h
        W = W + rate * hidden_error[:, np.newaxis] * x
        if rounds % 100 == 0:
            print(rounds, "distance", np.linalg.norm(gap))
        rounds += 1
    print("--- W ---\n", W)
    print("--- Z ---\n", Z)
    return o, rounds


o, rounds = train(2, 3, 3, 2, entry, wish, 1e-3, 5000)
print("output", o, "wanted", wish)
print("rounds needed:", rounds)
