import numpy as np


class MultiLayer(object):
    """one hidden layer of rectifiers, logistic outputs"""

    def __init__(self, n_hidden=20, l2=0.0, epochs=50, eta=0.01, minibatch_size=20, seed=None):
        self.random = np.random.RandomState(seed)
        self.n_hidden = n_hidden
        self.l2 = l2
        self.epochs = epochs
        self.eta = eta
        self.minibatch_size = minibatch_size

    def _onehot(self, y, n_classes):
        onehot = np.zeros((n_classes, y.shape[0]))
        for idx, val in enumerate(y.astype(int)):
            onehot[val, idx] = 1.
        return onehot.T

    def _sigmoid(self, z):
        return 1. / (1. + np.exp(-np.clip(z, -250, 250)))

    def _forward(self, X):
        z_h = np.dot(X, self.w_h) + self.b_h
        a_h = np.maximum(z_h, 0.)
        z_out = np.dot(a_h, self.w_out) + self.b_out
        return z_h, a_h, z_out, self._sigmoid(z_out)

    def _compute_cost(self, y_enc, output):
        L2_term = self.l2 * (np.sum(self.w_h ** 2.) + np.sum(self.w_out ** 2.))
        term1 = -y_enc * (np.log(output + 1e-15))
        term2 = (1. - y_enc) * np.log(1. - output + 1e-15)
        return np.sum(term1 - term2) + L2_term

    def predict(self, X):
        return np.argmax(self._forward(X)[2], axis=1)

    def fit(self, X, y):
        n_output = np.unique(y).shape[0]
        n_features = X.shape[1]
        self.b_h = np.zeros(self.n_hidden)
        self.w_h = self.random.normal(loc=0.0, scale=0.5, size=(n_features, self.n_hidden))
        self.b_out = np.zeros(n_output)
        self.w_out = self.random.normal(loc=0.0, scale=0.1, size=(self.n_hidden, n_output))
        y_enc = self._onehot(y, n_output)

        for i in range(self.epochs):
            indices = np.arange(X.shape[0])
            self.random.shuffle(indices)
            for start in range(0, indices.shape[0] - self.minibatch_size + 1, self.minibatch_size):
                idx = indices[start:start + self.minibatch_size]
                z_h, a_h, z_out, a_out = self._forward(X[idx])

                sigma_out = a_out - y_enc[idx]
                sigma_h = np.dot(sigma_out, self.w_out.T) * (z_h > 0)

                grad_w_h = np.dot(X[idx].T, sigma_h)
                grad_b_h = np.sum(sigma_h, axis=0)
                grad_w_out = np.dot(a_h.T, sigma_out)
                grad_b_out = np.sum(sigma_out, axis=0)

                self.w_h -= self.eta * (grad_w_h + 2 * self.l2 * self.w_h)
                self.b_h -= self.eta * grad_b_h
                self.w_out -= self.eta * (grad_w_out + 2 * self.l2 * self.w_out)
                self.b_out -= self.eta * grad_b_out

            cost = self._compute_cost(y_enc, self._forward(X)[3])
            if i % 20 == 19:
                print("%d/%d | Cost: %s | Train acc: %.2f" % (i + 1, self.epochs, cost, np.mean(self.predict(X) == y)))
        return self


if __name__ == '__main__':
    rng = np.random.RandomState(2)
    y = rng.randint(0, 4, 400)
    alcohol = np.array([-6.0, -2.0, 2.0, 6.0])[y] + rng.normal(0, 0.5, 400)
    colour = np.array([5.0, -5.0, -5.0, 5.0])[y] + rng.normal(0, 0.5, 400)
    X = np.stack([alcohol, colour, rng.normal(0, 1, 400)], axis=1)
    X = (X - X.mean(axis=0)) / X.std(axis=0)
    X[:4, :2] *= 6      # a few odd bottles
    nn = MultiLayer(n_hidden=20, epochs=100, eta=0.01, seed=1)
    nn.fit(X, y)
