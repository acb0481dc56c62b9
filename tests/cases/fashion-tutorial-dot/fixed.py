import numpy as np


class DeepNeuralNetwork():
    def __init__(self, sizes, epochs=10, l_rate=0.1):
        self.sizes = sizes
        self.epochs = epochs
        self.l_rate = l_rate
        self.params = self.initialization()

    def sigmoid(self, x, derivative=False):
        s = 1 / (1 + np.exp(-x))
        if derivative:
            return s * (1 - s)
        return s

    def softmax(self, x):
        exps = np.exp(x - x.max())
        return exps / np.sum(exps)

    def initialization(self):
        n0, n1, n2, n3 = self.sizes
        return {
            'W1': np.random.randn(n1, n0) * np.sqrt(1. / n0),
            'W2': np.random.randn(n2, n1) * np.sqrt(1. / n1),
            'W3': np.random.randn(n3, n2) * np.sqrt(1. / n2),
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

        error = output - y_train
        change_w['W3'] = np.outer(error, params['A2'])

        error = np.dot(params['W3'].T, error) * self.sigmoid(params['Z2'], derivative=True)
        change_w['W2'] = np.outer(error, params['A1'])

        error = np.dot(params['W2'].T, error) * self.sigmoid(params['Z1'], derivative=True)
        change_w['W1'] = np.outer(error, params['A0'])
        return change_w

    def update_network_parameters(self, changes_to_w):
        for key, value in changes_to_w.items():
            self.params[key] -= self.l_rate * value

    def compute_accuracy(self, x_val, y_val):
        predictions = []
        for x, y in zip(x_val, y_val):
            predictions.append(np.argmax(self.forward_pass(x)) == np.argmax(y))
        return np.mean(predictions)

    def train(self, x_train, y_train, x_val, y_val):
        for iteration in range(self.epochs):
            for x, y in zip(x_train, y_train):
                output = self.forward_pass(x)
                changes_to_w = self.backward_pass(y, output)
                self.update_network_parameters(changes_to_w)
            accuracy = self.compute_accuracy(x_val, y_val)
            print('Epoch: {0}, Accuracy: {1:.4f}'.format(iteration + 1, accuracy))


def clothes(n, rng, patterns):
    # rough 7x7 pictures, each row of the label is one-hot
    labels = rng.integers(0, 10, n)
    x = patterns[labels] + rng.normal(0, 0.25, (n, 49))
    return x, np.eye(10)[labels]


if __name__ == "__main__":
    np.random.seed(1)
    rng = np.random.default_rng(1)
    patterns = (rng.random((10, 49)) > 0.5).astype(float)
    x_train, y_train = clothes(800, rng, patterns)
    x_val, y_val = clothes(200, rng, patterns)
    dnn = DeepNeuralNetwork(sizes=[49, 24, 16, 10])
    dnn.train(x_train, y_train, x_val, y_val)
