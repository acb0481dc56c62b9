import numpy as np

n, inputs, hidden, outputs = 22, 5, 6, 3
seed = 0
rng = np.random.RandomState(seed)
X = rng.randn(n, inputs)
labels = rng.randint(0, outputs, n)
sizes = [inputs, hidden, hidden, outputs]
weights = [rng.randn(a, b) * np.sqrt(2 / a) for a, b in zip(sizes[:-1], sizes[1:])]
biases = [rng.randn(b) * 0.1 for b in sizes[1:]]
batch, rate, lam = 11, 0.05, 0.01


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def run(x):
    zs, acts = [], [x]
    for k in range(len(weights)):
        z = acts[k] @ weights[k] + biases[k]
        zs.append(z)
        acts.append(np.maximum(z, 0) if k < len(weights) - 1 else softmax(z))
    return zs, acts


for epoch in range(12):
    order = rng.permutation(n)
    for begin in range(0, n, batch):
        rows = order[begin:begin + batch]
        x, y = X[rows], np.eye(outputs)[labels[rows]]
        zs, acts = run(x)
        loss = -np.sum(y * np.log(acts[-1])) / batch + lam / 2 * sum(np.sum(w ** 2) for w in weights)
        grads_w, grads_b = [None] * len(weights), [None] * len(weights)
        delta = (acts[-1] - y) / batch
        for k in range(len(weights) - 1, -1, -1):
            grads_w[k] = acts[k].T @ delta + lam * weights[k]
            grads_b[k] = delta.sum(axis=0)
            if k > 0:
                delta = (delta @ weights[k].T) * (zs[k - 1] > 0)
        for k in range(len(weights)):
            weights[k] -= rate * grads_w[k]
            biases[k] -= rate * grads_b[k]
    if epoch % 4 == 0:
        print(epoch, loss)
