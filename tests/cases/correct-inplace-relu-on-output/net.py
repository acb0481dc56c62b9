import numpy as np


def inplace_relu(Z):
    np.maximum(Z, 0, out=Z)


def inplace_relu_derivative(Z, delta):
    delta[Z == 0] = 0


def inplace_tanh(Z):
    np.tanh(Z, out=Z)


def inplace_tanh_derivative(Z, delta):
    delta *= 1 - Z ** 2


ACTIVATIONS = {'relu': inplace_relu, 'tanh': inplace_tanh}
DERIVATIVES = {'relu': inplace_relu_derivative, 'tanh': inplace_tanh_derivative}


class Perceptrons:
    def __init__(self, hidden=(24, 12), activation='relu', alpha=1e-3, rate=0.1, seed=0):
        self.hidden, self.activation = hidden, activation
        self.alpha, self.rate = alpha, rate
        self.rng = np.random.RandomState(seed)

    def _start(self, n_in, n_out):
        sizes = [n_in] + list(self.hidden) + [n_out]
        self.coefs_, self.intercepts_ = [], []
        for a, b in zip(sizes[:-1], sizes[1:]):
            bound = np.sqrt(6.0 / (a + b))
            self.coefs_.append(self.rng.uniform(-bound, bound, (a, b)))
            self.intercepts_.append(self.rng.uniform(-bound, bound, b))

    def _forward(self, X):
        acts = [X]
        for i, (W, b) in enumerate(zip(self.coefs_, self.intercepts_)):
            Z = acts[i] @ W
            Z += b
            if i + 1 < len(self.coefs_):
                ACTIVATIONS[self.activation](Z)
            acts.append(Z)
        acts[-1] = 1 / (1 + np.exp(-acts[-1]))
        return acts

    def _loss(self, y, prob):
        values = sum(np.sum(W ** 2) for W in self.coefs_)
        ce = -np.sum(y * np.log(prob) + (1 - y) * np.log(1 - prob)) / len(y)
        return ce + 0.5 * self.alpha * values / len(y)

    def _backprop(self, acts, y):
        n = len(y)
        coef_grads, intercept_grads = [None] * len(self.coefs_), [None] * len(self.coefs_)
        delta = acts[-1] - y
        for i in range(len(self.coefs_) - 1, -1, -1):
            coef_grads[i] = (acts[i].T @ delta + self.alpha * self.coefs_[i]) / n
            intercept_grads[i] = delta.mean(axis=0)
            if i > 0:
                delta = delta @ self.coefs_[i].T
                DERIVATIVES[self.activation](acts[i], delta)
        return coef_grads, intercept_grads

    def fit(self, X, y, epochs=120, batch_size=25):
        y = y.reshape(-1, 1)
        self._start(X.shape[1], 1)
        for epoch in range(epochs):
            order = self.rng.permutation(len(X))
            for s in range(0, len(X), batch_size):
                part = order[s:s + batch_size]
                acts = self._forward(X[part])
                cg, ig = self._backprop(acts, y[part])
                for i in range(len(cg)):
                    self.coefs_[i] -= self.rate * cg[i]
                    self.intercepts_[i] -= self.rate * ig[i]
            if epoch % 30 == 29:
                print('epoch', epoch + 1, 'loss', self._loss(y, self._forward(X)[-1]))
        return self

    def score(self, X, y):
        return np.mean((self._forward(X)[-1].ravel() > 0.5) == y)


def moons(n, rng):
    y = rng.randint(0, 2, n)
    a = rng.uniform(0, np.pi, n)
    X = np.column_stack([np.cos(a) * (1 - 2 * y) + y, np.sin(a) * (1 - 2 * y) + 0.5 * y])
    return X + 0.1 * rng.randn(n, 2), y


if __name__ == '__main__':
    rng = np.random.RandomState(7)
    X, y = moons(500, rng)
    model = Perceptrons().fit(X[:400], y[:400])
    print('test score', model.score(X[400:], y[400:]))
