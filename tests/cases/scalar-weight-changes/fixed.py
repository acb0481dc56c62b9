import numpy as np


class DeepNet:
    def __init__(self, sizes, epochs=12, l_rate=0.1):
        self.epochs = epochs
        self.l_rate = l_rate
        n_in, hidden_1, hidden_2, n_out = sizes
        self.params = {
            'W1': np.random.randn(hidden_1, n_in) * np.sqrt(1. / n_in),
            'W2': np.random.randn(hidden_2, hidden_1) * np.sqrt(1. / hidden_1),
            'W3': np.random.randn(n_out, hidden_2) * np.sqrt(1. / hidden_2)
        }

    def sigmoid(self, x, derivative=False):
        if derivative:
            return np.exp(-x) / (np.exp(-x) + 1) ** 2
        return 1 / (1 + np.exp(-x))

    def softmax(self, x):
        exps = np.exp(x - x.max())
        return exps / np.sum(exps, axis=0)

    def forward_pass(self, x):
        p = self.params
        p['A0'] = x
        p['Z1'] = np.dot(p['W1'], p['A0'])
        p['A1'] = self.sigmoid(p['Z1'])
        p['Z2'] = np.dot(p['W2'], p['A1'])
        p['A2'] = self.sigmoid(p['Z2'])
        p['Z3'] = np.dot(p['W3'], p['A2'])
        p['A3'] = self.softmax(p['Z3'])
        return p['A3']

    def backward_pass(self, y, output):
        p = self.params
        changes = {}

        error = output - y
        changes['W3'] = np.outer(error, p['A2'])

        error = np.multiply(np.dot(p['W3'].T, error), self.sigmoid(p['Z2'], derivative=True))
        changes['W2'] = np.outer(error, p['A1'])

        error = np.multiply(np.dot(p['W2'].T, error), self.sigmoid(p['Z1'], derivative=True))
        changes['W1'] = np.outer(error, p['A0'])
        return changes

    def update_params(self, changes):
        for key, value in changes.items():
            self.params[key] -= self.l_rate * value

    def compute_accuracy(self, x_val, y_val):
        hits = []
        for x, y in zip(x_val, y_val):
            hits.append(np.argmax(self.forward_pass(x)) == np.argmax(y))
        return np.mean(hits)

    def train(self, x_train, y_train, x_val, y_val):
        for epoch in range(self.epochs):
            for x, y in zip(x_train, y_train):
                output = self.forward_pass(x)
                self.update_params(self.backward_pass(y, output))
            print('Epoch: {0}, accuracy: {1:.4f}'.format(epoch + 1, self.compute_accuracy(x_val, y_val)))


def fake_digits(n, stencils):
    kind = np.random.randint(0, 10, n)
    x = 0.7 * stencils[kind] + 0.3 * np.random.rand(n, stencils.shape[1])
    return x, np.eye(10)[kind]


if __name__ == '__main__':
    np.random.seed(13)
    stencils = (np.random.rand(10, 49) < 0.35).astype(float)
    x_train, y_train = fake_digits(1000, stencils)
    x_val, y_val = fake_digits(300, stencils)
    dnn = DeepNet([49, 24, 16, 10])
    dnn.train(x_train, y_train, x_val, y_val)
