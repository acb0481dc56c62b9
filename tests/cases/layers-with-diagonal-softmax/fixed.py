import numpy as np


class Base:
    def forward(self, x):
        raise NotImplementedError

    def backward(self, output_gradient, learning_rate):
        raise NotImplementedError


class Connected(Base):
    def __init__(self, input_size, output_size):
        self.weights = np.random.randn(output_size, input_size) / np.sqrt(input_size)
        self.bias = np.zeros((output_size, 1))

    def forward(self, x):
        self.input = x
        return np.dot(self.weights, self.input) + self.bias

    def backward(self, output_gradient, learning_rate):
        weights_gradient = np.dot(output_gradient, self.input.T)
        input_gradient = np.dot(self.weights.T, output_gradient)
        self.weights -= learning_rate * weights_gradient
        self.bias -= learning_rate * output_gradient
        return input_gradient


class Tanh(Base):
    def forward(self, x):
        self.output = np.tanh(x)
        return self.output

    def backward(self, output_gradient, learning_rate):
        return output_gradient * (1 - self.output ** 2)


class Softmax(Base):
    def forward(self, x):
        tmp = np.exp(x - np.max(x))
        self.output = tmp / np.sum(tmp)
        return self.output

    def backward(self, output_gradient, learning_rate):
        n = np.size(self.output)
        return np.dot((np.identity(n) - self.output.T) * self.output, output_gradient)


def mse(y_true, y_pred):
    return np.mean(np.power(y_true - y_pred, 2))


def mse_prime(y_true, y_pred):
    return 2 * (y_pred - y_true) / np.size(y_true)


def predict(network, x):
    output = x
    for layer in network:
        output = layer.forward(output)
    return output


def train(network, x_train, y_train, epochs, learning_rate):
    for e in range(epochs):
        error = 0
        for x, y in zip(x_train, y_train):
            output = predict(network, x)
            error += mse(y, output)
            grad = mse_prime(y, output)
            for layer in reversed(network):
                grad = layer.backward(grad, learning_rate)
        error /= len(x_train)
        if e % 10 == 9:
            print("%d/%d, error=%f" % (e + 1, epochs, error))


if __name__ == "__main__":
    np.random.seed(2)
    centres = np.random.randn(15, 8)
    kinds = np.random.randint(0, 15, 250)
    X = (centres[kinds] + 0.3 * np.random.randn(250, 8)).reshape(250, 8, 1)
    Y = np.eye(5)[kinds % 5].reshape(250, 5, 1)
    network = [Connected(8, 16), Tanh(), Connected(16, 5), Softmax()]
    train(network, X, Y, epochs=60, learning_rate=0.3)
    hits = [np.argmax(predict(network, x)) == np.argmax(y) for x, y in zip(X, Y)]
    print("share right:", np.mean(hits))
