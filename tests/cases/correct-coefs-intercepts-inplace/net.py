import numpy as np


def inplace_relu(z):
    np.maximum(z, 0, out=z)


def inplace_relu_derivative(Z, delta):
    delta[Z == 0] = 0


class MLPRegressor:
    """list of coefficient matrices, rows are samples"""

    def __init__(self, layer_units, alpha, random_state):
        self.alpha = alpha
        self.coefs, self.intercepts = [], []
        for fan_in, fan_out in zip(layer_units[:-1], layer_units[1:]):
            bound = np.sqrt(6.0 / (fan_in + fan_out))
            self.coefs.append(random_state.uniform(-bound, bound, (fan_in, fan_out)))
            self.intercepts.append(random_state.uniform(-bound, bound, fan_out))
        self.n_layers = len(layer_units)

    def forward_pass(self, activations):
        for i in range(self.n_layers - 1):
            activations[i + 1] = activations[i] @ self.coefs[i]
            activations[i + 1] += self.intercepts[i]
            if i + 1 != self.n_layers - 1:
                inplace_relu(activations[i + 1])
        return activations

    def backprop(self, X, y):
        n = X.shape[0]
        activations = self.forward_pass([X] + [None] * (self.n_layers - 1))
        loss = ((y - activations[-1]) ** 2).mean() / 2
        loss += 0.5 * self.alpha * sum(np.sum(s ** 2) for s in self.coefs) / n

        last = self.n_layers - 2
        deltas = [None] * (self.n_layers - 1)
        coef_grads, intercept_grads = [None] * (last + 1), [None] * (last + 1)
        deltas[last] = activations[-1] - y
        for i in range(last, -1, -1):
            coef_grads[i] = (activations[i].T @ deltas[i] + self.alpha * self.coefs[i]) / n
            intercept_grads[i] = np.mean(deltas[i], 0)
            if i > 0:
                deltas[i - 1] = deltas[i] @ self.coefs[i].T
                inplace_relu_derivative(activations[i], deltas[i - 1])
        return loss, coef_grads, intercept_grads

    def fit(self, X, y, rate, epochs, batch, random_state):
        for epoch in range(epochs):
            order = random_state.permutation(len(X))
            for k in range(0, len(X), batch):
                rows = order[k:k + batch]
                loss, cg, ig = self.backprop(X[rows], y[rows])
                self.coefs = [c - rate * g for c, g in zip(self.coefs, cg)]
                self.intercepts = [c - rate * g for c, g in zip(self.intercepts, ig)]
            if epoch % 40 == 39:
                print("Iteration %d, loss = %.6f" % (epoch + 1, loss))

    def predict(self, X):
        return self.forward_pass([X] + [None] * (self.n_layers - 1))[-1]


if __name__ == "__main__":
    rs = np.random.RandomState(8)
    X = rs.uniform(-1, 1, (400, 3))
    y = np.abs(X[:, :1]) + X[:, 1:2] * X[:, 2:]
    net = MLPRegressor([3, 24, 12, 1], 0.001, rs)
    net.fit(X[:300], y[:300], 0.05, 240, 25, rs)
    print("test error:", np.mean((net.predict(X[300:]) - y[300:]) ** 2))
