import numpy as np

np.random.seed(21)

# columns are samples
angles = np.random.uniform(0, 2 * np.pi, 500)
inner = np.random.rand(500) < 0.5
radius = np.where(inner, 0.6, 1.4) + np.random.normal(0, 0.15, 500)
X = np.vstack([radius * np.cos(angles), radius * np.sin(angles)])
Y = inner.astype(float).reshape(1, 500)
X_test, Y_test = X[:, 400:], Y[:, 400:]
X, Y = X[:, :400], Y[:, :400]

stay = 0.8
rate = 0.3


def start(dims):
    P = {}
    for l in range(1, len(dims)):
        P["W" + str(l)] = np.random.randn(dims[l], dims[l - 1]) * np.sqrt(2 / dims[l - 1])
        P["b" + str(l)] = np.zeros((dims[l], 1))
    return P


def forward_thinned(X, P, stay):
    p1 = np.dot(P["W1"], X) + P["b1"]
    h1 = np.maximum(0, p1)
    keep1 = np.random.rand(*h1.shape) < stay
    h1 = h1 * keep1 / stay
    p2 = np.dot(P["W2"], h1) + P["b2"]
    h2 = np.maximum(0, p2)
    keep2 = np.random.rand(*h2.shape) < stay
    h2 = h2 * keep2 / stay
    prob = 1 / (1 + np.exp(-(np.dot(P["W3"], h2) + P["b3"])))
    return prob, (keep1, h1, keep2, h2)


def forward(X, P):
    # nothing is dropped and nothing is scaled here
    h1 = np.maximum(0, np.dot(P["W1"], X) + P["b1"])
    h2 = np.maximum(0, np.dot(P["W2"], h1) + P["b2"])
    return 1 / (1 + np.exp(-(np.dot(P["W3"], h2) + P["b3"])))


def cost_of(prob, Y):
    return -np.mean(Y * np.log(prob + 1e-12) + (1 - Y) * np.log(1 - prob + 1e-12))


def backward_thinned(X, Y, prob, cache, P, stay):
    keep1, h1, keep2, h2 = cache
    m = X.shape[1]
    G = {}
    e3 = prob - Y
    G["W3"] = 1. / m * np.dot(e3, h2.T)
    G["b3"] = 1. / m * np.sum(e3, axis=1, keepdims=True)
    u2 = np.dot(P["W3"].T, e3) * keep2 / stay
    e2 = np.multiply(u2, np.int64(h2 > 0))
    G["W2"] = 1. / m * np.dot(e2, h1.T)
    G["b2"] = 1. / m * np.sum(e2, axis=1, keepdims=True)
    u1 = np.dot(P["W2"].T, e2) * keep1 / stay
    e1 = np.multiply(u1, np.int64(h1 > 0))
    G["W1"] = 1. / m * np.dot(e1, X.T)
    G["b1"] = 1. / m * np.sum(e1, axis=1, keepdims=True)
    return G


P = start([2, 20, 10, 1])
for i in range(2001):
    prob, cache = forward_thinned(X, P, stay)
    G = backward_thinned(X, Y, prob, cache, P, stay)
    for key in P:
        P[key] = P[key] - rate * G[key]
    if i % 500 == 0:
        print("Cost after iteration {}: {}".format(i, cost_of(prob, Y)))

print("train accuracy", np.mean((forward(X, P) > 0.5) == Y))
print("test accuracy", np.mean((forward(X_test, P) > 0.5) == Y_test))
