import numpy as np


class SymbolNet:

    def __init__(self, num_inputs, num_hidden, num_outputs, learningrate):
        r = np.random.RandomState(9)
        self.w_h = r.randn(num_hidden, num_inputs) / np.sqrt(num_inputs)
        self.b_h = np.zeros((num_hidden, 1))
        self.w_o = r.randn(num_outputs, num_hidden) / np.sqrt(num_hidden)
        self.b_o = np.zeros((num_outputs, 1))
        self.learningrate = learningrate

    def calc_output(self, pixels):
        self.inputs = pixels
        self.hidden = 1 / (1 + np.exp(-(np.matmul(self.w_h, pixels) + self.b_h)))
        z = np.matmul(self.w_o, self.hidden) + self.b_o
        ex = np.exp(z - np.max(z))
        self.outputs = ex / np.sum(ex)
        return self.outputs

    def cost(self, expected):
        return -np.log(self.outputs[np.argmax(expected), 0])

    def learn(self, expected):
        # output layer
        change = np.multiply(self.outputs - expected, self.outputs)
        grad_w_o = np.matmul(change, np.transpose(self.hidden))
        grad_b_o = change
        # hidden layer
        back = np.matmul(np.transpose(self.w_o), change)
        change = np.multiply(back, self.hidden * (1 - self.hidden))
        grad_w_h = np.matmul(change, np.transpose(self.inputs))
        grad_b_h = change

        self.w_o = self.w_o - self.learningrate * grad_w_o
        self.b_o = self.b_o - self.learningrate * grad_b_o
        self.w_h = self.w_h - self.learningrate * grad_w_h
        self.b_h = self.b_h - self.learningrate * grad_b_h


def make_symbols(n):
    r = np.random.RandomState(10)
    ideal = (r.rand(12, 35) > 0.5).astype(float)
    which = r.randint(0, 12, n)
    noisy = ideal[which] + r.normal(0, 0.45, (n, 35))
    return noisy, which


if __name__ == "__main__":
    data, labels = make_symbols(400)
    net = SymbolNet(35, 16, 12, learningrate=0.1)
    for epoch in range(8):
        total, right = 0, 0
        for row, label in zip(data, labels):
            expected = np.zeros((12, 1))
            expected[label] = 1
            out = net.calc_output(row.reshape(-1, 1))
            total += net.cost(expected)
            right += int(np.argmax(out) == label)
            net.learn(expected)
        print("epoch %d: cost %.4f, share right %.4f" % (epoch + 1, total / len(data), right / len(data)))
