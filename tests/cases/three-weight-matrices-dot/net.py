import numpy as np


class DeepNeuralNetwork():
    def __init__(self, sizes, epochs=10, l_rate=0.1):
        self.sizes = sizes
        self.epochs = epochs
        self.l_rate = l_rate
        rng = np.random.RandomState(42)
        n_0, n_1, n_2, n_3 = sizes
        self.params = {
            'W1': rng.randn(n_1, n_0) * np.sqrt(1. / n_0),
            'W2': rng.randn(n_2, n_1) * np.sqrt(1. / n_1),
            'W3': rng.randn(n_3, n_2) * np.sqrt(1. / n_2)
        }

    def sigmoid(self, x, derivative=False):
        s = 1 / (1 + np.exp(-x))
        if derivative:
            return s * (1 - s)
        return s

    def softmax(self, x):
        exps = np.exp(x - x.max())
        return exps / np.sum(exps)

    def forward_pass(self, x_row):
        params = self.params
        params['A0'] = x_row
        params['Z1'] = np.dot(params['W1'], params['A0'])
        params['A1'] = self.sigmoid(params['Z1'])
        params['Z2'] = np.dot(params['W2'], params['A1'])
        params['A2'] = self.sigmoid(params['Z2'])
        params['Z3'] = np.dot(params['W3'], params['A2'])
        params['A3'] = self.softmax(params['Z3'])
        return params['A3']

    def backward_pass(self, y_row, output):
        params = self.params
        change_w = {}

        # cross-entropy and softmax together
        error = output - y_row
        change_w['W3'] = np.dot(error, params['A3'])

        error = np.dot(params['W3'].T, error) * self.sigmoid(params['Z2'], derivative=True)
        change_w['W2'] = np.dot(error, params['A2'])

        error = np.dot(params['W2'].T, error) * self.sigmoid(params['Z1'], derivative=True)
        change_w['W1'] = np.dot(error, params['A1'])

        return change_w

    def update_network_parameters(self, changes_to_w):
        for key, value in changes_to_w.items():
            self.params[key] -= self.l_rate * value

    def compute_accuracy(self, x_val, y_val):
        hits = [np.argmax(self.forward_pass(x)) == np.argmax(y) for x, y in zip(x_val, y_val)]
        return np.mean(hits)

    def train(self, x_train, y_train, x_val, y_val):
        for iteration in range(self.epochs):
            for x, y in zip(x_train, y_train):
                output = self.forward_pass(x)
                self.update_network_parameters(self.backward_pass(y, output))
            print('Epoch: {0}, Accuracy: {1:.2f}%'.format(
                iteration + 1, 100 * self.compute_accuracy(x_val, y_val)))


def stamp_pictures(n, rng, stamps):
    labels = rng.randint(0, len(stamps), n)
    pixels = np.clip(stamps[labels] + 0.3 * rng.randn(n, stamps.shape[1]), 0, 1)
    return pixels, np.eye(len(stamps))[labels]


if __name__ == '__main__':
    rng = np.random.RandomState(0)
    stamps = (rng.rand(10, 64) > 0.6).astype(float)
    x_train, y_train = stamp_pictures(600, rng, stamps)
    x_val, y_val = stamp_pictures(200, rng, stamps)
    dnn = DeepNeuralNetwork(sizes=[64, 32, 16, 10])
    dnn.train(x_train, y_train, x_val, y_val)
