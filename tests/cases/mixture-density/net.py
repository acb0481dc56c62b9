"""Mixture density network on the inverse sine problem (Bishop 1994)."""
import numpy as np

rs = np.random.RandomState(42)
N = 300
t = rs.uniform(-1, 1, (N, 1))
x = t + 0.3 * np.sin(2 * np.pi * t) + rs.normal(0, 0.05, (N, 1))
# x -> t is multi valued!

H, K = 20, 4
W1 = rs.normal(0, 2.0, (1, H))
b1 = rs.normal(0, 1.0, H)
W2 = rs.normal(0, 1 / np.sqrt(H), (H, 3 * K))
b2 = np.concatenate([np.zeros(K), np.linspace(-.8, .8, K), np.log(0.3) * np.ones(K)])
theta = [W1, b1, W2, b2]


def forward(x):
    h = np.tanh(x @ W1 + b1)
    o = h @ W2 + b2
    a, mu, ls = o[:, :K], o[:, K:2 * K], o[:, 2 * K:]
    a = a - a.max(axis=1, keepdims=True)
    pi = np.exp(a) / np.exp(a).sum(axis=1, keepdims=True)
    return h, pi, mu, np.exp(ls)


def nll(pi, mu, sigma, t):
    comp = pi / (np.sqrt(2 * np.pi) * sigma) * np.exp(-(t - mu) ** 2 / (2 * sigma ** 2))
    total = comp.sum(axis=1, keepdims=True) + 1e-300
    gamma = comp / total      # responsibilities
    return -np.log(total).mean(), gamma


def grads(x, t):
    n = len(x)
    h, pi, mu, sigma = forward(x)
    loss, gamma = nll(pi, mu, sigma, t)
    da = pi - gamma
    dmu = gamma * (mu - t) / sigma
    dls = gamma * (1 - (t - mu) ** 2 / sigma ** 2)
    do = np.hstack([da, dmu, dls]) / n
    dW2 = h.T @ do
    db2 = do.sum(0)
    dh = do @ W2.T * (1 - h ** 2)
    return loss, [x.T @ dh, dh.sum(0), dW2, db2]


def clip_by_norm(gs, maxnorm=1.0):
    total = np.sqrt(sum((g ** 2).sum() for g in gs))
    if total > maxnorm:
        gs = [g * (maxnorm / total) for g in gs]
    return gs


sq = [np.zeros_like(p) for p in theta]
for it in range(3000):
    loss, gs = grads(x, t)
    for p, g, s in zip(theta, clip_by_norm(gs), sq):
        # rmsprop
        s *= 0.95
        s += 0.05 * g * g
        p -= 3e-3 * g / (np.sqrt(s) + 1e-6)
    if it % 500 == 0:
        print(it, 'nll', loss)
print('final nll', loss)
h, pi, mu, sigma = forward(np.array([[0.0]]))
print('modes at x=0:', mu[0][pi[0] > 0.05])
