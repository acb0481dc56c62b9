import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def sigmoid_slope(x):
    s = sigmoid(x)
    return s * (1 - s)


class TwoLayerNet:
    def __init__(self, x, y, hidden=4, alpha=0.5, beta=0.5):
        self.input = x
        self.y = y
        self.weights1 = np.random.rand(x.shape[1], hidden)
        self.weights2 = np.random.rand(hidden, y.shape[1])
        self.output = np.zeros(y.shape)
        self.v1 = 0
        self.v2 = 0
        self.alpha = alpha
        self.beta = beta

    def feedforward(self):
        self.layer1 = sigmoid(np.dot(self.input, self.weights1))
        self.output = sigmoid(np.dot(self.layer1, self.weights2))

    def backprop(self):
        delta2 = 2 * (self.y - self.output) * sigmoid_slope(self.output)
        delta1 = np.dot(delta2, self.weights2.T) * sigmoid_slope(self.layer1)
        d_weights2 = np.dot(self.layer1.T, delta2)
        d_weights1 = np.dot(self.input.T, delta1)

        # running mean of the slopes
        self.v1 = self.beta * self.v1 + (1 - self.beta) * d_weights1
        self.v2 = self.beta * self.v2 + (1 - self.beta) * d_weights2

        self.weights1 += self.alpha * self.v1
        self.weights2 += self.alpha * self.v2

    def loss(self):
        return np.sum((self.y - self.output) ** 2)


if __name__ == "__main__":
    np.random.seed(6)
    # the last column is always 1
    X = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])
    y = np.array([[0], [1], [1], [0]])
    nn = TwoLayerNet(X, y)
    for i in range(1500):
        nn.feedforward()
        nn.backprop()
        if i % 250 == 0:
            print("iteration", i, "loss", nn.loss())
    nn.feedforward()
    print(nn.output.round(3))
    print("loss in the end:", nn.loss())
