import numpy as np


class Layer:
    def __init__(self, num_in, num_out):
        self.weights = np.random.uniform(-0.5, 0.5, (num_out, num_in))
        self.bias = np.zeros((num_out, 1))

    def calc_output(self, inputs, last=False):
        self.inputs = inputs
        z = np.matmul(self.weights, inputs) + self.bias
        if last:
            e = np.exp(z - np.max(z))
            self.fin_outputs = e / np.sum(e)
        else:
            self.fin_outputs = 1 / (1 + np.exp(-z))

    def change(self, change, rate):
        self.weights -= rate * np.matmul(change, np.transpose(self.inputs))
        self.bias -= rate * change


class Run:
    def __init__(self, num_inputs, num_hidden1, num_hidden2, num_outputs):
        self.learning_rate = 0.1
        self.layer1 = Layer(num_inputs, num_hidden1)
        self.layer2 = Layer(num_hidden1, num_hidden2)
        self.layer3 = Layer(num_hidden2, num_outputs)

    def run_nn(self, pixels):
        self.layer1.calc_output(pixels)
        self.layer2.calc_output(self.layer1.fin_outputs)
        self.layer3.calc_output(self.layer2.fin_outputs, last=True)
        return self.layer3.fin_outputs

    def calc_cost(self, expected):
        return -np.sum(expected * np.log(self.layer3.fin_outputs + 1e-12))

    def backprop(self, expected):
        out = self.layer3.fin_outputs
        delta = out - expected
        change3 = np.multiply(delta, out)
        h2 = self.layer2.fin_outputs
        change2 = np.matmul(np.transpose(self.layer3.weights), change3) * h2 * (1 - h2)
        h1 = self.layer1.fin_outputs
        change1 = np.matmul(np.transpose(self.layer2.weights), change2) * h1 * (1 - h1)
        for layer, change in ((self.layer3, change3), (self.layer2, change2), (self.layer1, change1)):
            layer.change(change, self.learning_rate)


if __name__ == "__main__":
    np.random.seed(8)
    drawings = np.random.randint(0, 2, (10, 35))
    run = Run(35, 20, 16, 10)
    cost, right, count = 0.0, 0, 0
    for n in range(12000):
        digit = np.random.randint(10)
        pixels = (drawings[digit] + np.random.normal(0, 0.25, 35)).reshape(-1, 1)
        expected = np.zeros((10, 1))
        expected[digit] = 1
        out = run.run_nn(pixels)
        cost += run.calc_cost(expected)
        right += int(np.argmax(out) == digit)
        count += 1
        run.backprop(expected)
        if count == 2000:
            print("cost %.4f share right %.3f" % (cost / count, right / count))
            cost, right, count = 0.0, 0, 0
