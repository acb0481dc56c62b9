import numpy as np


class PriceNet:

    def __init__(self, nInput, nHidden, keep, seed):
        self.rs = np.random.RandomState(seed)
        self.keep = keep
        self.wHid = self.rs.normal(0, np.sqrt(2.0 / nInput), (nInput, nHidden))
        self.bHid = np.zeros((1, nHidden))
        self.wOut = self.rs.normal(0, np.sqrt(1.0 / nHidden), (nHidden, 1))
        self.bOut = np.zeros((1, 1))

    def feed(self, x, training=False):
        self.pre = x @ self.wHid + self.bHid
        self.act = np.maximum(self.pre, 0)
        if training:
            # switch some units off
            self.mask = (self.rs.rand(*self.act.shape) < self.keep) / self.keep
            self.act = self.act * self.mask
        return self.act @ self.wOut + self.bOut

    def fit(self, x, y, epochs, batchSize, lr):
        for e in range(epochs):
            order = self.rs.permutation(len(x))
            for k in range(0, len(x), batchSize):
                xb, yb = x[order[k:k + batchSize]], y[order[k:k + batchSize]]
                out = self.feed(xb, training=True)
                dOut = 2 * (out - yb) / len(xb)
                dAct = dOut @ self.wOut.T * self.mask
                dPre = dAct * (self.pre > 0)
                self.wOut -= lr * self.act.T @ dOut
                self.bOut -= lr * np.sum(dOut, axis=0, keepdims=True)
                self.wHid -= lr * xb.T @ dPre
                self.bHid -= lr * np.sum(dPre, axis=0, keepdims=True)
            if e % 20 == 0:
                print("epoch", e, "last batch", np.mean((out - yb) ** 2), "all", self.mse(x, y))

    def mse(self, x, y):
        return np.mean((self.feed(x) - y) ** 2)


if __name__ == "__main__":
    rs = np.random.RandomState(2)
    # size, rooms, age and distance of flats, all standardised; price in 100 000
    flats = rs.normal(0, 1, (800, 4))
    price = 3 + flats[:, :1] + 0.5 * flats[:, 1:2] - 0.4 * np.abs(flats[:, 2:3]) - 0.6 * flats[:, 3:]
    price += rs.normal(0, 0.1, price.shape)
    net = PriceNet(4, 60, 0.6, 9)
    net.fit(flats[:600], price[:600], 100, 20, 0.02)
    print("mean squared error on new flats:", net.mse(flats[600:], price[600:]))
