import random
import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def dsigmoid(y):
    return y * (1 - y)


class ToyNetwork:
    def __init__(self, input_nodes, hidden_nodes, output_nodes):
        self.weights_ih = np.random.uniform(-1, 1, (hidden_nodes, input_nodes))
        self.weights_ho = np.random.uniform(-1, 1, (output_nodes, hidden_nodes))
        self.bias_h = np.random.uniform(-1, 1, (hidden_nodes, 1))
        self.bias_o = np.random.uniform(-1, 1, (output_nodes, 1))
        self.learning_rate = 0.1

    def feedforward(self, input_list):
        inputs = np.array(input_list).reshape(-1, 1)
        hidden = sigmoid(self.weights_ih @ inputs + self.bias_h)
        output = sigmoid(self.weights_ho @ hidden + self.bias_o)
        return output.ravel()

    def train(self, input_list, target_list):
        inputs = np.array(input_list).reshape(-1, 1)
        targets = np.array(target_list).reshape(-1, 1)
        hidden = sigmoid(self.weights_ih @ inputs + self.bias_h)
        outputs = sigmoid(self.weights_ho @ hidden + self.bias_o)

        output_errors = targets - outputs
        gradients = output_errors * dsigmoid(outputs)
        hidden_errors = self.weights_ho.T @ gradients
        gradients = gradients * self.learning_rate

        hidden_gradient = hidden_errors * dsigmoid(hidden)
        hidden_gradient = hidden_gradient * self.learning_rate

        self.weights_ho += gradients @ hidden.T
        self.bias_o += gradients
        self.weights_ih += hidden_gradient @ inputs.T
        self.bias_h += hidden_gradient


random.seed(2)
np.random.seed(2)
nn = ToyNetwork(2, 3, 1)
inputs = [[0, 0], [1, 0], [0, 1], [1, 1]]
targets = [[0], [1], [1], [0]]
pairs = list(zip(inputs, targets))

for i in range(60001):
    x, y = random.choice(pairs)
    nn.train(x, y)
    if i % 15000 == 0:
        print("after", i, [round(float(nn.feedforward(v)[0]), 3) for v in inputs])

off = [abs(nn.feedforward(x)[0] - y[0]) for x, y in pairs]
print("largest distance:", max(off))
