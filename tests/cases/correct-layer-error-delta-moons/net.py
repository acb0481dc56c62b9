import numpy as np


class Layer:
    def __init__(self, n_input, n_neurons, activation=None):
        self.weights = np.random.randn(n_input, n_neurons) * np.sqrt(1 / n_neurons)
        self.bias = np.random.rand(n_neurons) * 0.1
        self.activation = activation
        self.last_activation = None
        self.error = None
        self.delta = None

    def activate(self, x):
        r = np.dot(x, self.weights) + self.bias
        self.last_activation = self._apply_activation(r)
        return self.last_activation

    def _apply_activation(self, r):
        if self.activation is None:
            return r
        elif self.activation == 'tanh':
            return np.tanh(r)
        elif self.activation == 'sigmoid':
            return 1 / (1 + np.exp(-r))
        return r

    def apply_activation_derivative(self, r):
        if self.activation is None:
            return np.ones_like(r)
        elif self.activation == 'tanh':
            return 1 - r ** 2
        elif self.activation == 'sigmoid':
            return r * (1 - r)
        return r


class NeuralNetwork:
    def __init__(self):
        self._layers = []

    def add_layer(self, layer):
        self._layers.append(layer)

    def feed_forward(self, X):
        for layer in self._layers:
            X = layer.activate(X)
        return X

    def backpropagation(self, X, y, learning_rate):
        output = self.feed_forward(X)
        for i in reversed(range(len(self._layers))):
            layer = self._layers[i]
            if layer == self._layers[-1]:
                layer.error = y - output
                layer.delta = layer.error * layer.apply_activation_derivative(output)
            else:
                next_layer = self._layers[i + 1]
                layer.error = np.dot(next_layer.weights, next_layer.delta)
                layer.delta = layer.error * layer.apply_activation_derivative(layer.last_activation)

        for i in range(len(self._layers)):
            layer = self._layers[i]
            o_i = np.atleast_2d(X if i == 0 else self._layers[i - 1].last_activation)
            layer.weights += layer.delta * o_i.T * learning_rate
            layer.bias += layer.delta * learning_rate

    def train(self, X_train, X_test, y_train, y_test, learning_rate, max_epochs):
        y_onehot = np.zeros((y_train.shape[0], 2))
        y_onehot[np.arange(y_train.shape[0]), y_train] = 1
        for i in range(max_epochs):
            for j in range(len(X_train)):
                self.backpropagation(X_train[j], y_onehot[j], learning_rate)
            if i % 10 == 9:
                mse = np.mean(np.square(y_onehot - self.feed_forward(X_train)))
                print('Epoch: #%s, MSE: %f' % (i + 1, mse))
                print('Accuracy: %.2f%%' % (self.accuracy(self.feed_forward(X_test), y_test) * 100))

    def accuracy(self, y_output, y_test):
        return np.mean(np.argmax(y_output, axis=1) == y_test)


def moons(n, rng):
    y = rng.randint(0, 2, n)
    t = rng.uniform(0, np.pi, n)
    X = np.c_[np.cos(t), np.sin(t)]
    X[y == 1] = np.c_[1 - np.cos(t), 0.5 - np.sin(t)][y == 1]
    return X + rng.normal(0, 0.12, (n, 2)), y


if __name__ == '__main__':
    np.random.seed(2)
    X, y = moons(500, np.random)
    nn = NeuralNetwork()
    nn.add_layer(Layer(2, 16, 'tanh'))
    nn.add_layer(Layer(16, 8, 'sigmoid'))
    nn.add_layer(Layer(8, 2, 'sigmoid'))
    nn.train(X[:400], X[400:], y[:400], y[400:], 0.1, 60)
