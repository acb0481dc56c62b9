import numpy as np

# Generator learns N(3, 0.5).  D and G are updated in turn; when G learns,
# the gradient runs THROUGH D to its input but D itself stays as it is.
np.random.seed(8)
real_mu, real_sd = 3.0, 0.5
BATCH = 64


def init(sizes):
    return [[np.random.randn(a, b) * np.sqrt(1.0 / a), np.zeros((1, b))] for a, b in zip(sizes, sizes[1:])]


def lrelu(z):
    return np.where(z > 0, z, 0.2 * z)


def run(net, x):
    acts = [x]
    for i, (W, b) in enumerate(net):
        z = acts[-1].dot(W) + b
        acts.append(z if i == len(net) - 1 else lrelu(z))
    return acts


def back(net, acts, delta):
    grads = [None] * len(net)
    for i in range(len(net) - 1, -1, -1):
        if i < len(net) - 1:
            # lrelu keeps the sign so the activation tells the slope
            delta = delta * np.where(acts[i + 1] > 0, 1.0, 0.2)
        grads[i] = [acts[i].T.dot(delta), delta.sum(axis=0, keepdims=True)]
        delta = delta.dot(net[i][0].T)
    return grads, delta


class RMSProp:
    def __init__(self, net, lr):
        self.net, self.lr = net, lr
        self.cache = [[np.zeros_like(W), np.zeros_like(b)] for W, b in net]

    def step(self, grads):
        for layer, g, c in zip(self.net, grads, self.cache):
            for j in range(2):
                c[j] = 0.9 * c[j] + 0.1 * g[j] ** 2
                layer[j] -= self.lr * g[j] / (np.sqrt(c[j]) + 1e-6)


def features(x):
    # D sees x and x^2 so that it can judge the spread (centred for scale)
    u = x - 2.0
    return np.hstack([u, u ** 2])


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


G = init([1, 8, 1])
D = init([2, 16, 1])
optG, optD = RMSProp(G, 0.002), RMSProp(D, 0.004)
avgG = [[W.copy(), b.copy()] for W, b in G]

for it in range(4000):
    # ---- discriminator -------------------------------------------------
    xr = real_mu + real_sd * np.random.randn(BATCH, 1)
    z = np.random.randn(BATCH, 1)
    xf = run(G, z)[-1]
    x = np.vstack([xr, xf])
    y = np.vstack([np.full((BATCH, 1), 0.9), np.zeros((BATCH, 1))])   # one-sided smoothing
    acts = run(D, features(x))
    pd = sigmoid(acts[-1])
    lossD = -np.mean(y * np.log(pd + 1e-9) + (1 - y) * np.log(1 - pd + 1e-9))
    gD, _ = back(D, acts, (pd - y) / len(y))
    optD.step(gD)

    # ---- generator: minimise -log D(G(z)) ------------------------------
    z = np.random.randn(BATCH, 1)
    actsG = run(G, z)
    xf = actsG[-1]
    actsD = run(D, features(xf))
    pf = sigmoid(actsD[-1])
    lossG = -np.mean(np.log(pf + 1e-9))
    _, df = back(D, actsD, (pf - 1) / BATCH)          # D's own gradient thrown away
    dx = df[:, :1] + df[:, 1:] * 2 * (xf - 2.0)
    gG, _ = back(G, actsG, dx)
    optG.step(gG)

    for a, l in zip(avgG, G):
        for j in (0, 1):
            a[j] = 0.995 * a[j] + 0.005 * l[j]

    if it % 500 == 0:
        s = run(G, np.random.randn(2000, 1))[-1]
        print("it %4d  D %.3f  G %.3f  fake mean %.3f sd %.3f" % (it, lossD, lossG, s.mean(), s.std()))

s = run(avgG, np.random.randn(5000, 1))[-1]
print("averaged generator: mean %.3f (3.0)  sd %.3f (0.5)" % (s.mean(), s.std()))
print("distance to target: %.4f" % (abs(s.mean() - real_mu) + abs(s.std() - real_sd)))
