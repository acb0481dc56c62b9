import numpy as np
import time


class DeepNeuralNetwork():
    def __init__(self, sizes, epochs=10, l_rate=0.05):
        self.sizes = sizes
        self.epochs = epochs
        self.l_rate = l_rate
        self.params = self.initialization()

    def sigmoid(self, x, derivative=False):
        if derivative:
            return np.exp(-x) / (np.exp(-x) + 1) ** 2
        return 1 / (1 + np.exp(-x))

    def softmax(self, x):
        e = np.exp(x - x.max())
        return e / np.sum(e, axis=0)

    def initialization(self):
        n0, n1, n2, n3 = self.sizes
        return {
            'W1': np.random.randn(n1, n0) * np.sqrt(1. / n1),
            'W2': np.random.randn(n2, n1) * np.sqrt(1. / n2),
            'W3': np.random.randn(n3, n2) * np.sqrt(1. / n3),
        }

    def forward_pass(self, x_train):
        params = self.params
        params['A0'] = x_train
        params['Z1'] = np.dot(params['W1'], params['A0'])
        params['A1'] = self.sigmoid(params['Z1'])
        params['Z2'] = np.dot(params['W2'], params['A1'])
        params['A2'] = self.sigmoid(params['Z2'])
        params['Z3'] = np.dot(params['W3'], params['A2'])
        params['A3'] = self.softmax(params['Z3'])
        return params['A3']

    def backward_pass(self, y_train, output):
        params = self.params
        change_w = {}

        # W3
        error = output - y_train
        change_w['W3'] = np.dot(error, params['A3'])

        # W2
        error = np.dot(params['W3'].T, error) * self.sigmoid(params['Z2'], derivative=True)
        change_w['W2'] = np.dot(error, params['A2'])

        # W1
        error = np.dot(params['W2'].T, error) * self.sigmoid(params['Z1'], derivative=True)
        change_w['W1'] = np.dot(error, params['A1'])

        return change_w

    def update_network_parameters(self, changes_to_w):
        for key, value in changes_to_w.items():
            self.params[key] -= self.l_rate * value

    def compute_accuracy(self, x_val, y_val):
        predictions = []
        for x, y in zip(x_val, y_val):
            pred = np.argmax(self.forward_pass(x))
            predictions.append(pred == y)
        summed = sum(pred for pred in predictions) / 100.0
        return np.average(summed)

    def train(self, x_train, y_train, x_val, y_val):
        for iteration in range(self.epochs):
            for x, y in zip(x_train, y_train):
                output = self.forward_pass(x)
                self.update_network_parameters(self.backward_pass(y, output))
            accuracy = self.compute_accuracy(x_val, y_val)
            print('Epoch: {0}, Accuracy: {1}'.format(iteration + 1, accuracy))


if __name__ == '__main__':
    np.random.seed(3)
    patterns = np.random.rand(10, 64)
    digit = np.random.randint(0, 10, 700)
    x = np.clip(patterns[digit] + np.random.normal(0, 0.3, (700, 64)), 0, 1)
    y = np.eye(10)[digit]
    dnn = DeepNeuralNetwork(sizes=[64, 32, 20, 10])
    dnn.train(x[:600], y[:600], x[600:], y[600:])
