import numpy as np

np.random.seed(3)


def sigmoid(x):
    return 1.0 / (1.0 + np.exp(-x))


def sigmoid_prime(x):
    return x * (1.0 - x)


def tanh(x):
    return np.tanh(x)


def tanh_prime(x):
    return 1.0 - x ** 2


class Network:

    def __init__(self, layers, activation='tanh'):
        if activation == 'sigmoid':
            self.activation = sigmoid
            self.activation_prime = sigmoid_prime
        elif activation == 'tanh':
            self.activation = tanh
            self.activation_prime = tanh_prime

        # every layer but the last gets one unit more for the bias
        self.weights = []
        for i in range(1, len(layers) - 1):
            self.weights.append(2 * np.random.random((layers[i - 1] + 1, layers[i] + 1)) - 1)
        self.weights.append(2 * np.random.random((layers[-2] + 1, layers[-1])) - 1)

    def fit(self, X, y, learning_rate=0.2, epochs=40000):
        X = np.concatenate((np.atleast_2d(np.ones(X.shape[0])).T, X), axis=1)

        for k in range(epochs):
            i = np.random.randint(X.shape[0])
            a = [X[i]]
            for l in range(len(self.weights)):
                a.append(self.activation(np.dot(a[l], self.weights[l])))

            error = y[i] - a[-1]
            deltas = [error * self.activation_prime(a[-1])]
            for l in range(len(a) - 2, 0, -1):
                deltas.append(deltas[-1].dot(self.weights[l].T) * self.activation_prime(a[l]))
            deltas.reverse()

            for l in range(len(self.weights)):
                layer = np.atleast_2d(a[l])
                delta = np.atleast_2d(deltas[l])
                self.weights[l] += learning_rate * layer.T.dot(delta)

            if k % 10000 == 0:
                print('epochs:', k)

    def predict(self, x):
        a = np.concatenate((np.ones(1), np.array(x)))
        for l in range(len(self.weights)):
            a = self.activation(np.dot(a, self.weights[l]))
        return a


nn = Network([2, 2, 1], 'sigmoid')
X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
y = np.array([0, 1, 1, 0])
nn.fit(X, y)
for e in X:
    print(e, nn.predict(e))
print('mean squared error', np.mean([(nn.predict(e)[0] - t) ** 2 for e, t in zip(X, y)]))
