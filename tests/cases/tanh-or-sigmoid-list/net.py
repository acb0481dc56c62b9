import numpy as np


def tanh(x):
    return np.tanh(x)


def tanh_prime(a):
    return 1.0 - a ** 2


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def sigmoid_prime(x):
    return sigmoid(x) * (1.0 - sigmoid(x))


class NeuralNetwork:

    def __init__(self, layers, activation='tanh'):
        if activation == 'sigmoid':
            self.activation, self.activation_prime = sigmoid, sigmoid_prime
        else:
            self.activation, self.activation_prime = tanh, tanh_prime

        # one column more for the bias in every layer but the last
        self.weights = []
        for i in range(1, len(layers) - 1):
            self.weights.append(2 * np.random.random((layers[i - 1] + 1, layers[i] + 1)) - 1)
        self.weights.append(2 * np.random.random((layers[-2] + 1, layers[-1])) - 1)

    def fit(self, X, y, learning_rate=0.2, epochs=30000):
        X = np.concatenate((np.ones((X.shape[0], 1)), X), axis=1)
        for k in range(epochs):
            i = np.random.randint(X.shape[0])
            a = [X[i]]
            for w in self.weights:
                a.append(self.activation(np.dot(a[-1], w)))

            deltas = [(y[i] - a[-1]) * self.activation_prime(a[-1])]
            for l in range(len(a) - 2, 0, -1):
                deltas.append(deltas[-1].dot(self.weights[l].T) * self.activation_prime(a[l]))
            deltas.reverse()

            for l in range(len(self.weights)):
                self.weights[l] += learning_rate * np.outer(a[l], deltas[l])
            if k % 10000 == 0:
                print('epochs:', k)

    def predict(self, x):
        a = np.concatenate((np.ones(1), np.array(x)))
        for w in self.weights:
            a = self.activation(np.dot(a, w))
        return a


if __name__ == '__main__':
    np.random.seed(5)
    nn = NeuralNetwork([2, 3, 1], 'sigmoid')
    X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    y = np.array([0, 1, 1, 0])
    nn.fit(X, y)
    total = 0
    for e, t in zip(X, y):
        out = nn.predict(e)[0]
        print(e, out)
        total += (out - t) ** 2
    print('sum of squares:', total)
