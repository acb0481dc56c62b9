"""
Two layers, digits of 6 x 6 pixels, one digit at a time,
until the accuracy does not get better any more.
"""
import numpy as np


def make_digits(count, shapes, noise):
    numbers = np.random.randint(0, 10, count)
    pixels = np.clip(shapes[numbers] + noise * np.random.randn(count, shapes.shape[1]), 0, 1)
    return pixels, numbers


def expit(x):
    return 1 / (1 + np.exp(-x))


class Digits:

    def __init__(self, num_hidden):
        self.input_size = 36
        self.output_size = 10
        self.num_hidden = num_hidden
        # the last column belongs to the constant input
        hidden_layer = (np.random.rand(num_hidden, self.input_size + 1) - 0.5) / 2
        output_layer = (np.random.rand(self.output_size, num_hidden + 1) - 0.5) / 2
        self.layers = [hidden_layer, output_layer]
        self.iteration = 0
        self.best = 0
        self.same = 0

    def feed_forward(self, vector):
        outputs = []
        for layer in self.layers:
            vector = expit(np.inner(layer, np.append(vector, 1)))
            outputs.append(vector)
        return outputs

    def backpropagate(self, vector, target):
        c = 10. / (self.iteration + 10)
        hidden_outputs, outputs = self.feed_forward(vector)

        # output layer
        output_deltas = outputs * (1 - outputs) * (outputs - target)
        self.layers[-1] -= c * np.outer(output_deltas, np.append(hidden_outputs, 1))

        # hidden layer: without the weights of the constant
        hidden_deltas = hidden_outputs * (1 - hidden_outputs) * \
            np.dot(np.delete(self.layers[-1], 12, 1).T, output_deltas)
        self.layers[0] -= c * np.outer(hidden_deltas, np.append(vector, 1))

    def train(self, training, testing, limit=40):
        targets = np.eye(10)[training[1]]
        while self.same < 10 and self.iteration < limit:
            for vector, target in zip(training[0], targets):
                self.backpropagate(vector, target)
            self.iteration += 1
            precision = self.accu(testing)
            message = 'Iteration %02d precision %.2f %%' % (self.iteration, precision)
            if precision > self.best:
                self.same = 0
                self.best = precision
                message += ' R'
            else:
                self.same += 1
            print(message)

    def predict_one(self, vector):
        return np.argmax(self.feed_forward(vector)[-1])

    def accu(self, testing):
        hits = [self.predict_one(v) == n for v, n in zip(*testing)]
        return 100 * np.mean(hits)


if __name__ == '__main__':
    np.random.seed(0)
    shapes = np.random.randint(0, 2, (10, 36)).astype(float)
    training = make_digits(400, shapes, 0.6)
    testing = make_digits(300, shapes, 0.6)
    net = Digits(20)
    net.train(training, testing)
    print('best precision', net.best)
