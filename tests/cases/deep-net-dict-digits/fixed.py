import numpy as np


class DeepNet():
    def __init__(self, sizes, epochs=10, l_rate=0.05):
        self.sizes = sizes
        self.epochs = epochs
        self.l_rate = l_rate
        self.params = self.initialization()

    def sigmoid(self, x, derivative=False):
        if derivative:
            return np.exp(-x) / ((np.exp(-x) + 1) ** 2)
        return 1 / (1 + np.exp(-x))

    def softmax(self, x):
        exps = np.exp(x - x.max())
        return exps / np.sum(exps)

    def initialization(self):
        n_in, hidden_1, hidden_2, n_out = self.sizes
        return {
            'W1': np.random.randn(hidden_1, n_in) * np.sqrt(1. / n_in),
            'W2': np.random.randn(hidden_2, hidden_1) * np.sqrt(1. / hidden_1),
            'W3': np.random.randn(n_out, hidden_2) * np.sqrt(1. / hidden_2),
        }

    def forward_pass(self, x):
        params = self.params
        params['A0'] = x
        params['Z1'] = np.dot(params['W1'], params['A0'])
        params['A1'] = self.sigmoid(params['Z1'])
        params['Z2'] = np.dot(params['W2'], params['A1'])
        params['A2'] = self.sigmoid(params['Z2'])
        params['Z3'] = np.dot(params['W3'], params['A2'])
        params['A3'] = self.softmax(params['Z3'])
        return params['A3']

    def backward_pass(self, y, output):
        params = self.params
        change_w = {}

        # upper weights
        error = output - y
        change_w['W3'] = np.outer(error, params['A2'])

        # middle weights
        error = np.multiply(np.dot(params['W3'].T, error), self.sigmoid(params['Z2'], derivative=True))
        change_w['W2'] = np.outer(error, params['A1'])

        # lower weights
        error = np.multiply(np.dot(params['W2'].T, error), self.sigmoid(params['Z1'], derivative=True))
        change_w['W1'] = np.outer(error, params['A0'])
        return change_w

    def update_network_parameters(self, changes_to_w):
        for key, value in changes_to_w.items():
            self.params[key] -= self.l_rate * value

    def compute_accuracy(self, x_val, y_val):
        predictions = []
        for x, y in zip(x_val, y_val):
            output = self.forward_pass(x)
            predictions.append(np.argmax(output) == np.argmax(y))
        return np.mean(predictions)

    def train(self, x_train, y_train, x_val, y_val):
        for iteration in range(self.epochs):
            for x, y in zip(x_train, y_train):
                output = self.forward_pass(x)
                changes_to_w = self.backward_pass(y, output)
                self.update_network_parameters(changes_to_w)
            accuracy = self.compute_accuracy(x_val, y_val)
            print('Epoch: {0}, Accuracy: {1}'.format(iteration + 1, accuracy))


if __name__ == '__main__':
    np.random.seed(10)
    shapes = np.random.randint(0, 2, (10, 49))
    digits = np.random.randint(0, 10, 700)
    x = np.clip(shapes[digits] * 200 + np.random.normal(25, 40, (700, 49)), 0, 255) / 255
    y = np.eye(10)[digits]
    dnn = DeepNet(sizes=[49, 32, 24, 10], epochs=15, l_rate=0.1)
    dnn.train(x[:600], y[:600], x[600:], y[600:])
