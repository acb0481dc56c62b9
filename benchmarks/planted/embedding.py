import numpy as np

n, inputs, hidden, outputs = 8, 4, 5, 3
words, rate = 6, 0.1
rng = np.random.default_rng(0)
texts = rng.integers(0, words, size=(n, inputs))
labels = rng.integers(0, outputs, size=n)
table = rng.normal(size=(words, hidden))
W = rng.normal(size=(hidden, outputs))
b = rng.normal(size=outputs) * 0.1


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


for epoch in range(40):
    h = np.tanh(table[texts].mean(axis=1))
    p = softmax(h @ W + b)
    loss = -np.log(p[np.arange(n), labels]).mean()

    d = p.copy()
    d[np.arange(n), labels] -= 1
    d /= n
    dW = h.T @ d
    db = d.sum(axis=0)
    dh = d @ W.T * (1 - h ** 2)
    dtable = np.zeros_like(table)
    np.add.at(dtable, texts, dh[:, None, :] / inputs)

    W -= rate * dW
    b -= rate * db
    table -= rate * dtable
    if epoch % 10 == 0:
        print(epoch, loss)
