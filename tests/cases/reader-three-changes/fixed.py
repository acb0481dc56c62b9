import numpy as np


class Layer:
    def __init__(self, num_in, num_out):
        self.weights = np.random.randn(num_out, num_in) / np.sqrt(num_in)
        self.biases = np.zeros((num_out, 1))

    def squash(self, inputs):
        self.inputs = inputs
        self.outputs = 1 / (1 + np.exp(-(np.matmul(self.weights, inputs) + self.biases)))
        return self.outputs

    def share(self, inputs):
        self.inputs = inputs
        sums = np.matmul(self.weights, inputs) + self.biases
        powers = np.exp(sums - np.max(sums))
        self.outputs = powers / np.sum(powers)
        return self.outputs

    def learn(self, change, rate):
        self.weights -= rate * np.matmul(change, np.transpose(self.inputs))
        self.biases -= rate * change


class Reader:
    def __init__(self, num_pixels, num_first, num_second, num_digits):
        self.rate = 0.3
        self.first = Layer(num_pixels, num_first)
        self.second = Layer(num_first, num_second)
        self.third = Layer(num_second, num_digits)

    def read(self, picture):
        return self.third.share(self.second.squash(self.first.squash(picture)))

    def cost(self, expected):
        return np.sum((self.third.outputs - expected) ** 2) / 2

    def changes(self, expected):
        delta = self.third.outputs - expected
        change3 = np.multiply(self.third.outputs, delta - np.sum(np.multiply(delta, self.third.outputs)))

        delta = np.matmul(np.transpose(self.third.weights), change3)
        change2 = np.multiply(delta, self.second.outputs * (1 - self.second.outputs))

        delta = np.matmul(np.transpose(self.second.weights), change2)
        change1 = np.multiply(delta, self.first.outputs * (1 - self.first.outputs))
        return change1, change2, change3

    def train(self, picture, expected):
        self.read(picture)
        cost = self.cost(expected)
        change1, change2, change3 = self.changes(expected)
        self.first.learn(change1, self.rate)
        self.second.learn(change2, self.rate)
        self.third.learn(change3, self.rate)
        return cost


def make_pictures(count):
    # every digit is a drawing of 7 x 5 points, some of them blurred
    drawings = np.random.rand(10, 35) > 0.55
    labels = np.random.randint(0, 10, count)
    pictures = np.clip(drawings[labels] + 0.25 * np.random.randn(count, 35), 0, 1)
    return pictures.reshape(count, 35, 1), labels


if __name__ == "__main__":
    np.random.seed(3)
    pictures, labels = make_pictures(500)
    reader = Reader(35, 24, 16, 10)
    for epoch in range(30):
        total, right = 0, 0
        for picture, label in zip(pictures, labels):
            expected = np.zeros((10, 1))
            expected[label] = 1
            total += reader.train(picture, expected)
            right += int(np.argmax(reader.third.outputs) == label)
        if epoch % 5 == 4:
            print("epoch", epoch + 1, "cost", round(total / len(labels), 4), "right:", right / len(labels))
