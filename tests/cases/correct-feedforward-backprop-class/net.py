import numpy as np


def curve(v):
    return 1.0 / (1 + np.exp(-v))


def curve_derivative(v):
    return v * (1.0 - v)


class TinyNet:
    def __init__(self, x, y):
        self.input = x
        self.weights1 = np.random.rand(self.input.shape[1], 4)
        self.weights2 = np.random.rand(4, 1)
        self.y = y
        self.output = np.zeros(self.y.shape)

    def feedforward(self):
        self.layer1 = curve(np.dot(self.input, self.weights1))
        self.output = curve(np.dot(self.layer1, self.weights2))

    def backprop(self):
        d_weights2 = np.dot(self.layer1.T, 2 * (self.y - self.output) * curve_derivative(self.output))
        d_weights1 = np.dot(self.input.T, np.dot(2 * (self.y - self.output) * curve_derivative(self.output),
                                                 self.weights2.T) * curve_derivative(self.layer1))
        self.weights1 += d_weights1
        self.weights2 += d_weights2


if __name__ == "__main__":
    np.random.seed(6)
    # last column is always 1; wanted: exactly one of the first two
    X = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])
    y = np.array([[0], [1], [1], [0]])
    net = TinyNet(X, y)
    for i in range(4000):
        net.feedforward()
        net.backprop()
        if i % 800 == 0:
            print("sum of squares", np.sum((y - net.output) ** 2))
    net.feedforward()
    print(net.output)
    print("sum of squares at the end:", np.sum((y - net.output) ** 2))
