import numpy as np


class CurveNet:
    """ 1 -> 32 -> 1, tanh in the middle, learns y = f(x) """

    def __init__(self, hidden=32, lr=0.05):
        self.lr = lr
        self.Wa = np.random.randn(1, hidden) * 2
        self.ba = np.zeros(hidden)
        self.Wb = np.random.randn(hidden, 1) / np.sqrt(hidden)
        self.bb = np.zeros(1)

    def predict(self, X):
        self.Za = X.dot(self.Wa) + self.ba
        self.Ha = np.tanh(self.Za)
        return self.Ha.dot(self.Wb) + self.bb

    def cost(self, X, T):
        return np.mean((self.predict(X) - T) ** 2)

    def gradients(self, X, T):
        m = X.shape[0]
        out = self.predict(X)
        dout = 2.0 * (out - T) / m
        dWb = self.Ha.T.dot(dout)
        dbb = np.sum(dout)
        dHa = dout.dot(self.Wb.T)
        dZa = dHa * (1 - np.tanh(self.Za) ** 2)
        dWa = X.T.dot(dZa)
        dba = np.sum(dZa, axis=1)
        return dWa, dba, dWb, dbb

    def train_batch(self, X, T):
        dWa, dba, dWb, dbb = self.gradients(X, T)
        self.Wa -= self.lr * dWa
        self.ba -= self.lr * dba
        self.Wb -= self.lr * dWb
        self.bb -= self.lr * dbb


def beat(x):
    return 1.5 * np.exp(-((x - 0.6) / 0.25) ** 2) - 0.6 * np.exp(-((x - 1.1) / 0.3) ** 2)


if __name__ == '__main__':
    np.random.seed(12)
    P = np.random.uniform(-1, 2, size=(640, 1))
    T = beat(P)
    net = CurveNet()
    BATCH = 32
    for epoch in range(201):
        order = np.random.permutation(len(P))
        for k in range(0, len(P), BATCH):
            pick = order[k:k + BATCH]
            net.train_batch(P[pick], T[pick])
        if epoch % 25 == 0:
            print('epoch %3d   cost %.5f' % (epoch, net.cost(P, T)))
