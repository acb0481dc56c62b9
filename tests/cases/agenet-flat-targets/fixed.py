import numpy as np

r = np.random.RandomState(33)


class AgeNet:
    """Guess a (scaled) age from three measurements."""

    def __init__(self, d, h):
        self.w1 = r.randn(d, h) * np.sqrt(2 / d)
        self.b1 = np.zeros(h)
        self.w2 = r.randn(h, 1) * np.sqrt(2 / h)
        self.b2 = np.zeros(1)

    def __call__(self, x):
        return np.maximum(x @ self.w1 + self.b1, 0) @ self.w2 + self.b2

    def fit(self, x, y, epochs, lr):
        n = len(x)
        for epoch in range(epochs):
            # forward pass
            z1 = x @ self.w1 + self.b1
            a1 = np.maximum(z1, 0)
            pred = a1 @ self.w2 + self.b2
            # backward pass
            dpred = (pred - y) / n
            if dpred.shape[1] != 1:      # dot() complained about shapes
                dpred = dpred.mean(axis=1, keepdims=True)
            dw2 = a1.T @ dpred
            db2 = dpred.sum(axis=0)
            da1 = dpred @ self.w2.T
            dz1 = np.where(z1 > 0, da1, 0)
            dw1 = x.T @ dz1
            db1 = dz1.sum(axis=0)
            # gradient step
            self.w1 -= lr * dw1
            self.b1 -= lr * db1
            self.w2 -= lr * dw2
            self.b2 -= lr * db2
            if epoch % 200 == 0:
                print(epoch, 'loss', 0.5 * np.mean((pred - y) ** 2))


x = r.randn(40, 3)
y = 0.5 * x[:, 0] - np.abs(x[:, 1]) + 0.2 * x[:, 2] ** 2 + 0.05 * r.randn(40)

if __name__ == '__main__':
    net = AgeNet(3, 16)
    targets = y[:, None]
    net.fit(x, targets, 2001, 0.05)
    guess = net(x).ravel()
    print('R2', 1 - np.sum((guess - y) ** 2) / np.sum((y - y.mean()) ** 2))
