import numpy as np
from sklearn.datasets import load_digits


class ThreeLevels:
    def __init__(self, inputs, hidden, outputs, pace):
        self.pace = pace
        self.w_ih = np.random.normal(0.0, inputs ** -0.5, (hidden, inputs))
        self.w_ho = np.random.normal(0.0, hidden ** -0.5, (outputs, hidden))
        self.bend = lambda z: 1 / (1 + np.exp(-z))

    def train(self, input_list, target_list):
        inputs = np.array(input_list, ndmin=2).T
        targets = np.array(target_list, ndmin=2).T

        hidden_out = self.bend(np.dot(self.w_ih, inputs))
        final_out = self.bend(np.dot(self.w_ho, hidden_out))

        output_errors = targets - final_out
        output_errors = output_errors * final_out * (1.0 - final_out)
        hidden_errors = np.dot(self.w_ho.T, output_errors)

        self.w_ho += self.pace * np.dot(output_errors, np.transpose(hidden_out))
        self.w_ih += self.pace * np.dot(hidden_errors * hidden_out * (1.0 - hidden_out), np.transpose(inputs))

    def query(self, input_list):
        inputs = np.array(input_list, ndmin=2).T
        return self.bend(np.dot(self.w_ho, self.bend(np.dot(self.w_ih, inputs))))


np.random.seed(22)
digits = load_digits()
scaled = digits.data / 16.0 * 0.99 + 0.01
n = ThreeLevels(64, 40, 10, 0.3)

for e in range(4):
    for record, label in zip(scaled[:1200], digits.target[:1200]):
        targets = np.zeros(10) + 0.01
        targets[label] = 0.99
        n.train(record, targets)

scorecard = []
for record, label in zip(scaled[1200:], digits.target[1200:]):
    scorecard.append(1 if np.argmax(n.query(record)) == label else 0)
print("performance =", sum(scorecard) / len(scorecard))
