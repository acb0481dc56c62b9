import numpy as np


class WeekForecaster:
    """temperature of the next day from the seven days before"""

    def __init__(self, window, hidden, rng):
        self.hidden_w = rng.normal(0, 1 / np.sqrt(window), (window, hidden))
        self.hidden_b = np.zeros((1, hidden))
        self.out_w = rng.normal(0, 1 / np.sqrt(hidden), (hidden, 1))
        self.out_b = np.zeros((1, 1))

    def predict(self, x):
        self.h = np.tanh(x @ self.hidden_w + self.hidden_b)
        return self.h @ self.out_w + self.out_b

    def fit(self, x, y, epochs, batch, rate, rng):
        for epoch in range(epochs):
            order = rng.permutation(len(x))
            for s in range(0, len(x), batch):
                xb, yb = x[order[s:s + batch]], y[order[s:s + batch]]
                d_out = (self.predict(xb) - yb) / len(xb)
                d_hidden = d_out @ self.out_w.T * (1 - self.h ** 2)
                self.out_w -= rate * self.h.T @ d_out
                self.out_b -= rate * d_out.sum(axis=0)
                self.hidden_w -= rate * xb.T @ d_hidden
                self.hidden_b -= rate * d_hidden.sum(axis=0)
            if epoch % 20 == 0:
                print("epoch", epoch, "half mse", 0.5 * np.mean((self.predict(x) - y) ** 2))


def windows(series, length):
    x = np.stack([series[i:i + length] for i in range(len(series) - length)])
    return x, series[length:].reshape(-1, 1)


if __name__ == "__main__":
    rng = np.random.default_rng(21)
    days = np.arange(1500)
    temperature = 12 + 9 * np.sin(2 * np.pi * days / 365) + np.zeros(1500)
    swing = 0.0
    for d in days:
        swing = 0.3 * swing + rng.normal(0, 1.2)
        temperature[d] += swing

    train, val, test = temperature[:900], temperature[900:1200], temperature[1200:]
    mean = train.mean()
    std = train.std()
    train = (train - mean) / std
    val = (val - mean) / std
    test = (test - mean) / std

    net = WeekForecaster(7, 16, rng)
    net.fit(*windows(train, 7), 100, 30, 0.05, rng)
    for name, part in (("validation", val), ("test", test)):
        x, y = windows(part, 7)
        print(name, "mean error in degrees", std * np.mean(np.abs(net.predict(x) - y)))
    x, y = windows(test, 7)
    print("yesterday's value instead:", std * np.mean(np.abs(x[:, -1:] - y)))
