import numpy as np

rng = np.random.RandomState(17)

text = ("every morning a small boat leaves our harbour and brings fresh fish back before noon "
        "so people wait there ").split() * 12
words = sorted(set(text))
code = {w: i for i, w in enumerate(words)}
V, N, C = len(words), 8, 2


def batches(size):
    xs, ys = [], []
    for i in range(C, len(text) - C):
        around = [code[w] for w in text[i - C:i] + text[i + 1:i + C + 1]]
        xs.append(np.bincount(around, minlength=V) / len(around))
        ys.append(np.eye(V)[code[text[i]]])
    order = rng.permutation(len(xs))
    for k in range(0, len(xs), size):
        part = order[k:k + size]
        yield np.array(xs)[part].T, np.array(ys)[part].T


def softmax(z):
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)


def forward_prop(x):
    h = np.maximum(0, W1 @ x + b1)
    return W2 @ h + b2, h


def back_prop(x, yhat, y, h):
    size = x.shape[1]
    ones = np.ones((size, 1))
    l1 = W2.T @ (yhat - y)
    l1 = np.where(h > 0, l1, 0)
    return (l1 @ x.T / size, l1 @ ones / size,
            (yhat - y) @ h.T / size, (yhat - y) @ ones / size)


W1, b1 = rng.rand(N, V) - 0.3, np.zeros((N, 1))
W2, b2 = rng.rand(V, N) - 0.5, np.zeros((V, 1))
alpha = 0.5
for epoch in range(60):
    cost, right, seen = 0, 0, 0
    for x, y in batches(40):
        z, h = forward_prop(x)
        yhat = softmax(z)
        cost -= np.sum(y * np.log(yhat + 1e-12))
        right += np.sum(yhat.argmax(axis=0) == y.argmax(axis=0))
        seen += x.shape[1]
        g1, gb1, g2, gb2 = back_prop(x, yhat, y, h)
        W1 -= alpha * g1
        b1 -= alpha * gb1
        W2 -= alpha * g2
        b2 -= alpha * gb2
    if epoch % 10 == 9:
        print("epoch", epoch + 1, "cost", cost / seen, "share right", right / seen)
