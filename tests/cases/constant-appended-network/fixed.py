import numpy as np


class Network:

    def __init__(self, num_in, num_hidden, num_out):
        self.num_hidden = num_hidden
        # last column of every matrix: the constant
        hidden_layer = np.random.uniform(-1, 1, (num_hidden, num_in + 1)) / np.sqrt(num_in)
        output_layer = np.random.uniform(-1, 1, (num_out, num_hidden + 1)) / np.sqrt(num_hidden)
        self.layers = [hidden_layer, output_layer]
        self.rounds = 0

    def feed_forward(self, vector):
        results = []
        for layer in self.layers:
            result = 1 / (1 + np.exp(-np.inner(layer, np.append(vector, 1))))
            results.append(result)
            vector = result
        return results

    def learn_one(self, vector, target):
        c = 20. / (self.rounds + 10)
        hidden, out = self.feed_forward(vector)

        # output layer
        out_deltas = out * (1 - out) * (out - target)

        # hidden layer, the column of the constant does not count
        hidden_deltas = hidden * (1 - hidden) * np.dot(np.delete(self.layers[-1], self.num_hidden, 1).T, out_deltas)
        self.layers[-1] -= c * np.outer(out_deltas, np.append(hidden, 1))
        self.layers[0] -= c * np.outer(hidden_deltas, np.append(vector, 1))

    def train(self, vectors, labels, rounds):
        targets = np.zeros((len(labels), self.layers[-1].shape[0]))
        targets[np.arange(len(labels)), labels] = 1
        for _ in range(rounds):
            wrong = 0
            for vector, target in zip(vectors, targets):
                wrong += np.sum((self.feed_forward(vector)[-1] - target) ** 2)
                self.learn_one(vector, target)
            self.rounds += 1
            if self.rounds % 5 == 0:
                print("Round", self.rounds, "squared error", wrong / len(vectors))

    def accuracy(self, vectors, labels):
        return np.mean([np.argmax(self.feed_forward(v)[-1]) == l for v, l in zip(vectors, labels)])


if __name__ == "__main__":
    np.random.seed(0)
    drawn = (np.random.rand(12, 25) > 0.5) * 1.0
    which = np.random.randint(0, 12, 600)
    vectors = drawn[which] + np.random.normal(0, 0.35, (600, 25))
    labels = which % 4
    net = Network(25, 15, 4)
    net.train(vectors[:450], labels[:450], 20)
    print("precision on new ones:", net.accuracy(vectors[450:], labels[450:]))
