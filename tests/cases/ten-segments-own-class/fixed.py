import numpy as np


class neuralNetwork:
    def __init__(self, inputnodes, hiddennodes, outputnodes, learningrate):
        self.lr = learningrate
        self.wih = np.random.normal(0.0, pow(inputnodes, -0.5), (hiddennodes, inputnodes))
        self.bh = np.zeros((hiddennodes, 1))
        self.who = np.random.rand(outputnodes, hiddennodes) - 0.5
        self.bo = np.zeros((outputnodes, 1))

    def activation_function(self, x):
        return 1 / (1 + np.exp(-x))

    def query(self, inputs_list):
        inputs = np.array(inputs_list, ndmin=2).T
        hidden_outputs = self.activation_function(np.dot(self.wih, inputs) + self.bh)
        return self.activation_function(np.dot(self.who, hidden_outputs) + self.bo)

    def train(self, inputs_list, targets_list):
        inputs = np.array(inputs_list, ndmin=2).T
        targets = np.array(targets_list, ndmin=2).T

        hidden_outputs = self.activation_function(np.dot(self.wih, inputs) + self.bh)
        final_outputs = self.activation_function(np.dot(self.who, hidden_outputs) + self.bo)

        output_errors = (targets - final_outputs) * final_outputs * (1.0 - final_outputs)
        hidden_errors = np.dot(self.who.T, output_errors) * hidden_outputs * (1.0 - hidden_outputs)

        self.who += self.lr * np.dot(output_errors, hidden_outputs.T)
        self.bo += self.lr * output_errors
        self.wih += self.lr * np.dot(hidden_errors, inputs.T)
        self.bh += self.lr * hidden_errors


def picture(digit):
    # seven bars drawn with 12 pixels each, brightness 0.01 ... 1
    bars = ["abcdef", "bc", "abged", "abgcd", "fgbc", "afgcd", "afgedc", "abc", "abcdefg", "abcdfg"][digit]
    lit = np.repeat([float(s in bars) for s in "abcdefg"], 12)
    return np.clip(lit * 0.6 + np.random.normal(0.2, 0.15, 84), 0.01, 1.0)


np.random.seed(33)
train_set = [(picture(d), d) for d in list(range(10)) * 30]
test_set = [(picture(d), d) for d in list(range(10)) * 10]
n = neuralNetwork(84, 20, 10, 0.3)

for epoch in range(20):
    for k in np.random.permutation(len(train_set)):
        pixels, digit = train_set[k]
        targets = np.zeros(10) + 0.01
        targets[digit] = 0.99
        n.train(pixels, targets)
    if epoch % 4 == 0:
        print("epoch", epoch, "performance", np.mean([n.query(p).argmax() == d for p, d in train_set]))

scorecard = [int(np.argmax(n.query(p)) == d) for p, d in test_set]
print("performance on the test set =", sum(scorecard) / len(scorecard))
