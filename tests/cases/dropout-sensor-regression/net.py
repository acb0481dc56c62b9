import numpy as np


class DropNet:
    def __init__(self, n_in, n_hidden, keep, rng):
        self.rng = rng
        self.keep = keep
        self.w1 = rng.normal(0, np.sqrt(2 / n_in), (n_in, n_hidden))
        self.b1 = np.zeros(n_hidden)
        self.w2 = rng.normal(0, np.sqrt(1 / n_hidden), (n_hidden, 1))
        self.b2 = np.zeros(1)

    def hidden(self, x):
        return np.maximum(0, x @ self.w1 + self.b1)

    def predict(self, x):
        # no units are left out when the net is used
        return self.hidden(x) @ self.w2 + self.b2

    def train_batch(self, x, y, lr):
        h = self.hidden(x)
        mask = self.rng.random(h.shape) < self.keep
        hm = h * mask
        out = hm @ self.w2 + self.b2

        d_out = 2 * (out - y) / len(x)
        d_h = d_out @ self.w2.T * mask * (h > 0)

        self.w2 -= lr * hm.T @ d_out
        self.b2 -= lr * d_out.sum(axis=0)
        self.w1 -= lr * x.T @ d_h
        self.b1 -= lr * d_h.sum(axis=0)
        return np.mean((out - y) ** 2)

    def fit(self, x, y, epochs, batch_size, lr):
        for epoch in range(epochs):
            order = self.rng.permutation(len(x))
            losses = []
            for start in range(0, len(x), batch_size):
                pick = order[start:start + batch_size]
                losses.append(self.train_batch(x[pick], y[pick], lr))
            if epoch % 50 == 0:
                print("epoch %d train loss %.4f" % (epoch, np.mean(losses)))


def sensors(n, rng):
    # eight sensors see the same gas concentration, each with its own noise
    gas = rng.uniform(0, 2, (n, 1))
    gain = np.linspace(0.5, 1.5, 8)
    return gas * gain + rng.normal(0, 0.2, (n, 8)), 1 + gas ** 2


if __name__ == "__main__":
    rng = np.random.default_rng(5)
    x, y = sensors(400, rng)
    x_new, y_new = sensors(200, rng)
    net = DropNet(8, 64, 0.6, rng)
    net.fit(x, y, 300, 20, 0.01)
    print("new data: wanted", y_new[:4, 0].round(2), "got", net.predict(x_new)[:4, 0].round(2))
    print("test rms %.4f" % np.sqrt(np.mean((net.predict(x_new) - y_new) ** 2)))
