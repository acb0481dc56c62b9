import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def sigmoid_derivative(x):
    return x * (1 - x)


class NeuralNetwork:
    def __init__(self, x, y, rng):
        self.input = x
        self.y = y
        self.weights1 = rng.uniform(-1, 1, (x.shape[1], 6))
        self.weights2 = rng.uniform(-1, 1, (6, 1))
        self.v1 = 0
        self.v2 = 0
        self.alpha = 0.3
        self.beta = 0.5

    def feedforward(self):
        self.layer1 = sigmoid(np.dot(self.input, self.weights1))
        self.output = sigmoid(np.dot(self.layer1, self.weights2))
        return self.output

    def backprop(self):
        end = 2 * (self.y - self.output) * sigmoid_derivative(self.output)
        d_weights2 = np.dot(self.layer1.T, end)
        d_weights1 = np.dot(self.input.T, np.dot(end, self.weights2.T) * sigmoid_derivative(self.layer1))

        # momentum
        self.v1 = self.beta * self.v1 + (1 - self.beta) * d_weights1
        self.v2 = self.beta * self.v2 + (1 - self.beta) * d_weights2
        self.weights1 += self.alpha * self.v1
        self.weights2 += self.alpha * self.v2

    def loss(self):
        return np.sum((self.y - self.output) ** 2)

    def train(self, rounds):
        for k in range(rounds):
            self.feedforward()
            self.backprop()
            if k % 1000 == 0:
                print("round", k, "loss", self.loss())


if __name__ == "__main__":
    # two switches decide about the lamp, the third column is the constant
    X = np.array([[a, b, c, 1] for a in (0, 1) for b in (0, 1) for c in (0, 1)])
    Y = np.array([[(a + b + c) % 2 if c == 0 else a * b] for a, b, c, _ in X])
    nn = NeuralNetwork(X, Y, np.random.RandomState(1))
    nn.train(8000)
    print("output", np.round(nn.feedforward().ravel(), 3), "wish", Y.ravel())
    print("loss at the end:", nn.loss())
