import numpy as np


def bias_row(A):
    return np.vstack([A, np.ones(A.shape[1])])


def hidden_part(W, X):
    return 1 / (1 + np.exp(-W @ bias_row(X)))


def log_probs(theta, X):
    W, V = theta
    S = V @ bias_row(hidden_part(W, X))
    S -= S.max(axis=0)
    return S - np.log(np.exp(S).sum(axis=0))


def log_posterior(theta, X, T, prior):
    """to be maximised: log-likelihood plus a Gaussian prior on all weights, biases included"""
    return np.sum(T * log_probs(theta, X)) - 0.5 * prior * sum(np.sum(M ** 2) for M in theta)


def ascent_direction(theta, X, T, prior):
    W, V = theta
    H = hidden_part(W, X)
    surplus = T - np.exp(log_probs(theta, X))
    dV = surplus @ bias_row(H).T - prior * V
    dW = (V[:, :-1].T @ surplus * (H - H ** 2)) @ bias_row(X).T - prior * W
    return dW, dV


def climb(theta, X, T, prior, size, turns):
    for turn in range(turns):
        theta = [M + size * d for M, d in zip(theta, ascent_direction(theta, X, T, prior))]
        if turn % 300 == 0:
            print("turn", turn, "log posterior", log_posterior(theta, X, T, prior))
    return theta


if __name__ == "__main__":
    rng = np.random.RandomState(77)
    k = rng.randint(0, 4, 240)
    X = np.array([np.cos(k * 1.6), np.sin(k * 1.6)]) * np.where(rng.rand(240) < 0.5, 1, 2.2) + 0.25 * rng.randn(2, 240)
    T = (np.arange(4)[:, None] == (k + (np.hypot(*X) > 1.6)) % 4).astype(float)
    theta = [rng.randn(12, 3) * 1.5, rng.randn(4, 13) * 0.3]
    theta = climb(theta, X, T, prior=0.01, size=0.01, turns=1800)
    print("log posterior reached", log_posterior(theta, X, T, 0.01))
    print("share of right classes", np.mean(log_probs(theta, X).argmax(0) == T.argmax(0)))
