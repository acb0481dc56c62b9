import numpy as np


class Softmax2:
    def __init__(self, sizes, rng):
        self.Ws = [rng.normal(0, np.sqrt(1 / a), (b, a)) for a, b in zip(sizes, sizes[1:])]
        self.bs = [np.zeros((b, 1)) for b in sizes[1:]]

    def outputs(self, X):
        self.acts = [X]
        for W, b in zip(self.Ws[:-1], self.bs[:-1]):
            self.acts.append(np.tanh(W @ self.acts[-1] + b))
        z = self.Ws[-1] @ self.acts[-1] + self.bs[-1]
        e = np.exp(z - z.max(axis=0))
        return e / e.sum(axis=0)

    def train_batch(self, X, Y, eta):
        d = (self.outputs(X) - Y) / X.shape[1]
        for l in reversed(range(len(self.Ws))):
            gW, gb = d @ self.acts[l].T, d.sum(axis=1, keepdims=True)
            d = (self.Ws[l].T @ d) * (1 - self.acts[l] ** 2)
            self.Ws[l] -= eta * gW
            self.bs[l] -= eta * gb

    def classes(self, X):
        return np.argmax(self.outputs(X), axis=0)


def batches(data, size, rng, epochs=1):
    """columns of data in mixed order, again and again"""
    for _ in range(epochs):
        mixed = data[:, rng.permutation(data.shape[1])]
        for k in range(0, mixed.shape[1], size):
            yield mixed[:, k:k + size]


rng = np.random.default_rng(21)
genre = rng.integers(0, 4, 500)
tempo = np.array([70, 100, 125, 140])[genre] + rng.normal(0, 9, 500)
loud = np.array([0.2, 0.8, 0.5, 0.9])[genre] + rng.normal(0, 0.08, 500)
songs = np.vstack([(tempo - 110) / 30, (loud - 0.6) * 3])

train, test = songs[:, :400], songs[:, 400:]
y_train, y_test = genre[:400], genre[400:]

net = Softmax2([2, 12, 4], rng)
together = np.vstack([train, np.eye(4)[y_train].T])
for step, part in enumerate(batches(together, 20, rng, epochs=60)):
    net.train_batch(part[:2], part[2:], 0.3)
print("train accuracy:", np.mean(net.classes(train) == y_train))

# the test set goes through the same generator, piece by piece
all_predictions = np.concatenate([net.classes(test[:, k:k + 20]) for k in range(0, test.shape[1], 20)])
correct_predictions = float(np.sum(all_predictions == y_test))
print("number of test songs:", len(y_test))
print("test accuracy:", correct_predictions / len(y_test))
