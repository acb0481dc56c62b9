import numpy as np


class RingClassifier:
    """two hidden layers, cross entropy; fit / predict / score like the big libraries"""

    def __init__(self, hidden=(16, 8), lr=0.05, epochs=400, batch_size=32, random_state=None):
        self.hidden = hidden
        self.lr = lr
        self.epochs = epochs
        self.batch_size = batch_size
        self.rng = np.random.default_rng(random_state)

    def _start(self, n_features, n_classes):
        dims = [n_features, *self.hidden, n_classes]
        self.coefs_ = [self.rng.normal(0, np.sqrt(2 / a), (a, b)) for a, b in zip(dims, dims[1:])]
        self.intercepts_ = [np.zeros(b) for b in dims[1:]]

    def _propagate(self, X):
        acts = [X]
        for W, b in zip(self.coefs_, self.intercepts_):
            z = acts[-1] @ W + b
            acts.append(z if len(acts) == len(self.coefs_) else np.tanh(z))
        logits = acts[-1] - acts[-1].max(axis=1, keepdims=True)
        return acts, np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)

    def _loss(self, X, Y):
        return -np.mean(np.sum(Y * np.log(self._propagate(X)[1] + 1e-12), axis=1))

    def _batch(self, X, Y):
        acts, probs = self._propagate(X)
        delta = (probs - Y) / len(X)
        for i in reversed(range(len(self.coefs_))):
            grad_W, grad_b = acts[i].T @ delta, delta.sum(axis=0)
            delta = delta @ self.coefs_[i].T * (1 - acts[i] ** 2)
            self.coefs_[i] -= self.lr * grad_W
            self.intercepts_[i] -= self.lr * grad_b

    def fit(self, X, y):
        Y = np.eye(y.max() + 1)[y]
        self._start(X.shape[1], Y.shape[1])
        for epoch in range(self.epochs):
            idx = self.rng.permutation(len(X))
            for s in range(0, len(X), self.batch_size):
                self._batch(X[idx[s:s + self.batch_size]], Y[idx[s:s + self.batch_size]])
            if epoch % 80 == 0:
                print("epoch", epoch, "loss", round(self._loss(X, Y), 5))
        return self

    def predict(self, X):
        return self._propagate(X)[1].argmax(axis=1)

    def score(self, X, y):
        return np.mean(self.predict(X) == y)


if __name__ == "__main__":
    rng = np.random.default_rng(3)
    shots = rng.normal(0, 1, (450, 2))
    ring = np.digitize(np.hypot(*shots.T), [0.7, 1.4])
    clf = RingClassifier(random_state=1).fit(shots[:300], ring[:300])
    print("score on training shots", clf.score(shots[:300], ring[:300]))
    print("score on new shots", clf.score(shots[300:], ring[300:]))
