import numpy as np


class NeuralNetMLP(object):
    """Multilayer perceptron, one hidden layer, logistic units

    l2 : strength of the penalty, eta : learning rate,
    minibatch_size : samples per update
    """

    def __init__(self, n_hidden=30, l2=0., epochs=100, eta=0.001, minibatch_size=1, seed=None):
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
        a_h = self._sigmoid(z_h)
        z_out = np.dot(a_h, self.w_out) + self.b_out
        a_out = self._sigmoid(z_out)
        return z_h, a_h, z_out, a_out

    def _compute_cost(self, y_enc, output):
        penalty = 0.5 * self.l2 * (np.sum(self.w_h ** 2.) + np.sum(self.w_out ** 2.))
        term1 = -y_enc * np.log(output)
        term2 = (1. - y_enc) * np.log(1. - output)
        return np.sum(term1 - term2) + penalty

    def predict(self, X):
        z_h, a_h, z_out, a_out = self._forward(X)
        return np.argmax(z_out, axis=1)

    def fit(self, X_train, y_train, X_valid, y_valid):
        n_output = np.unique(y_train).shape[0]
        n_features = X_train.shape[1]
        self.b_h = np.zeros(self.n_hidden)
        self.w_h = self.random.normal(loc=0.0, scale=0.1, size=(n_features, self.n_hidden))
        self.b_out = np.zeros(n_output)
        self.w_out = self.random.normal(loc=0.0, scale=0.1, size=(self.n_hidden, n_output))
        y_train_enc = self._onehot(y_train, n_output)

        for i in range(self.epochs):
            indices = np.arange(X_train.shape[0])
            self.random.shuffle(indices)
            for start in range(0, indices.shape[0] - self.minibatch_size + 1, self.minibatch_size):
                batch_idx = indices[start:start + self.minibatch_size]
                z_h, a_h, z_out, a_out = self._forward(X_train[batch_idx])

                # [n_samples, n_classlabels]
                delta_out = a_out - y_train_enc[batch_idx]
                sigmoid_derivative_h = a_h * (1. - a_h)
                delta_h = np.dot(delta_out, self.w_out.T) * sigmoid_derivative_h

                grad_w_h = np.dot(X_train[batch_idx].T, delta_h)
                grad_b_h = np.sum(delta_h, axis=0)
                grad_w_out = np.dot(a_h.T, delta_out)
                grad_b_out = np.sum(delta_out, axis=0)

                # penalty for the weights, not for the bias units
                self.w_h -= self.eta * (grad_w_h + self.l2 * self.w_h)
                self.b_h -= self.eta * grad_b_h
                self.w_out -= self.eta * (grad_w_out + self.l2 * self.w_out)
                self.b_out -= self.eta * grad_b_out

            if i % 20 == 19:
                cost = self._compute_cost(y_train_enc, self._forward(X_train)[3])
                valid_acc = np.sum(y_valid == self.predict(X_valid)) / X_valid.shape[0]
                print("%d/%d | Cost: %.2f | Valid Acc.: %.2f%%" % (i + 1, self.epochs, cost, valid_acc * 100))
        return self


if __name__ == "__main__":
    rng = np.random.RandomState(1)
    y = rng.randint(0, 8, 1000)
    strokes = rng.normal(0, 1, (8, 30))
    X = np.tanh(strokes[y] + rng.normal(0, 0.9, (1000, 30)))
    nn = NeuralNetMLP(n_hidden=20, l2=0.01, epochs=100, eta=0.005, minibatch_size=50, seed=1)
    nn.fit(X[:800], y[:800], X[800:], y[800:])
