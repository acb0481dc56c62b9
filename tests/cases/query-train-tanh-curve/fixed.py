import numpy


class neuralNetwork:

    def __init__(self, inputnodes, hiddennodes, outputnodes, learningrate):
        self.inodes = inputnodes
        self.hnodes = hiddennodes
        self.onodes = outputnodes

        # link weights, wih and who
        self.wih = numpy.random.normal(0.0, 1.0, (self.hnodes, self.inodes))
        self.who = numpy.random.normal(0.0, pow(self.hnodes, -0.5), (self.onodes, self.hnodes))

        self.lr = learningrate
        self.activation_function = lambda x: 1.0 / (1.0 + numpy.exp(-x))
        self.output_function = lambda x: x
        self.output_slope = lambda out: 1.0

    def train(self, inputs_list, targets_list):
        inputs = numpy.array(inputs_list, ndmin=2).T
        targets = numpy.array(targets_list, ndmin=2).T

        hidden_inputs = numpy.dot(self.wih, inputs)
        hidden_outputs = self.activation_function(hidden_inputs)
        final_inputs = numpy.dot(self.who, hidden_outputs)
        final_outputs = self.output_function(final_inputs)

        output_errors = (targets - final_outputs) * self.output_slope(final_outputs)
        hidden_errors = numpy.dot(self.who.T, output_errors)

        self.who += self.lr * numpy.dot(output_errors, numpy.transpose(hidden_outputs))
        self.wih += self.lr * numpy.dot(hidden_errors * hidden_outputs * (1.0 - hidden_outputs),
                                        numpy.transpose(inputs))

    def query(self, inputs_list):
        inputs = numpy.array(inputs_list, ndmin=2).T
        hidden_outputs = self.activation_function(numpy.dot(self.wih, inputs))
        return self.output_function(numpy.dot(self.who, hidden_outputs))


numpy.random.seed(0)
n = neuralNetwork(1, 8, 1, 0.1)

xs = numpy.linspace(-3, 3, 61)
ys = numpy.tanh(xs)

for epoch in range(300):
    for i in numpy.random.permutation(len(xs)):
        n.train([xs[i]], [ys[i]])
    if epoch % 50 == 0:
        print("epoch", epoch, "error", numpy.mean((n.query(xs.reshape(-1, 1)) - ys) ** 2))

for x in (-2, -1, 0, 1, 2):
    print(x, "network", n.query([x])[0, 0], "tanh", numpy.tanh(x))
print("mean error", numpy.mean((n.query(xs.reshape(-1, 1)) - ys) ** 2))
