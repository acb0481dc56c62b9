import numpy as np
import time


class DigitNet():
    def __init__(self, sizes, epochs=30, pace=0.5):
        self.sizes = sizes
        self.epochs = epochs
        self.pace = pace
        self.store = self.fresh()

    def sigmoid(self, x, slope=False):
        if slope:
            return np.exp(-x) / ((np.exp(-x) + 1) ** 2)
        return 1 / (1 + np.exp(-x))

    def fresh(self):
        s0, s1, s2, s3 = self.sizes
        return {
            'W1': np.random.randn(s1, s0) * np.sqrt(1. / s1),
            'W2': np.random.randn(s2, s1) * np.sqrt(1. / s2),
            'W3': np.random.randn(s3, s2) * np.sqrt(1. / s3),
        }

    def look(self, pic):
        store = self.store
        store['A0'] = pic
        store['Z1'] = np.dot(store['W1'], store['A0'])
        store['A1'] = self.sigmoid(store['Z1'])
        store['Z2'] = np.dot(store['W2'], store['A1'])
        store['A2'] = self.sigmoid(store['Z2'])
        store['Z3'] = np.dot(store['W3'], store['A2'])
        store['A3'] = self.sigmoid(store['Z3'])
        return store['A3']

    def blame(self, goal, guess):
        store = self.store
        nudges = {}

        blip = (guess - goal) * self.sigmoid(store['Z3'], slope=True)
        nudges['W3'] = np.outer(blip, store['A2'])

        blip = np.dot(store['W3'].T, blip) * self.sigmoid(store['Z2'], slope=True)
        nudges['W2'] = np.outer(blip, store['A1'])

        blip = np.dot(store['W2'].T, blip) * self.sigmoid(store['Z1'], slope=True)
        nudges['W1'] = np.outer(blip, store['A0'])
        return nudges

    def apply(self, changes):
        for key, value in changes.items():
            self.store[key] -= self.pace * value

    def score(self, xb, yb):
        hits = []
        for x, y in zip(xb, yb):
            hits.append(np.argmax(self.look(x)) == np.argmax(y))
        return np.mean(hits)

    def train(self, xa, ya, xb, yb):
        start = time.time()
        for epoch in range(self.epochs):
            for x, y in zip(xa, ya):
                guess = self.look(x)
                self.apply(self.blame(y, guess))
            if epoch % 5 == 4:
                print('Epoch: {0}, Time Spent: {1:.2f}s, Accuracy: {2}'.format(
                    epoch + 1, time.time() - start, self.score(xb, yb)))


np.random.seed(42)
stamps = np.random.rand(6, 30)
which = np.random.randint(0, 6, 400)
x = (stamps[which] + np.random.randn(400, 30) * 0.15) * 0.99 + 0.01
y = np.eye(6)[which]

net = DigitNet([30, 16, 12, 6])
net.train(x[:300], y[:300], x[300:], y[300:])
