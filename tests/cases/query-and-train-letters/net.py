import numpy


class neuralNetwork:

    def __init__(self, inputnodes, hiddennodes, outputnodes, learningrate):
        self.inodes = inputnodes
        self.hnodes = hiddennodes
        self.onodes = outputnodes
        # link weight matrices, row = node of the next layer
        self.wih = numpy.random.normal(0.0, pow(self.inodes, -0.5), (self.hnodes, self.inodes))
        self.who = numpy.random.normal(0.0, pow(self.hnodes, -0.5), (self.onodes, self.hnodes))
        self.lr = learningrate

    def activation_function(self, x):
        return 1.0 / (1.0 + numpy.exp(-x))

    def train(self, inputs_list, targets_list):
        inputs = numpy.array(inputs_list, ndmin=2).T
        targets = numpy.array(targets_list, ndmin=2).T

        hidden_outputs = self.activation_function(numpy.dot(self.wih, inputs))
        final_outputs = self.activation_function(numpy.dot(self.who, hidden_outputs))

        # output layer error is the (target - actual)
        output_errors = targets - final_outputs
        # hidden layer error is the output_errors, split by weights
        hidden_errors = numpy.dot(self.who.T, output_errors)

        self.who += self.lr * numpy.dot(output_errors * final_outputs * (1.0 - final_outputs),
                                        numpy.transpose(hidden_outputs))
        self.wih += self.lr * numpy.dot(hidden_errors * hidden_outputs * (1.0 - hidden_outputs),
                                        numpy.transpose(inputs))

    def query(self, inputs_list):
        inputs = numpy.array(inputs_list, ndmin=2).T
        hidden_outputs = self.activation_function(numpy.dot(self.wih, inputs))
        return self.activation_function(numpy.dot(self.who, hidden_outputs))


def letter_records(n):
    shapes = (numpy.random.rand(6, 36) < 0.45) * 255.0
    records = []
    for _ in range(n):
        label = numpy.random.randint(6)
        pixels = numpy.clip(shapes[label] + numpy.random.normal(0, 130, 36), 0, 255)
        records.append((label, pixels))
    return records


if __name__ == "__main__":
    numpy.random.seed(9)
    records = letter_records(500)
    n = neuralNetwork(36, 15, 6, 0.2)
    for epoch in range(6):
        for label, pixels in records[:400]:
            inputs = (pixels / 255.0 * 0.99) + 0.01
            targets = numpy.zeros(6) + 0.01
            targets[label] = 0.99
            n.train(inputs, targets)
        scorecard = []
        for label, pixels in records[400:]:
            outputs = n.query((pixels / 255.0 * 0.99) + 0.01)
            scorecard.append(1 if numpy.argmax(outputs) == label else 0)
        print("epoch", epoch, "performance =", sum(scorecard) / len(scorecard))
