import numpy as np


def inplace_logistic_derivative(Z, delta):
    delta *= Z
    delta *= (1 - Z)


def inplace_tanh_derivative(Z, delta):
    delta *= (1 - Z ** 2)


def inplace_relu_derivative(Z, delta):
    delta[Z == 0] = 0


DERIVATIVES = {'logistic': inplace_logistic_derivative, 'tanh': inplace_tanh_derivative,
               'relu': inplace_relu_derivative}
ACTIVATIONS = {'logistic': lambda X: 1 / (1 + np.exp(-X)), 'tanh': np.tanh, 'relu': lambda X: X.clip(0)}


class SmallMLP:
    def __init__(self, hidden, activation='relu', learning_rate_init=0.2, max_iter=200, random_state=0):
        self.hidden = hidden
        self.activation = activation
        self.eta = learning_rate_init
        self.max_iter = max_iter
        self.rng = np.random.RandomState(random_state)

    def _forward_pass(self, activations):
        for i in range(self.n_layers_ - 1):
            activations[i + 1] = activations[i] @ self.coefs_[i] + self.intercepts_[i]
            if i + 1 != self.n_layers_ - 1:
                activations[i + 1] = ACTIVATIONS[self.activation](activations[i + 1])
        activations[-1] = ACTIVATIONS['logistic'](activations[-1])
        return activations

    def _backprop(self, X, y):
        n = X.shape[0]
        activations = self._forward_pass([X] + [None] * (self.n_layers_ - 1))
        deltas = [None] * (self.n_layers_ - 1)
        coef_grads = [None] * len(deltas)
        intercept_grads = [None] * len(deltas)
        last = self.n_layers_ - 2
        # log loss and logistic output
        deltas[last] = activations[-1] - y
        coef_grads[last] = activations[last].T @ deltas[last] / n
        intercept_grads[last] = deltas[last].mean(0)
        for i in range(last, 0, -1):
            deltas[i - 1] = deltas[i] @ self.coefs_[i].T
            DERIVATIVES[self.activation](activations[i], deltas[i - 1])
            coef_grads[i - 1] = activations[i - 1].T @ deltas[i - 1] / n
            intercept_grads[i - 1] = deltas[i - 1].mean(0)
        return coef_grads, intercept_grads

    def fit(self, X, y):
        sizes = [X.shape[1]] + list(self.hidden) + [y.shape[1]]
        self.n_layers_ = len(sizes)
        self.coefs_, self.intercepts_ = [], []
        for a, b in zip(sizes, sizes[1:]):
            bound = np.sqrt(6.0 / (a + b))
            self.coefs_.append(self.rng.uniform(-bound, bound, (a, b)))
            self.intercepts_.append(self.rng.uniform(-bound, bound, b))
        for it in range(self.max_iter):
            sample_idx = self.rng.permutation(len(X))
            for batch in np.array_split(sample_idx, max(1, len(X) // 25)):
                cg, ig = self._backprop(X[batch], y[batch])
                for p, g in zip(self.coefs_ + self.intercepts_, cg + ig):
                    p -= self.eta * g
        return self

    def predict(self, X):
        return self._forward_pass([X] + [None] * (self.n_layers_ - 1))[-1] > 0.5

    def score(self, X, y):
        return np.mean(self.predict(X) == y)


if __name__ == '__main__':
    rng = np.random.RandomState(4)
    X = rng.normal(size=(500, 3))
    y = (np.sin(2 * X[:, :1]) + X[:, 1:2] * X[:, 2:] > 0)
    for activation in ('relu', 'tanh'):
        clf = SmallMLP((20, 10), activation).fit(X[:400], y[:400])
        print(activation, 'train', clf.score(X[:400], y[:400]))
        print(activation, 'test score', clf.score(X[400:], y[400:]))
