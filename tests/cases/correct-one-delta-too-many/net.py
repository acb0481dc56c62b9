import numpy as np


def relu(X):
    np.clip(X, 0, np.finfo(X.dtype).max, out=X)
    return X


def logistic(X):
    np.negative(X, out=X)
    np.exp(X, out=X)
    X += 1
    np.reciprocal(X, out=X)
    return X


def stop_where_off(Z, delta):
    delta[Z == 0] = 0


class Perceptrons:
    def __init__(self, hidden_layer_sizes=(10,), alpha=0.001, learning_rate_init=0.2, max_iter=300, seed=0):
        self.hidden_layer_sizes = hidden_layer_sizes
        self.alpha = alpha
        self.learning_rate_init = learning_rate_init
        self.max_iter = max_iter
        self.seed = seed

    def _start(self, layer_units):
        rng = np.random.RandomState(self.seed)
        self.coefs_, self.intercepts_ = [], []
        for fan_in, fan_out in zip(layer_units[:-1], layer_units[1:]):
            bound = np.sqrt(6. / (fan_in + fan_out))
            self.coefs_.append(rng.uniform(-bound, bound, (fan_in, fan_out)))
            self.intercepts_.append(rng.uniform(-bound, bound, fan_out))
        self.n_layers_ = len(layer_units)

    def _forward_pass(self, activations):
        for i in range(self.n_layers_ - 1):
            activations[i + 1] = activations[i] @ self.coefs_[i]
            activations[i + 1] += self.intercepts_[i]
            if i + 1 != self.n_layers_ - 1:
                activations[i + 1] = relu(activations[i + 1])
        activations[i + 1] = logistic(activations[i + 1])
        return activations

    def _loss_grad(self, layer, n_samples, activations, deltas, coef_grads, intercept_grads):
        coef_grads[layer] = activations[layer].T @ deltas[layer]
        coef_grads[layer] += self.alpha * self.coefs_[layer]
        coef_grads[layer] /= n_samples
        intercept_grads[layer] = np.mean(deltas[layer], 0)

    def _backprop(self, X, y):
        n_samples = X.shape[0]
        activations = [X] + [None] * (self.n_layers_ - 1)
        deltas = [None] * self.n_layers_
        coef_grads = [None] * (self.n_layers_ - 1)
        intercept_grads = [None] * (self.n_layers_ - 1)

        activations = self._forward_pass(activations)
        p = np.clip(activations[-1], 1e-10, 1 - 1e-10)
        loss = -np.sum(y * np.log(p) + (1 - y) * np.log(1 - p)) / n_samples
        loss += 0.5 * self.alpha * sum(np.sum(s ** 2) for s in self.coefs_) / n_samples

        last = self.n_layers_ - 2
        deltas[last] = activations[-1] - y
        self._loss_grad(last, n_samples, activations, deltas, coef_grads, intercept_grads)
        for i in range(self.n_layers_ - 2, 0, -1):
            deltas[i - 1] = deltas[i] @ self.coefs_[i].T
            stop_where_off(activations[i], deltas[i - 1])
            self._loss_grad(i - 1, n_samples, activations, deltas, coef_grads, intercept_grads)
        return loss, coef_grads, intercept_grads

    def fit(self, X, y):
        y = y.reshape(-1, 1).astype(float)
        self._start([X.shape[1]] + list(self.hidden_layer_sizes) + [1])
        self.loss_curve_ = []
        for _ in range(self.max_iter):
            loss, coef_grads, intercept_grads = self._backprop(X, y)
            self.loss_curve_.append(loss)
            for p, g in zip(self.coefs_ + self.intercepts_, coef_grads + intercept_grads):
                p -= self.learning_rate_init * g
        return self

    def predict(self, X):
        return (self._forward_pass([X] + [None] * (self.n_layers_ - 1))[-1] > 0.5).ravel().astype(int)


if __name__ == "__main__":
    rng = np.random.RandomState(3)
    X = rng.uniform(-1, 1, (400, 2))
    y = ((X[:, 0] > 0) ^ (X[:, 1] > 0)).astype(int)
    clf = Perceptrons((16, 8), max_iter=2000).fit(X[:300], y[:300])
    print("loss curve", clf.loss_curve_[::400])
    print("score", np.mean(clf.predict(X[300:]) == y[300:]))
