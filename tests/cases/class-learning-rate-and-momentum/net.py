import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def sigmoid_derivative(x):
    sig = 1 / (1 + np.exp(-x))
    return sig * (1 - sig)


class NeuralNetwork:
    def __init__(self, x, y):
        self.input = x
        self.weights1 = np.random.rand(self.input.shape[1], 4)
        self.weights2 = np.random.rand(4, 1)
        self.y = y
        self.output = np.zeros(self.y.shape)
        self.move1 = 0
        self.move2 = 0

    def feedforward(self):
        self.sum1 = np.dot(self.input, self.weights1)
        self.layer1 = sigmoid(self.sum1)
        self.sum2 = np.dot(self.layer1, self.weights2)
        self.output = sigmoid(self.sum2)

    def backprop(self, alpha, beta):
        # chain rule for the squared error
        pull = 2 * (self.y - self.output) * sigmoid_derivative(self.output)
        d_weights2 = np.dot(self.layer1.T, pull)
        d_weights1 = np.dot(self.input.T, np.dot(pull, self.weights2.T) * sigmoid_derivative(self.layer1))

        # effect of the momentum
        self.move1 = beta * self.move1 + (1 - beta) * d_weights1
        self.move2 = beta * self.move2 + (1 - beta) * d_weights2

        self.weights1 = self.weights1 + alpha * self.move1
        self.weights2 = self.weights2 + alpha * self.move2

    def train(self, rounds, alpha, beta):
        for i in range(rounds):
            self.feedforward()
            self.backprop(alpha, beta)
            if i % 500 == 0:
                print("loss after", i, ":", np.mean((self.y - self.output) ** 2))


if __name__ == "__main__":
    np.random.seed(6)
    # last column is the bias input
    X = np.array([[0, 0, 0, 1], [0, 0, 1, 1], [0, 1, 0, 1], [0, 1, 1, 1],
                  [1, 0, 0, 1], [1, 0, 1, 1], [1, 1, 0, 1], [1, 1, 1, 1]])
    y = np.array([[0], [1], [1], [0], [0], [1], [1], [1]])
    nn = NeuralNetwork(X, y)
    nn.train(3000, 0.5, 0.5)
    print("Final loss:", np.mean((nn.y - nn.output) ** 2))
    print(np.round(nn.output.ravel(), 3))
