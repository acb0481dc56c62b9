import numpy as np


def make_flowers(rng, per_class=60):
    """Something like iris: four measurements in centimetres, three species."""
    means = np.array([[5.0, 3.4, 1.5, 0.25], [5.9, 2.8, 4.3, 1.3], [6.6, 3.0, 5.6, 2.0]])
    sds = np.array([[0.35, 0.35, 0.2, 0.1], [0.5, 0.3, 0.45, 0.2], [0.6, 0.3, 0.55, 0.27]])
    X = np.vstack([rng.normal(m, s, (per_class, 4)) for m, s in zip(means, sds)])
    y = np.repeat(np.arange(3), per_class)
    return X, y


class NeuralNetwork:
    def __init__(self, sizes, rng):
        self.W = [rng.normal(0, np.sqrt(1 / a), (a, b)) for a, b in zip(sizes[:-1], sizes[1:])]
        self.b = [np.zeros((1, b)) for b in sizes[1:]]

    def forward(self, X):
        self.A = [X]
        for W, b in zip(self.W[:-1], self.b[:-1]):
            self.A.append(np.tanh(self.A[-1] @ W + b))
        Z = self.A[-1] @ self.W[-1] + self.b[-1]
        E = np.exp(Z - Z.max(axis=1, keepdims=True))
        self.A.append(E / E.sum(axis=1, keepdims=True))
        return self.A[-1]

    def loss(self, X, Y):
        return -np.mean(np.sum(Y * np.log(self.forward(X) + 1e-12), axis=1))

    def backward(self, Y):
        dW, db = [None] * len(self.W), [None] * len(self.W)
        delta = (self.A[-1] - Y) / len(Y)
        for l in reversed(range(len(self.W))):
            dW[l] = self.A[l].T @ delta
            db[l] = delta.sum(axis=0, keepdims=True)
            if l > 0:
                delta = (delta @ self.W[l].T) * (1 - self.A[l] ** 2)
        return dW, db

    def get(self):
        return [w.copy() for w in self.W], [b.copy() for b in self.b]

    def put(self, state):
        self.W, self.b = [w.copy() for w in state[0]], [b.copy() for b in state[1]]

    def fit(self, X, Y, X_val, Y_val, rng, lr=0.1, batch=16, max_epochs=400, patience=25):
        best, best_state, wait = np.inf, self.get(), 0
        for epoch in range(max_epochs):
            order = rng.permutation(len(X))
            for k in range(0, len(X), batch):
                rows = order[k:k + batch]
                self.forward(X[rows])
                dW, db = self.backward(Y[rows])
                for l in range(len(self.W)):
                    self.W[l] -= lr * dW[l]
                    self.b[l] -= lr * db[l]
            val = self.loss(X_val, Y_val)
            if val < best - 1e-5:
                best, best_state, wait = val, self.get(), 0
            else:
                wait += 1
                if wait >= patience:
                    break
        self.put(best_state)
        return epoch + 1, best


def kfold(n, k, rng):
    order = rng.permutation(n)
    folds = np.array_split(order, k)
    for i in range(k):
        rest = np.concatenate([folds[j] for j in range(k) if j != i])
        yield rest, folds[i]


rng = np.random.default_rng(2024)
X, y = make_flowers(rng)
Y = np.eye(3)[y]
scores = []
for fold, (rest, test) in enumerate(kfold(len(X), 5, rng)):
    n_val = len(rest) // 5
    val, train = rest[:n_val], rest[n_val:]
    mu, sd = X[train].mean(axis=0), X[train].std(axis=0)
    scale = lambda part: (X[part] - mu) / sd
    net = NeuralNetwork([4, 10, 6, 3], rng)
    epochs, val_loss = net.fit(scale(train), Y[train], scale(val), Y[val], rng)
    acc = np.mean(net.forward(scale(test)).argmax(axis=1) == y[test])
    scores.append(acc)
    print("fold %d: stopped after %d epochs, val loss %.4f, test accuracy %.3f" % (fold + 1, epochs, val_loss, acc))
print("mean accuracy: %.4f" % np.mean(scores))
