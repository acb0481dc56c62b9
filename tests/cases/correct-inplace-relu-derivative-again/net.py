import numpy as np


def inplace_relu(X):
    np.maximum(X, 0, out=X)


def inplace_relu_derivative(Z, delta):
    delta[Z == 0] = 0


class Regressor:
    def __init__(self, hidden, alpha=1e-4, rate=0.05, epochs=120, batch_size=50, seed=0):
        self.hidden, self.alpha, self.rate = hidden, alpha, rate
        self.epochs, self.batch_size = epochs, batch_size
        self.rng = np.random.RandomState(seed)

    def start(self, n_in, n_out):
        units = [n_in] + list(self.hidden) + [n_out]
        self.coefs, self.intercepts = [], []
        for a, b in zip(units, units[1:]):
            bound = np.sqrt(6.0 / (a + b))
            self.coefs.append(self.rng.uniform(-bound, bound, (a, b)))
            self.intercepts.append(self.rng.uniform(-bound, bound, b))

    def forward(self, activations):
        for i, (w, b) in enumerate(zip(self.coefs, self.intercepts)):
            activations[i + 1] = activations[i] @ w
            activations[i + 1] += b
            if i + 1 != len(self.coefs):
                inplace_relu(activations[i + 1])
        return activations

    def backprop(self, X, y):
        n = X.shape[0]
        activations = self.forward([X] + [None] * len(self.coefs))
        loss = ((y - activations[-1]) ** 2).mean() / 2
        loss += 0.5 * self.alpha * sum(np.dot(w.ravel(), w.ravel()) for w in self.coefs) / n
        coef_grads = [None] * len(self.coefs)
        intercept_grads = [None] * len(self.coefs)
        delta = activations[-1] - y
        for i in range(len(self.coefs) - 1, -1, -1):
            coef_grads[i] = (activations[i].T @ delta + self.alpha * self.coefs[i]) / n
            intercept_grads[i] = delta.mean(axis=0)
            if i > 0:
                delta = delta @ self.coefs[i].T
                inplace_relu_derivative(activations[i], delta)
        return loss, coef_grads, intercept_grads

    def fit(self, X, y):
        self.start(X.shape[1], y.shape[1])
        for epoch in range(self.epochs):
            order = self.rng.permutation(len(X))
            total = 0
            for k in range(0, len(X), self.batch_size):
                pick = order[k:k + self.batch_size]
                loss, gw, gb = self.backprop(X[pick], y[pick])
                total += loss * len(pick)
                for i in range(len(gw)):
                    self.coefs[i] -= self.rate * gw[i]
                    self.intercepts[i] -= self.rate * gb[i]
            if epoch % 20 == 0:
                print("epoch", epoch, "loss", total / len(X))
        return self

    def predict(self, X):
        return self.forward([X] + [None] * len(self.coefs))[-1]


if __name__ == "__main__":
    rng = np.random.RandomState(4)
    X = rng.uniform(-1, 1, (600, 3))
    y = (np.sin(3 * X[:, 0]) + X[:, 1] * X[:, 2]).reshape(-1, 1)
    model = Regressor((24, 24)).fit(X[:450], y[:450])
    rest = y[450:]
    score = 1 - np.sum((model.predict(X[450:]) - rest) ** 2) / np.sum((rest - rest.mean()) ** 2)
    print("r2 on the held-out rows", score)
