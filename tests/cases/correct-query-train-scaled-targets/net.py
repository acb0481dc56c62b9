import numpy

numpy.random.seed(3)


class neuralNetwork:

    def __init__(self, inodes, hnodes, onodes, lr):
        self.inodes, self.hnodes, self.onodes, self.lr = inodes, hnodes, onodes, lr
        self.wih = numpy.random.normal(0.0, pow(self.inodes, -0.5), (self.hnodes, self.inodes))
        self.who = numpy.random.normal(0.0, pow(self.hnodes, -0.5), (self.onodes, self.hnodes))
        self.squash = lambda v: 1 / (1 + numpy.exp(-v))

    def train(self, inputs_list, targets_list):
        inputs = numpy.array(inputs_list, ndmin=2).T
        targets = numpy.array(targets_list, ndmin=2).T

        hidden_outputs = self.squash(numpy.dot(self.wih, inputs))
        final_outputs = self.squash(numpy.dot(self.who, hidden_outputs))

        output_errors = targets - final_outputs
        hidden_errors = numpy.dot(self.who.T, output_errors * final_outputs * (1.0 - final_outputs))

        self.who += self.lr * numpy.dot(output_errors * final_outputs * (1.0 - final_outputs), hidden_outputs.T)
        self.wih += self.lr * numpy.dot(hidden_errors * hidden_outputs * (1.0 - hidden_outputs), inputs.T)

    def query(self, inputs_list):
        inputs = numpy.array(inputs_list, ndmin=2).T
        return self.squash(numpy.dot(self.who, self.squash(numpy.dot(self.wih, inputs))))


# exclusive or, the third input is always on
# values squeezed into 0.1 .. 0.9 so that the squashing function can get there
samples = [
    ([0.1, 0.1, 1.0], [0.1]),
    ([0.1, 0.9, 1.0], [0.9]),
    ([0.9, 0.1, 1.0], [0.9]),
    ([0.9, 0.9, 1.0], [0.1]),
]

n = neuralNetwork(3, 6, 1, 2.0)
for e in range(4000):
    sse = 0.0
    for inputs, targets in samples:
        sse += float(((n.query(inputs) - numpy.array(targets)) ** 2).sum())
        n.train(inputs, targets)
    if e % 500 == 0:
        print("sum of squared errors", sse)

for inputs, targets in samples:
    print(inputs[:2], "->", n.query(inputs)[0, 0], "wanted", targets[0])
print("last sum of squared errors", sse)
