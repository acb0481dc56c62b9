import numpy as np


def random_fourier(dim, n_feat, gamma, rng):
    W = rng.normal(scale=np.sqrt(2 * gamma), size=(dim, n_feat))
    b = rng.uniform(0, 2 * np.pi, n_feat)

    def phi(X):
        return np.hstack([np.sqrt(2 / n_feat) * np.cos(X @ W + b), np.ones((len(X), 1))])
    return phi


def primal(W, F, S, lam):
    """lam/2 |w_k|^2 + mean hinge, one number per class;  S is +-1, (n, classes)"""
    return lam / 2 * (W ** 2).sum(0) + np.maximum(0, 1 - S * (F @ W)).mean(0)


def subgradient(W, F, S, lam):
    violated = (S * (F @ W)) < 1
    return lam * W - F.T @ (S * violated) / len(F)


def pegasos(F, S, lam, T, k, rng):
    W = np.zeros((F.shape[1], S.shape[1]))
    radius = 1 / np.sqrt(lam)
    for t in range(1, T + 1):
        A = rng.integers(0, len(F), k)             # with replacement, as in the paper
        eta = 1 / (lam * t)
        W -= eta * subgradient(W, F[A], S[A], lam)
        norm = np.linalg.norm(W, axis=0)
        W *= np.minimum(1.0, radius / np.maximum(norm, 1e-30))
        if t % (T // 5) == 0:
            print(f't={t:5d}', 'primal', np.round(primal(W, F, S, lam), 4))
    return W


if __name__ == '__main__':
    rng = np.random.default_rng(14)
    n = 1500
    lab = rng.integers(0, 3, n)
    radius = np.choose(lab, [0.5, 1.3, 2.1]) + 0.15 * rng.normal(size=n)
    angle = rng.uniform(0, 2 * np.pi, n)
    X = np.c_[radius * np.cos(angle), radius * np.sin(angle)]
    phi = random_fourier(2, 200, 1.0, rng)
    F = phi(X)
    S = np.where(lab[:, None] == np.arange(3), 1.0, -1.0)
    W = pegasos(F[:1000], S[:1000], lam=1e-3, T=5000, k=10, rng=rng)
    print('accuracy on held out points:', np.mean((F[1000:] @ W).argmax(1) == lab[1000:]))
