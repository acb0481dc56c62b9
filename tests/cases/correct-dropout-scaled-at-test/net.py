import numpy as np

# ---------------------------------------------------------------- data
rng = np.random.RandomState(77)
n_class, n_in = 6, 30
proto = rng.randn(n_class, 3, n_in)                       # three sub-clusters per class


def draw(n):
    lab = rng.randint(0, n_class, n)
    return proto[lab, rng.randint(0, 3, n)] + 1.0 * rng.randn(n, n_in), lab


X, y = draw(1000)
Xt, yt = draw(500)

# ---------------------------------------------------------------- model
p_in, p_hid, C = 0.9, 0.5, 3.0
W1 = 0.1 * rng.randn(n_in, 100)
b1 = np.zeros(100)
W2 = 0.1 * rng.randn(100, n_class)
b2 = np.zeros(n_class)
params = [W1, b1, W2, b2]
vel = [0 * q for q in params]


def train_pass(x, t, m0, m1):
    """the masks m0, m1 contain 0/1; nothing is rescaled while training"""
    x = x * m0
    z1 = x @ W1 + b1
    h = np.maximum(z1, 0) * m1
    z2 = h @ W2 + b2
    z2 = z2 - z2.max(1, keepdims=True)
    prob = np.exp(z2) / np.exp(z2).sum(1, keepdims=True)
    cost = -np.log(prob[range(len(t)), t]).mean()
    d2 = prob
    d2[range(len(t)), t] -= 1
    d2 /= len(t)
    d1 = (d2 @ W2.T) * m1 * (z1 > 0)
    return cost, [x.T @ d1, d1.sum(0), h.T @ d2, d2.sum(0)]


def mean_network(x):
    """all units present, outgoing weights shrunk by the keep probability"""
    h = np.maximum(x @ (p_in * W1) + b1, 0)
    return h @ (p_hid * W2) + b2


# ---------------------------------------------------------------- training
lr, mu, batch = 0.1, 0.9, 50
for epoch in range(60):
    if epoch in (30, 45):
        lr /= 2
    perm = rng.permutation(len(X))
    running = 0.0
    for k in range(0, len(X), batch):
        i = perm[k:k + batch]
        m0 = rng.binomial(1, p_in, (batch, n_in))
        m1 = rng.binomial(1, p_hid, (batch, 100))
        cost, grads = train_pass(X[i], y[i], m0, m1)
        running += cost
        for q, v, g in zip(params, vel, grads):
            v *= mu
            v -= lr * g
            q += mu * v - lr * g
        # max-norm: columns of the weights may not leave the ball of radius C
        for W in (W1, W2):
            length = np.sqrt((W ** 2).sum(axis=0))
            W *= np.minimum(1, C / (length + 1e-12))
    if epoch % 10 == 0:
        print('epoch %2d  dropout cost %.4f' % (epoch, running / (len(X) / batch)))

print('train accuracy', (mean_network(X).argmax(1) == y).mean())
print('test accuracy', (mean_network(Xt).argmax(1) == yt).mean())
