import numpy as np

QUANTILES = np.array([0.1, 0.5, 0.9])


def noisy_curve(n, rng):
    x = rng.uniform(-1, 1, (n, 1))
    y = np.sin(3 * x) + (0.1 + 0.3 * np.abs(x)) * rng.standard_normal((n, 1))
    return x, y


class QuantileNet:
    """One tanh layer, one linear output for each quantile, trained on the pinball loss."""

    def __init__(self, hidden, quantiles, seed=0):
        rng = np.random.default_rng(seed)
        self.q = quantiles
        self.params = {
            "W1": rng.standard_normal((1, hidden)) * 2,
            "b1": rng.uniform(-1, 1, (1, hidden)),
            "W2": rng.standard_normal((hidden, len(quantiles))) / np.sqrt(hidden),
            "b2": np.zeros((1, len(quantiles))),
        }

    def predict(self, x):
        self.x = x
        self.h = np.tanh(x @ self.params["W1"] + self.params["b1"])
        return self.h @ self.params["W2"] + self.params["b2"]

    def pinball(self, pred, y):
        diff = y - pred
        return np.mean(np.maximum(self.q * diff, (self.q - 1) * diff))

    def gradients(self, pred, y):
        d = np.where(y > pred, -self.q, 1 - self.q) / pred.size
        dh = d @ self.params["W2"].T * (1 - self.h ** 2)
        return {
            "W2": self.h.T @ d, "b2": d.sum(axis=0, keepdims=True),
            "W1": self.x.T @ dh, "b1": dh.sum(axis=0, keepdims=True),
        }


def fit(net, x, y, epochs, batch, lr, rng):
    cache = {k: np.zeros_like(v) for k, v in net.params.items()}
    for epoch in range(epochs):
        step = lr / (1 + 0.02 * epoch)
        order = rng.permutation(len(x))
        for k in range(0, len(x), batch):
            xb, yb = x[order[k:k + batch]], y[order[k:k + batch]]
            grads = net.gradients(net.predict(xb), yb)
            for name, g in grads.items():
                cache[name] = 0.9 * cache[name] + 0.1 * g ** 2
                net.params[name] -= step * g / (np.sqrt(cache[name]) + 1e-8)
        if epoch % 30 == 0:
            print("epoch %3d  pinball %.4f" % (epoch, net.pinball(net.predict(x), y)))


if __name__ == "__main__":
    rng = np.random.default_rng(4)
    x_train, y_train = noisy_curve(1500, rng)
    x_test, y_test = noisy_curve(1500, rng)
    net = QuantileNet(24, QUANTILES)
    fit(net, x_train, y_train, epochs=150, batch=50, lr=0.01, rng=rng)
    pred = net.predict(x_test)
    print("pinball on new data:", net.pinball(pred, y_test))
    for q, share in zip(QUANTILES, np.mean(y_test < pred, axis=0)):
        print("wanted %.1f  below the curve %.3f" % (q, share))
