import numpy as np


class RMSprop:
    def __init__(self, lr=0.001, rho=0.9, epsilon=1e-6):
        self.lr = lr
        self.rho = rho
        self.epsilon = epsilon
        self.accumulators = None

    def get_updates(self, params, grads):
        if self.accumulators is None:
            self.accumulators = [np.zeros(p.shape) for p in params]
        updates = []
        for i, (p, g) in enumerate(zip(params, grads)):
            new_a = self.rho * self.accumulators[i] + (1 - self.rho) * g ** 2
            self.accumulators[i] = new_a
            updates.append(p - self.lr * g / np.sqrt(new_a + self.epsilon))
        return updates


class Sequence:
    def __init__(self, sizes, rng):
        self.params = []
        for a, b in zip(sizes[:-1], sizes[1:]):
            limit = np.sqrt(6. / (a + b))
            self.params.append(rng.uniform(-limit, limit, (a, b)))
            self.params.append(np.zeros(b))

    def outputs(self, X):
        values = [X]
        n = len(self.params) // 2
        for k in range(n):
            z = values[-1] @ self.params[2 * k] + self.params[2 * k + 1]
            values.append(z if k == n - 1 else np.tanh(z))
        return values

    def loss(self, X, y):
        return np.abs(self.outputs(X)[-1] - y).mean()

    def grads(self, X, y):
        values = self.outputs(X)
        d = np.sign(values[-1] - y) / y.size
        grads = []
        for k in reversed(range(len(self.params) // 2)):
            grads = [values[k].T @ d, d.sum(0)] + grads
            if k:
                d = d @ self.params[2 * k].T * (1 - values[k] ** 2)
        return grads

    def fit(self, X, y, optimizer, nb_epoch, batch_size, rng):
        for epoch in range(nb_epoch):
            index = rng.permutation(len(X))
            for s in range(0, len(X), batch_size):
                ids = index[s:s + batch_size]
                self.params = optimizer.get_updates(self.params, self.grads(X[ids], y[ids]))
            if epoch % 20 == 0:
                print("Epoch", epoch, "mean absolute error", self.loss(X, y))


rng = np.random.default_rng(17)
X = rng.uniform(-1, 1, (500, 2))
y = np.c_[X[:, 0] * X[:, 1], np.cos(2 * X[:, 0])]

model = Sequence([2, 24, 24, 2], rng)
model.fit(X, y, RMSprop(lr=0.001), 100, 25, rng)
print("mean absolute error at the end", model.loss(X, y))
