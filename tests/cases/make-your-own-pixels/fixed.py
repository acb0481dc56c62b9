import numpy


# neural network class definition
class neuralNetwork:

    # initialise the neural network
    def __init__(self, inputnodes, hiddennodes, outputnodes, learningrate):
        self.inodes = inputnodes
        self.hnodes = hiddennodes
        self.onodes = outputnodes

        # link weight matrices, wih and who
        self.wih = numpy.random.normal(0.0, pow(self.inodes, -0.5), (self.hnodes, self.inodes))
        self.who = numpy.random.normal(0.0, pow(self.hnodes, -0.5), (self.onodes, self.hnodes))

        self.lr = learningrate
        # activation function is the sigmoid function
        self.activation_function = lambda x: 1 / (1 + numpy.exp(-x))

    # train the neural network
    def train(self, inputs_list, targets_list):
        inputs = numpy.array(inputs_list, ndmin=2).T
        targets = numpy.array(targets_list, ndmin=2).T

        hidden_outputs = self.activation_function(numpy.dot(self.wih, inputs))
        final_outputs = self.activation_function(numpy.dot(self.who, hidden_outputs))

        output_errors = targets - final_outputs
        output_grad = output_errors * final_outputs * (1.0 - final_outputs)
        hidden_grad = numpy.dot(self.who.T, output_grad) * hidden_outputs * (1.0 - hidden_outputs)

        self.who += self.lr * numpy.dot(output_grad, hidden_outputs.T)
        self.wih += self.lr * numpy.dot(hidden_grad, inputs.T)

    # query the neural network
    def query(self, inputs_list):
        inputs = numpy.array(inputs_list, ndmin=2).T
        hidden_outputs = self.activation_function(numpy.dot(self.wih, inputs))
        return self.activation_function(numpy.dot(self.who, hidden_outputs))


def scan_letters(n, masters):
    letter = numpy.random.randint(0, len(masters), n)
    pixels = masters[letter] * 200 + numpy.random.randint(0, 56, (n, masters.shape[1]))
    return pixels, letter


numpy.random.seed(100)
masters = (numpy.random.rand(6, 80) > 0.65).astype(int)
training_data, training_letters = scan_letters(400, masters)
test_data, test_letters = scan_letters(100, masters)

n = neuralNetwork(80, 30, 6, 0.2)

for e in range(5):
    for record, letter in zip(training_data, training_letters):
        # all target values 0.01 except the wanted one
        targets = numpy.zeros(6) + 0.01
        targets[letter] = 0.99
        n.train(record / 255.0 * 0.99 + 0.01, targets)

scorecard = []
for record, letter in zip(test_data, test_letters):
    scorecard.append(int(numpy.argmax(n.query(record / 255.0 * 0.99 + 0.01)) == letter))
print("performance = ", sum(scorecard) / len(scorecard))
