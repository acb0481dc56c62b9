import numpy as np


def make_shirts(n, rng):
    """four kinds of shirt, nine measures each"""
    centres = rng.normal(0, 1.5, (4, 9))
    kind = rng.integers(0, 4, n)
    return centres[kind] + rng.normal(0, 0.6, (n, 9)), np.eye(4)[kind]


def start(sizes, rng):
    net = {}
    for i in range(1, len(sizes)):
        net["W%d" % i] = rng.normal(0, 1, (sizes[i - 1], sizes[i])) * np.sqrt(2 / sizes[i - 1])
        net["b%d" % i] = np.zeros(sizes[i])
    return net


def forward(net, X):
    h1 = np.maximum(0, X @ net["W1"] + net["b1"])
    h2 = np.maximum(0, h1 @ net["W2"] + net["b2"])
    s = h2 @ net["W3"] + net["b3"]
    e = np.exp(s - s.max(axis=1, keepdims=True))
    return h1, h2, e / e.sum(axis=1, keepdims=True)


def gradients(net, X, T):
    h1, h2, p = forward(net, X)
    d3 = (p - T) / len(X)
    d2 = (d3 @ net["W3"].T) * (h2 > 0)
    d1 = (d2 @ net["W2"].T) * (h1 > 0)
    return {"W3": h2.T @ d3, "b3": d3.sum(0), "W2": h1.T @ d2, "b2": d2.sum(0), "W1": X.T @ d1, "b1": d1.sum(0)}


rng = np.random.default_rng(2)
X, T = make_shirts(300, rng)
net = start([9, 16, 12, 4], rng)
for epoch in range(400):
    for begin in range(0, 300, 50):
        grads = gradients(net, X[begin:begin + 50], T[begin:begin + 50])
        for name in net:
            net[name] -= 0.2 * grads[name]
p = forward(net, X)[2]
print("right:", np.mean(p.argmax(1) == T.argmax(1)))
