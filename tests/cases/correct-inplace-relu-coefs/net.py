import numpy as np


def inplace_relu_derivative(Z, delta):
    """Z is what the unit has put out"""
    delta[Z == 0] = 0


class SmallRegressor:
    def __init__(self, hidden=(24, 12), alpha=1e-3, learning_rate=0.05, batch_size=25, seed=0):
        self.hidden, self.alpha = hidden, alpha
        self.learning_rate, self.batch_size = learning_rate, batch_size
        self.random_state = np.random.RandomState(seed)

    def _init_coef(self, fan_in, fan_out):
        bound = np.sqrt(6. / (fan_in + fan_out))
        return self.random_state.uniform(-bound, bound, (fan_in, fan_out)), self.random_state.uniform(-bound, bound, fan_out)

    def _forward_pass(self, activations):
        for i in range(self.n_layers_ - 1):
            activations[i + 1] = np.dot(activations[i], self.coefs_[i])
            activations[i + 1] += self.intercepts_[i]
            if i + 1 != self.n_layers_ - 1:
                np.maximum(activations[i + 1], 0, out=activations[i + 1])
        return activations

    def _compute_loss_grad(self, layer, n_samples, activations, deltas, coef_grads, intercept_grads):
        coef_grads[layer] = np.dot(activations[layer].T, deltas[layer])
        coef_grads[layer] += self.alpha * self.coefs_[layer]
        coef_grads[layer] /= n_samples
        intercept_grads[layer] = np.mean(deltas[layer], 0)

    def _backprop(self, X, y, activations, deltas, coef_grads, intercept_grads):
        n_samples = X.shape[0]
        activations = self._forward_pass(activations)
        loss = ((y - activations[-1]) ** 2).mean() / 2
        loss += 0.5 * self.alpha * sum(np.dot(s.ravel(), s.ravel()) for s in self.coefs_) / n_samples

        last = self.n_layers_ - 2
        deltas[last] = activations[-1] - y
        self._compute_loss_grad(last, n_samples, activations, deltas, coef_grads, intercept_grads)
        for i in range(last, 0, -1):
            deltas[i - 1] = np.dot(deltas[i], self.coefs_[i].T)
            inplace_relu_derivative(activations[i], deltas[i - 1])
            self._compute_loss_grad(i - 1, n_samples, activations, deltas, coef_grads, intercept_grads)
        return loss, coef_grads, intercept_grads

    def fit(self, X, y, max_iter=200):
        units = [X.shape[1]] + list(self.hidden) + [y.shape[1]]
        self.n_layers_ = len(units)
        start = [self._init_coef(a, b) for a, b in zip(units[:-1], units[1:])]
        self.coefs_, self.intercepts_ = [c for c, _ in start], [i for _, i in start]
        for it in range(max_iter):
            order = self.random_state.permutation(len(X))
            total = 0.0
            for k in range(0, len(X), self.batch_size):
                rows = order[k:k + self.batch_size]
                activations = [X[rows]] + [None] * (self.n_layers_ - 1)
                deltas, coef_grads, intercept_grads = ([None] * (self.n_layers_ - 1) for _ in range(3))
                loss, coef_grads, intercept_grads = self._backprop(X[rows], y[rows], activations, deltas, coef_grads, intercept_grads)
                total += loss * len(rows)
                for p, g in zip(self.coefs_ + self.intercepts_, coef_grads + intercept_grads):
                    p -= self.learning_rate * g
            if it % 40 == 39:
                print("Iteration %d, loss = %.8f" % (it + 1, total / len(X)))
        return self

    def predict(self, X):
        return self._forward_pass([X] + [None] * (self.n_layers_ - 1))[-1]

    def score(self, X, y):
        return 1 - np.sum((y - self.predict(X)) ** 2) / np.sum((y - y.mean()) ** 2)


if __name__ == "__main__":
    rng = np.random.RandomState(4)
    X = rng.uniform(-1, 1, (400, 3))
    y = np.abs(X[:, :1] + X[:, 1:2]) - X[:, 2:] ** 2
    net = SmallRegressor().fit(X[:300], y[:300])
    print("R2 on new rows:", net.score(X[300:], y[300:]))
