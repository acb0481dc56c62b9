# Bishop (1994), Mixture Density Networks, figure 6: invert x = t + 0.3 sin(2 pi t)
# columns = samples (coming from matlab)
import numpy as np

rng = np.random.RandomState(1994)
N, H, M = 300, 15, 3
t = rng.uniform(0, 1, (1, N))
x = t + 0.3 * np.sin(2 * np.pi * t) + rng.uniform(-0.05, 0.05, (1, N))
xin = 2 * x - 1                       # to [-1, 1] roughly

w = {
    'W1': rng.randn(H, 1) * 2.0,
    'b1': rng.randn(H, 1) * 1.0,
    'W2': rng.randn(3 * M, H) / np.sqrt(H),
    'b2': np.vstack([np.zeros((M, 1)),                     # mixing logits
                     np.array([[0.2], [0.5], [0.8]]),      # means spread out
                     np.full((M, 1), np.log(0.3))]),       # log sigmas
}
LOG2PI = np.log(2 * np.pi)


def forward(w, xin):
    a = np.tanh(w['W1'] @ xin + w['b1'])
    o = w['W2'] @ a + w['b2']
    za, mu, s = o[:M], o[M:2 * M], o[2 * M:]
    za = za - za.max(0)
    alpha = np.exp(za) / np.exp(za).sum(0)
    return a, alpha, mu, s


def error(alpha, mu, s, t):
    logphi = -0.5 * ((t - mu) / np.exp(s)) ** 2 - s - 0.5 * LOG2PI
    lj = np.log(alpha + 1e-300) + logphi
    mx = lj.max(0)
    ll = mx + np.log(np.exp(lj - mx).sum(0))
    post = np.exp(lj - ll)            # responsibilities
    return -ll.mean(), post


def backward(w, xin, t, a, alpha, mu, s, post):
    var = np.exp(2 * s)
    d_alpha = alpha - post
    d_mu = post * (mu - t) / var
    d_s = post * (1 - (t - mu) ** 2 / var)
    d = np.concatenate([d_alpha, d_mu, d_s], axis=0) / t.shape[1]
    g = dict(W2=d @ a.T, b2=d.sum(1, keepdims=True))
    da = (1 - a ** 2) * (w['W2'].T @ d)
    g['W1'] = da @ xin.T
    g['b1'] = da.sum(1, keepdims=True)
    return g


def check(name, i, j, eps=1e-6):
    a, al, mu, s = forward(w, xin)
    _, post = error(al, mu, s, t)
    g = backward(w, xin, t, a, al, mu, s, post)[name][i, j]
    old = w[name][i, j]
    w[name][i, j] = old + eps
    ep = error(*forward(w, xin)[1:], t)[0]
    w[name][i, j] = old - eps
    em = error(*forward(w, xin)[1:], t)[0]
    w[name][i, j] = old
    return abs(g - (ep - em) / (2 * eps))


for nm, i, j in [('W1', 3, 0), ('b1', 7, 0), ('W2', 1, 4), ('W2', 4, 4), ('W2', 8, 2), ('b2', 6, 0)]:
    assert check(nm, i, j) < 1e-6, nm

m = {k: 0 * v for k, v in w.items()}
v = {k: 0 * v for k, v in w.items()}
for it in range(1, 4001):
    a, alpha, mu, s = forward(w, xin)
    E, post = error(alpha, mu, s, t)
    g = backward(w, xin, t, a, alpha, mu, s, post)
    for k in w:
        m[k] += 0.1 * (g[k] - m[k])
        v[k] += 0.001 * (g[k] ** 2 - v[k])
        w[k] -= 0.01 * m[k] / (1 - 0.9 ** it) / (np.sqrt(v[k] / (1 - 0.999 ** it)) + 1e-8)
    if it % 500 == 1:
        print('%5d  E = %.4f' % (it, E))

grid = np.array([[0.1, 0.5, 0.9]])
_, al, mu, s = forward(w, 2 * grid - 1)
print('centres at x=0.5:', mu[:, 1].round(2), 'weights', al[:, 1].round(2))
print('final negative log likelihood: %.4f' % E)
