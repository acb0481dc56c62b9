# Poisson GLM, log link, fitted with Newton's method. No library for the fitting.
import numpy as np

np.random.seed(31)


def log_likelihood(beta, X, y, offset, w):
    eta = X.dot(beta) + offset
    return np.sum(w * (y * eta - np.exp(eta)))        # without log(y!)


def score(beta, X, y, offset, w):
    mu = np.exp(X.dot(beta) + offset)
    return X.T.dot(w * (y - mu))


def information(beta, X, offset, w):
    mu = np.exp(X.dot(beta) + offset)
    return (X * (w * mu)[:, np.newaxis]).T.dot(X)


def deviance(y, mu, w):
    safe = np.where(y > 0, y, 1)
    return 2 * np.sum(w * (y * np.log(safe / mu) - (y - mu)))


def fit(X, y, offset, w, tol=1e-10, max_iter=50):
    beta = np.zeros(X.shape[1])
    ll = log_likelihood(beta, X, y, offset, w)
    for it in range(max_iter):
        U = score(beta, X, y, offset, w)
        direction = np.linalg.solve(information(beta, X, offset, w), U)
        factor = 1.0
        # we MAXIMISE, so the Newton step is added; halve it while it does not help
        while True:
            trial = beta + factor * direction
            ll_trial = log_likelihood(trial, X, y, offset, w)
            if ll_trial >= ll - 1e-12 or factor < 1e-8:
                break
            factor /= 2
        beta, gain, ll = trial, ll_trial - ll, ll_trial
        print('iter %d  loglik %.6f  |score| %.2e  step %.3g' % (it, ll, np.abs(U).max(), factor))
        if gain < tol:
            break
    return beta


n = 1500
age = np.random.uniform(18, 80, n)
city = np.random.binomial(1, 0.4, n)
km = np.random.gamma(2.0, 1.0, n)
X = np.column_stack([np.ones(n), (age - 45) / 20, ((age - 45) / 20) ** 2, city, np.log(km)])
exposure = np.random.uniform(0.2, 1.0, n)
true_beta = np.array([-0.4, -0.3, 0.35, 0.5, 0.6])
claims = np.random.poisson(exposure * np.exp(X @ true_beta))
weights = np.random.choice([1.0, 2.0], n)

train = np.arange(n) < 1000
off = np.log(exposure)
beta = fit(X[train], claims[train], off[train], weights[train])
cov = np.linalg.inv(information(beta, X[train], off[train], weights[train]))
for b, t, s in zip(beta, true_beta, np.sqrt(np.diag(cov))):
    print('%8.3f  true %6.2f  (s.e. %.3f)' % (b, t, s))

mu = np.exp(X[~train] @ beta + off[~train])
null = exposure[~train] * claims[train].sum() / exposure[train].sum()
d_model = deviance(claims[~train], mu, np.ones(500))
d_null = deviance(claims[~train], null, np.ones(500))
print('test deviance %.1f, null model %.1f' % (d_model, d_null))
print('explained share', 1 - d_model / d_null)
