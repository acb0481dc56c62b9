import numpy as np


class Layer:
    def __init__(self, n_inputs, n_neurons):
        self.weights = np.random.uniform(-1, 1, (n_neurons, n_inputs)) / np.sqrt(n_inputs)
        self.bias = np.zeros((n_neurons, 1))

    def fire_squash(self, inputs):
        self.inputs = inputs
        self.outputs = 1 / (1 + np.exp(-(np.matmul(self.weights, inputs) + self.bias)))

    def fire_shares(self, inputs):
        self.inputs = inputs
        z = np.matmul(self.weights, inputs) + self.bias
        e = np.exp(z - z.max())
        self.outputs = e / e.sum()


class Reader:
    def __init__(self, n_inputs, n_hidden, n_outputs, pace):
        self.hidden = Layer(n_inputs, n_hidden)
        self.output = Layer(n_hidden, n_outputs)
        self.pace = pace

    def read(self, inputs):
        self.hidden.fire_squash(inputs)
        self.output.fire_shares(self.hidden.outputs)
        return self.output.outputs

    def cost_of(self, expected):
        return 0.5 * np.sum((self.output.outputs - expected) ** 2)

    def find_changes(self, expected):
        # output layer
        miss = self.output.outputs - expected
        pull = np.multiply(miss, self.output.outputs)
        self.d_output = np.matmul(pull, self.output.inputs.T)
        self.d_output_bias = pull
        # hidden layer
        h = self.hidden.outputs
        pull = np.matmul(self.output.weights.T, pull) * h * (1 - h)
        self.d_hidden = np.matmul(pull, self.hidden.inputs.T)
        self.d_hidden_bias = pull

    def move(self):
        self.output.weights -= self.pace * self.d_output
        self.output.bias -= self.pace * self.d_output_bias
        self.hidden.weights -= self.pace * self.d_hidden
        self.hidden.bias -= self.pace * self.d_hidden_bias

    def train(self, images, labels, epochs):
        for epoch in range(epochs):
            right, cost = 0, 0
            for image, label in zip(images, labels):
                expected = np.zeros((10, 1))
                expected[label][0] = 1
                out = self.read(image.reshape(-1, 1))
                right += int(np.argmax(out) == label)
                cost += self.cost_of(expected)
                self.find_changes(expected)
                self.move()
            print("epoch", epoch + 1, "accuracy", right / len(images), "cost", round(cost / len(images), 4))


if __name__ == "__main__":
    np.random.seed(9)
    # digits in thirty handwritings, noisy
    writing = np.random.rand(30, 36)
    hand = np.random.randint(0, 30, 900)
    images = np.clip(writing[hand] + np.random.normal(0, 0.15, (900, 36)), 0, 1)
    net = Reader(36, 25, 10, 0.3)
    net.train(images, hand % 10, 12)
