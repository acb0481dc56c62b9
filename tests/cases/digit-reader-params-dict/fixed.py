import numpy as np


class DigitReader():
    def __init__(self, sizes, epochs=12, pace=0.5):
        self.sizes = sizes
        self.epochs = epochs
        self.pace = pace
        inp, h1, h2, out = sizes
        self.p = {
            'M1': np.random.randn(h1, inp) * np.sqrt(1. / inp),
            'M2': np.random.randn(h2, h1) * np.sqrt(1. / h1),
            'M3': np.random.randn(out, h2) * np.sqrt(1. / h2)
        }

    def sig(self, v, slope=False):
        if slope:
            return np.exp(-v) / ((np.exp(-v) + 1) ** 2)
        return 1 / (1 + np.exp(-v))

    def look(self, pixels):
        p = self.p
        p['L0'] = pixels
        p['S1'] = np.dot(p['M1'], p['L0'])
        p['L1'] = self.sig(p['S1'])
        p['S2'] = np.dot(p['M2'], p['L1'])
        p['L2'] = self.sig(p['S2'])
        p['S3'] = np.dot(p['M3'], p['L2'])
        p['L3'] = self.sig(p['S3'])
        return p['L3']

    def blame(self, wish, out):
        p = self.p
        moves = {}
        d = (out - wish) * self.sig(p['S3'], slope=True)
        moves['M3'] = np.outer(d, p['L2'])
        d = np.dot(p['M3'].T, d) * self.sig(p['S2'], slope=True)
        moves['M2'] = np.outer(d, p['L1'])
        d = np.dot(p['M2'].T, d) * self.sig(p['S1'], slope=True)
        moves['M1'] = np.outer(d, p['L0'])
        return moves

    def shift(self, moves):
        for name, move in moves.items():
            self.p[name] -= self.pace * move

    def hit_rate(self, xs, ys):
        hits = []
        for x, y in zip(xs, ys):
            hits.append(np.argmax(self.look(x)) == np.argmax(y))
        return np.mean(hits)

    def train(self, xs, ys, xs_val, ys_val):
        for epoch in range(self.epochs):
            for x, y in zip(xs, ys):
                out = self.look(x)
                self.shift(self.blame(y, out))
            print('Epoch: {0}, hit rate: {1}'.format(epoch + 1, self.hit_rate(xs_val, ys_val)))


if __name__ == '__main__':
    np.random.seed(7)
    templates = (np.random.rand(10, 49) > 0.6).astype(float)
    labels = np.random.randint(0, 10, 900)
    pixels = np.clip(templates[labels] + 0.3 * np.random.randn(900, 49), 0, 1) * 0.99 + 0.01
    wishes = np.eye(10)[labels]
    reader = DigitReader([49, 24, 16, 10])
    reader.train(pixels[:700], wishes[:700], pixels[700:], wishes[700:])
