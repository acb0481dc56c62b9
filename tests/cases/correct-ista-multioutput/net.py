import numpy as np

rng = np.random.default_rng(6)


def smooth_part(B, X, Y):
    return 0.5 * np.sum((X @ B - Y) ** 2) / len(X)


def grad_smooth(B, X, Y):
    return X.T @ (X @ B - Y) / len(X)


def prox_group(B, tau):
    """row-wise shrinkage: prox of tau * sum_j ||B_j||_2"""
    norms = np.linalg.norm(B, axis=1, keepdims=True)
    return B * np.maximum(0, 1 - tau / np.maximum(norms, 1e-15))


def objective(B, X, Y, lam):
    return smooth_part(B, X, Y) + lam * np.sum(np.linalg.norm(B, axis=1))


def ista(X, Y, lam, iters):
    step = len(X) / np.linalg.norm(X, 2) ** 2
    B = np.zeros((X.shape[1], Y.shape[1]))
    path = []
    for _ in range(iters):
        B = prox_group(B - step * grad_smooth(B, X, Y), step * lam)
        path.append(objective(B, X, Y, lam))
    return B, path


def fista(X, Y, lam, iters):
    step = len(X) / np.linalg.norm(X, 2) ** 2
    B = Z = np.zeros((X.shape[1], Y.shape[1]))
    t = 1.0
    path = []
    for _ in range(iters):
        B_old = B
        B = prox_group(Z - step * grad_smooth(Z, X, Y), step * lam)
        t_old, t = t, (1 + np.sqrt(1 + 4 * t ** 2)) / 2
        Z = B + (t_old - 1) / t * (B - B_old)
        path.append(objective(B, X, Y, lam))
    return B, path


n, p, q = 300, 40, 3
A = rng.normal(size=(p, p)) * 0.15 + np.eye(p)
X = rng.normal(size=(n, p)) @ A + 2.0
B_true = np.zeros((p, q))
B_true[:6] = rng.normal(size=(6, q)) * 2
Y = X @ B_true + np.array([5.0, -3.0, 1.0]) + 0.5 * rng.normal(size=(n, q))

tr, te = slice(0, 200), slice(200, n)
mx, my = X[tr].mean(0), Y[tr].mean(0)
Xc, Yc = X[tr] - mx, Y[tr] - my
lam = 0.12
B1, p1 = ista(Xc, Yc, lam, 400)
B2, p2 = fista(Xc, Yc, lam, 400)
for k in (0, 9, 49, 199, 399):
    print(f'iteration {k + 1:3d}   ista {p1[k]:.6f}   fista {p2[k]:.6f}')
intercept = my - mx @ B2
print('intercept', intercept.round(2))
print('rows kept', np.flatnonzero(np.linalg.norm(B2, axis=1) > 0))
resid = X[te] @ B2 + intercept - Y[te]
print('test R2', 1 - np.sum(resid ** 2) / np.sum((Y[te] - Y[te].mean(0)) ** 2))
