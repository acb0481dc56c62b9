import numpy as np
from sklearn.datasets import load_digits


class PerceptronStack(object):
    """one hidden layer; l2 is the strength of the weight penalty"""

    def __init__(self, n_hidden=30, l2=0.0, epochs=100, eta=0.001, minibatch_size=50, seed=None):
        self.random = np.random.RandomState(seed)
        self.n_hidden, self.l2, self.epochs = n_hidden, l2, epochs
        self.eta, self.minibatch_size = eta, minibatch_size

    def _onehot(self, y, n_classes):
        onehot = np.zeros((n_classes, y.shape[0]))
        for idx, val in enumerate(y.astype(int)):
            onehot[val, idx] = 1.
        return onehot.T

    def _sigmoid(self, z):
        return 1. / (1. + np.exp(-np.clip(z, -250, 250)))

    def _forward(self, X):
        z_h = np.dot(X, self.w_h) + self.b_h
        a_h = self._sigmoid(z_h)
        z_out = np.dot(a_h, self.w_out) + self.b_out
        return z_h, a_h, z_out, self._sigmoid(z_out)

    def _cost(self, y_enc, a_out):
        penalty = 0.5 * self.l2 * (np.sum(self.w_h ** 2.) + np.sum(self.w_out ** 2.))
        term1 = -y_enc * np.log(a_out + 1e-12)
        term2 = (1. - y_enc) * np.log(1. - a_out + 1e-12)
        return np.sum(term1 - term2) + penalty

    def predict(self, X):
        return np.argmax(self._forward(X)[2], axis=1)

    def _gradients(self, X, y_enc):
        z_h, a_h, z_out, a_out = self._forward(X)
        delta_out = a_out - y_enc
        slope_h = a_h * (1. - a_h)
        delta_h = np.dot(delta_out, self.w_out.T) * slope_h
        return (np.dot(X.T, delta_h) + self.l2 * self.w_h, np.sum(delta_h, axis=0),
                np.dot(a_h.T, delta_out) + self.l2 * self.w_out, np.sum(delta_out, axis=0))

    def fit(self, X, y, X_valid, y_valid):
        n_out = np.unique(y).shape[0]
        self.b_h, self.b_out = np.zeros(self.n_hidden), np.zeros(n_out)
        self.w_h = self.random.normal(0.0, 0.1, (X.shape[1], self.n_hidden))
        self.w_out = self.random.normal(0.0, 0.1, (self.n_hidden, n_out))
        y_enc = self._onehot(y, n_out)
        for i in range(self.epochs):
            indices = np.arange(X.shape[0])
            self.random.shuffle(indices)
            for start in range(0, indices.shape[0] - self.minibatch_size + 1, self.minibatch_size):
                batch = indices[start:start + self.minibatch_size]
                g_w_h, g_b_h, g_w_out, g_b_out = self._gradients(X[batch], y_enc[batch])
                self.w_h -= self.eta * g_w_h
                self.b_h -= self.eta * g_b_h
                self.w_out -= self.eta * g_w_out
                self.b_out -= self.eta * g_b_out
            if i % 20 == 19:
                cost = self._cost(y_enc, self._forward(X)[3])
                hits = np.mean(self.predict(X_valid) == y_valid)
                print("%d/%d cost %.2f valid %.2f%%" % (i + 1, self.epochs, cost, 100 * hits))
        return self


if __name__ == "__main__":
    X, y = load_digits(return_X_y=True)
    X = X / 16.
    net = PerceptronStack(n_hidden=30, l2=0.01, epochs=60, eta=0.01, seed=1)
    net.fit(X[:1200], y[:1200], X[1200:1500], y[1200:1500])
    print("test accuracy:", np.mean(net.predict(X[1500:]) == y[1500:]))
