import numpy as np


class neuralNetwork:

    def __init__(self, inputnodes, hiddennodes, outputnodes, learningrate):
        self.inodes = inputnodes
        self.hnodes = hiddennodes
        self.onodes = outputnodes
        self.wih = np.random.normal(0.0, pow(self.inodes, -0.5), (self.hnodes, self.inodes))
        self.who = np.random.normal(0.0, pow(self.hnodes, -0.5), (self.onodes, self.hnodes))
        self.lr = learningrate
        self.activation_function = lambda x: 1 / (1 + np.exp(-x))

    def train(self, inputs_list, targets_list):
        inputs = np.array(inputs_list, ndmin=2).T
        targets = np.array(targets_list, ndmin=2).T

        hidden_outputs = self.activation_function(np.dot(self.wih, inputs))
        final_outputs = self.activation_function(np.dot(self.who, hidden_outputs))

        # output error is (target - actual); squared error, both factors 2 in the rate
        output_errors = targets - final_outputs
        output_terms = output_errors * final_outputs * (1.0 - final_outputs)
        # hidden error: the output terms, split by the weights
        hidden_errors = np.dot(self.who.T, output_terms)

        self.who += self.lr * np.dot(output_terms, np.transpose(hidden_outputs))
        self.wih += self.lr * np.dot(hidden_errors * hidden_outputs * (1.0 - hidden_outputs),
                                     np.transpose(inputs))
        return float(np.sum(output_errors ** 2))

    def query(self, inputs_list):
        inputs = np.array(inputs_list, ndmin=2).T
        hidden_outputs = self.activation_function(np.dot(self.wih, inputs))
        return self.activation_function(np.dot(self.who, hidden_outputs))


def handwriting(n, masters):
    label = np.random.randint(0, 10, n)
    pixels = masters[label] * 180 + np.random.randint(0, 76, (n, 64))
    return label, pixels / 255.0 * 0.99 + 0.01


if __name__ == "__main__":
    np.random.seed(22)
    masters = np.random.rand(10, 64) > 0.6
    labels, images = handwriting(400, masters)
    n = neuralNetwork(64, 30, 10, 0.3)
    for epoch in range(5):
        total = 0
        for label, image in zip(labels, images):
            targets = np.zeros(10) + 0.01
            targets[label] = 0.99
            total += n.train(image, targets)
        print("epoch", epoch, "mean squared error", total / len(labels))
    labels, images = handwriting(100, masters)
    score = [np.argmax(n.query(i)) == l for l, i in zip(labels, images)]
    print("performance =", np.mean(score))
