import numpy as np


class DeepNet:
    def __init__(self, sizes, epochs=12, l_rate=0.1):
        self.sizes, self.epochs, self.l_rate = sizes, epochs, l_rate
        rng = np.random.RandomState(1)
        self.params = {
            'W1': rng.randn(sizes[1], sizes[0]) * np.sqrt(1. / sizes[1]),
            'W2': rng.randn(sizes[2], sizes[1]) * np.sqrt(1. / sizes[2]),
            'W3': rng.randn(sizes[3], sizes[2]) * np.sqrt(1. / sizes[3]),
        }

    def sigmoid(self, x, derivative=False):
        s = 1 / (1 + np.exp(-x))
        return s * (1 - s) if derivative else s

    def softmax(self, x):
        exps = np.exp(x - x.max())
        return exps / np.sum(exps, axis=0)

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
        change_w['W3'] = np.dot(error, params['A3'])
        error = np.dot(params['W3'].T, error) * self.sigmoid(params['Z2'], derivative=True)
        change_w['W2'] = np.dot(error, params['A2'])
        error = np.dot(params['W2'].T, error) * self.sigmoid(params['Z1'], derivative=True)
        change_w['W1'] = np.outer(error, params['A0'])
        return change_w

    def train(self, x, y):
        for it in range(self.epochs):
            for a, b in zip(x, y):
                change_w = self.backward_pass(b, self.forward_pass(a))
                for key, value in change_w.items():
                    self.params[key] -= self.l_rate * value
            print('Epoch: {0}, Accuracy: {1:.2f}'.format(it + 1, self.accuracy(x, y) * 100))

    def accuracy(self, x, y):
        return np.mean([np.argmax(self.forward_pass(a)) == np.argmax(b) for a, b in zip(x, y)])


if __name__ == '__main__':
    rng = np.random.RandomState(0)
    glyphs = rng.rand(10, 40)
    kind = rng.randint(0, 10, 600)
    x = glyphs[kind] + rng.normal(0, 0.1, (600, 40))
    y = np.eye(10)[kind]
    DeepNet([40, 20, 20, 10]).train(x, y)
