import numpy as np
import sys


class NeuralNetMLP(object):
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
        return z_h, a_h, z_out, self._sigmoid(z_out)

    def _compute_cost(self, y_enc, output):
        L2_term = 0.5 * self.l2 * (np.sum(self.w_h ** 2.) + np.sum(self.w_out ** 2.))
        term1 = -y_enc * np.log(output)
        term2 = (1. - y_enc) * np.log(1. - output)
        return np.sum(term1 - term2) + L2_term

    def predict(self, X):
        z_h, a_h, z_out, a_out = self._forward(X)
        return np.argmax(z_out, axis=1)

    def fit(self, X_train, y_train, X_valid, y_valid):
        n_output = np.unique(y_train).shape[0]
        n_features = X_train.shape[1]
        self.b_h = np.zeros(self.n_hidden)
        self.w_h = self.random.normal(loc=0.0, scale=0.3, size=(n_features, self.n_hidden))
        self.b_out = np.zeros(n_output)
        self.w_out = self.random.normal(loc=0.0, scale=0.3, size=(self.n_hidden, n_output))
        self.eval_ = {'cost': [], 'train_acc': [], 'valid_acc': []}
        y_enc = self._onehot(y_train, n_output)

        for i in range(self.epochs):
            indices = np.arange(X_train.shape[0])
            self.random.shuffle(indices)
            for start in range(0, indices.shape[0] - self.minibatch_size + 1, self.minibatch_size):
                batch_idx = indices[start:start + self.minibatch_size]
                z_h, a_h, z_out, a_out = self._forward(X_train[batch_idx])

                sigma_out = a_out - y_enc[batch_idx]
                sigmoid_derivative_h = a_h * (1. - a_h)
                sigma_h = np.dot(sigma_out, self.w_out.T) * sigmoid_derivative_h

                grad_w_h = np.dot(X_train[batch_idx].T, sigma_h)
                grad_b_h = np.sum(sigma_h, axis=0)
                grad_w_out = np.dot(a_h.T, sigma_out)
                grad_b_out = np.sum(sigma_out, axis=0)

                # no decay for the bias units
                self.w_h -= self.eta * (grad_w_h + self.l2 * self.w_h)
                self.b_h -= self.eta * grad_b_h
                self.w_out -= self.eta * (grad_w_out + self.l2 * self.w_out)
                self.b_out -= self.eta * grad_b_out

            cost = self._compute_cost(y_enc, self._forward(X_train)[3])
            train_acc = np.mean(self.predict(X_train) == y_train)
            valid_acc = np.mean(self.predict(X_valid) == y_valid)
            if i % 20 == 19:
                sys.stdout.write('%d/%d | Cost: %.2f | Train/Valid Acc.: %.2f%%/%.2f%%\n' % (
                    i + 1, self.epochs, cost, train_acc * 100, valid_acc * 100))
            self.eval_['cost'].append(cost)
            self.eval_['train_acc'].append(train_acc)
            self.eval_['valid_acc'].append(valid_acc)
        return self


if __name__ == '__main__':
    rng = np.random.RandomState(0)
    y = rng.randint(0, 5, 600)
    glyphs = rng.choice([-1., 1.], (5, 36))
    X = glyphs[y] + rng.normal(0, 1.2, (600, 36))
    nn = NeuralNetMLP(n_hidden=20, l2=0.01, epochs=100, eta=0.005, minibatch_size=50, seed=1)
    nn.fit(X[:450], y[:450], X[450:], y[450:])
    print('final valid acc:', nn.eval_['valid_acc'][-1])
