import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


class Layer:
    def __init__(self, n_in, n_out, n_rows):
        self.W = np.random.uniform(-1, 1, (n_in, n_out))
        self.B = np.zeros((1, n_out))

    def forward(self, X):
        self.X = X
        self.A = sigmoid(X @ self.W + self.B)
        return self.A

    def backward(self, E, rate):
        delta = E * self.A * (1 - self.A)
        below = delta @ self.W.T
        self.W += rate * self.X.T @ delta
        self.B += rate * delta.sum(axis=0, keepdims=True)
        return below


class Net:
    def __init__(self, sizes, n_rows):
        self.layers = []
        for n_in, n_out in zip(sizes[:-1], sizes[1:]):
            self.layers.append(Layer(n_in, n_out, n_rows))

    def predict(self, X):
        for layer in self.layers:
            X = layer.forward(X)
        return X

    def train(self, X, Y, rate, epochs):
        for epoch in range(epochs):
            E = Y - self.predict(X)
            if epoch % 1000 == 0:
                print("epoch", epoch, "error", np.mean(E ** 2))
            for layer in reversed(self.layers):
                E = layer.backward(E, rate)


if __name__ == "__main__":
    np.random.seed(2)
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    Y = np.array([[0.0], [1.0], [1.0], [0.0]])
    net = Net([2, 3, 1], len(X))
    net.train(X, Y, 0.5, 6000)
    print("in the order of training", net.predict(X).ravel())
    # the same four rows in another order
    other = [1, 3, 2, 0]
    print("in another order", net.predict(X[other]).ravel())
    print("error in another order:", np.mean((net.predict(X[other]) - Y[other]) ** 2))
