import random
import numpy as np

random.seed(1)
np.random.seed(1)


def build_table(n):
    """three kinds of wine from six hills, four measurements, the kind in the last column"""
    hill = np.arange(n) % 6
    means = np.array([[13.7, 2.0, 2.4, 3.0], [12.3, 1.9, 2.2, 2.1], [13.1, 3.3, 2.4, 0.8],
                      [12.2, 3.4, 2.9, 1.0], [13.9, 3.5, 1.9, 2.2], [12.9, 1.8, 2.9, 2.9]])
    table = np.zeros((n, 5))
    table[:, :4] = means[hill] + np.random.normal(0, 0.3, (n, 4))
    table[:, 4] = hill % 3
    return table


class WineNet:
    def __init__(self, n_in, n_hid, n_out):
        self.w = [np.random.normal(0, 0.5, (n_in + 1, n_hid)), np.random.normal(0, 0.5, (n_hid + 1, n_out))]

    def add_one(self, a):
        return np.hstack([a, np.ones((len(a), 1))])

    def forward(self, X):
        self.X1 = self.add_one(X)
        self.H1 = self.add_one(np.tanh(self.X1.dot(self.w[0])))
        s = self.H1.dot(self.w[1])
        s = np.exp(s - s.max(axis=1, keepdims=True))
        return s / s.sum(axis=1, keepdims=True)

    def learn(self, X, T, lr):
        P = self.forward(X)
        d2 = (P - T) / len(X)
        d1 = d2.dot(self.w[1][:-1].T) * (1 - self.H1[:, :-1] ** 2)
        self.w[1] -= lr * self.H1.T.dot(d2)
        self.w[0] -= lr * self.X1.T.dot(d1)
        return -np.mean(np.sum(T * np.log(P + 1e-12), axis=1))

    def right(self, X, kinds):
        return np.mean(self.forward(X).argmax(axis=1) == kinds)


table = build_table(150)
middle, spread = table[:, :4].mean(axis=0), table[:, :4].std(axis=0)
table[:, :4] = (table[:, :4] - middle) / spread
fresh = build_table(300)
fresh[:, :4] = (fresh[:, :4] - middle) / spread

net = WineNet(4, 8, 3)
for epoch in range(400):
    # X and y stay together because they are in one table
    random.shuffle(table)
    for start in range(0, 150, 15):
        part = table[start:start + 15]
        loss = net.learn(part[:, :4], np.eye(3)[part[:, 4].astype(int)], 0.1)
    if epoch % 50 == 49:
        print("epoch", epoch + 1, "loss of the last batch", loss, "different rows", len(np.unique(table, axis=0)))

print("fresh wines right:", net.right(fresh[:, :4], fresh[:, 4].astype(int)))
