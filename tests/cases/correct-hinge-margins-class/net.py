import numpy as np


class MarginNet(object):
    """ hidden ReLU layer, several classes, hinge loss: no softmax at the output """

    def __init__(self, D, H, C, std=0.3, reg=1e-3):
        self.W1 = std * np.random.randn(D, H)
        self.b1 = np.zeros(H)
        self.W2 = std * np.random.randn(H, C)
        self.b2 = np.zeros(C)
        self.reg = reg

    def scores(self, X):
        self.hid = np.maximum(0, X.dot(self.W1) + self.b1)
        return self.hid.dot(self.W2) + self.b2

    def loss(self, X, y):
        N = X.shape[0]
        rows = np.arange(N)
        s = self.scores(X)
        margins = np.maximum(0, s - s[rows, y][:, None] + 1.0)
        margins[rows, y] = 0
        loss = margins.sum() / N + 0.5 * self.reg * (np.sum(self.W1 * self.W1) + np.sum(self.W2 * self.W2))

        ds = (margins > 0).astype(float)
        ds[rows, y] = -ds.sum(axis=1)
        ds /= N
        dhid = ds.dot(self.W2.T)
        dhid[self.hid <= 0] = 0
        return loss, {'W1': X.T.dot(dhid) + self.reg * self.W1, 'b1': dhid.sum(axis=0),
                      'W2': self.hid.T.dot(ds) + self.reg * self.W2, 'b2': ds.sum(axis=0)}

    def train(self, X, y, rate=0.05, decay=0.99, epochs=40, size=32):
        for epoch in range(epochs):
            mix = np.random.permutation(len(X))
            X, y = X[mix], y[mix]
            for lo in range(0, len(X), size):
                loss, grads = self.loss(X[lo:lo + size], y[lo:lo + size])
                for name, g in grads.items():
                    setattr(self, name, getattr(self, name) - rate * g)
            rate *= decay
            if epoch % 10 == 9:
                print('epoch %d: loss %.4f' % (epoch + 1, loss))

    def predict(self, X):
        return np.argmax(self.scores(X), axis=1)


if __name__ == '__main__':
    np.random.seed(15)
    spots = np.random.uniform(-2, 2, (15, 3))          # three spots per class
    where = np.random.randint(0, 15, 1000)
    X = spots[where] + 0.25 * np.random.randn(1000, 3)
    y = where % 5
    net = MarginNet(3, 50, 5)
    net.train(X[:800], y[:800])
    print('held out:', np.mean(net.predict(X[800:]) == y[800:]))
