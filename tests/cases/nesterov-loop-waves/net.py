import numpy as np

rng = np.random.default_rng(8)
X = rng.uniform(-1, 1, (320, 3))
Y = np.column_stack([np.sin(3 * X[:, 0]) * X[:, 1], np.cos(2 * X[:, 2])])

sizes = [3, 24, 24, 2]
weights, biases = [], []
for a, b in zip(sizes[:-1], sizes[1:]):
    weights.append(rng.normal(0, 1 / np.sqrt(a), (a, b)))
    biases.append(np.zeros(b))


def predict(x):
    hs = [x]
    for i in range(len(weights)):
        z = hs[-1] @ weights[i] + biases[i]
        hs.append(np.tanh(z) if i < len(weights) - 1 else z)
    return hs


def backprop(x, y):
    hs = predict(x)
    d = 2 * (hs[-1] - y) / y.size
    gW, gb = [], []
    for i in reversed(range(len(weights))):
        gW.insert(0, hs[i].T @ d)
        gb.insert(0, d.sum(axis=0))
        if i > 0:
            d = (d @ weights[i].T) * (1 - hs[i] ** 2)
    return gW, gb


momentum = 0.9
learning_rate = 0.02
past_W = [np.zeros_like(w) for w in weights]
past_b = [np.zeros_like(b) for b in biases]

for epoch in range(150):
    order = rng.permutation(len(X))
    for s in range(0, len(X), 40):
        gW, gb = backprop(X[order[s:s + 40]], Y[order[s:s + 40]])
        for i in range(len(weights)):
            velocity = past_W[i] * momentum + learning_rate * gW[i]
            weights[i] = weights[i] + momentum * velocity - learning_rate * gW[i]
            past_W[i] = velocity
            velocity = past_b[i] * momentum + learning_rate * gb[i]
            biases[i] = biases[i] + momentum * velocity - learning_rate * gb[i]
            past_b[i] = velocity
    if epoch % 30 == 29:
        print("epoch", epoch + 1, "loss", np.mean((predict(X)[-1] - Y) ** 2))
