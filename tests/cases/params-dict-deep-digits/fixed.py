import numpy as np


class DigitNet:
    def __init__(self, widths, rounds=15, pace=0.1):
        self.widths, self.rounds, self.pace = widths, rounds, pace
        n0, n1, n2, n3 = widths
        self.store = {
            'W1': np.random.randn(n1, n0) * np.sqrt(1. / n0),
            'W2': np.random.randn(n2, n1) * np.sqrt(1. / n1),
            'W3': np.random.randn(n3, n2) * np.sqrt(1. / n2),
        }

    def squash(self, x, slope=False):
        s = 1 / (1 + np.exp(-x))
        if slope:
            return s * (1 - s)
        return s

    def shares(self, x):
        e = np.exp(x - x.max())
        return e / e.sum()

    def listen(self, x):
        p = self.store
        p['A0'] = x
        p['Z1'] = np.dot(p['W1'], p['A0'])
        p['A1'] = self.squash(p['Z1'])
        p['Z2'] = np.dot(p['W2'], p['A1'])
        p['A2'] = self.squash(p['Z2'])
        p['Z3'] = np.dot(p['W3'], p['A2'])
        p['A3'] = self.shares(p['Z3'])
        return p['A3']

    def blame(self, y, guess):
        p = self.store
        moves = {}

        pull = guess - y
        moves['W3'] = np.outer(pull, p['A2'])

        pull = np.dot(p['W3'].T, pull) * self.squash(p['Z2'], slope=True)
        moves['W2'] = np.outer(pull, p['A1'])

        pull = np.dot(p['W2'].T, pull) * self.squash(p['Z1'], slope=True)
        moves['W1'] = np.outer(pull, p['A0'])
        return moves

    def shift(self, moves):
        for key, value in moves.items():
            self.store[key] -= self.pace * value

    def accuracy(self, xs, ys):
        return np.mean([np.argmax(self.listen(x)) == np.argmax(y) for x, y in zip(xs, ys)])

    def train(self, x_train, y_train, x_val, y_val):
        for epoch in range(self.rounds):
            for x, y in zip(x_train, y_train):
                guess = self.listen(x)
                self.shift(self.blame(y, guess))
            if epoch % 3 == 2:
                print("Epoch: {0}, Accuracy: {1:.2f}%".format(epoch + 1, 100 * self.accuracy(x_val, y_val)))


if __name__ == "__main__":
    np.random.seed(8)
    strokes = np.random.rand(10, 49)
    which = np.random.randint(0, 10, 800)
    x = strokes[which] + 0.15 * np.random.randn(800, 49) - 0.5
    y = np.eye(10)[which]
    dnn = DigitNet([49, 32, 20, 10])
    dnn.train(x[:600], y[:600], x[600:], y[600:])
