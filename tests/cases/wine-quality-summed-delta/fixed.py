import numpy as np


def make_wines(n, seed):
    rng = np.random.RandomState(seed)
    raw = rng.randn(n, 6) * [0.8, 2.0, 0.2, 12, 0.05, 1.1] + [8.3, 5.0, 0.5, 46, 3.3, 10.4]
    scaled = (raw - raw.mean(axis=0)) / raw.std(axis=0)
    good = (scaled[:, 5] - scaled[:, 2] + 0.8 * scaled[:, 0] * scaled[:, 4] > 0.2).astype(float)
    return scaled, good.reshape(-1, 1)


class WineNet:
    lr = 0.1

    def __init__(self, n_inputs=6, n_hidden=10):
        self.hidden = {'w': np.random.randn(n_inputs, n_hidden) * 0.4, 'b': np.zeros(n_hidden)}
        self.output = {'w': np.random.randn(n_hidden, 1) * 0.4, 'b': np.zeros(1)}

    @staticmethod
    def act(v):
        return 1.0 / (1.0 + np.exp(-np.clip(v, -500, 500)))

    def predict(self, x):
        self.mid = np.tanh(x.dot(self.hidden['w']) + self.hidden['b'])
        return self.act(self.mid.dot(self.output['w']) + self.output['b'])

    def loss(self, x, y):
        p = np.clip(self.predict(x), 1e-9, 1 - 1e-9)
        return float(np.mean(-y * np.log(p) - (1 - y) * np.log(1 - p)))

    def gradients(self, x, y):
        d2 = (self.predict(x) - y) / len(x)
        d1 = d2.dot(self.output['w'].T) * (1 - self.mid ** 2)
        return ({'w': x.T.dot(d1), 'b': d1.sum(axis=0)},
                {'w': self.mid.T.dot(d2), 'b': d2.sum(axis=0)})

    def learn(self, x, y, epochs):
        for e in range(epochs):
            for part, grad in zip((self.hidden, self.output), self.gradients(x, y)):
                part['w'] -= self.lr * grad['w']
                part['b'] -= self.lr * grad['b']
            if e % 100 == 0:
                print('epoch', e, 'loss', self.loss(x, y))


if __name__ == '__main__':
    np.random.seed(8)
    x, y = make_wines(1200, 1)
    net = WineNet()
    net.learn(x, y, 600)
    print('loss after training:', net.loss(x, y))
    print('accuracy:', np.mean((net.predict(x) > 0.5) == (y > 0.5)))
