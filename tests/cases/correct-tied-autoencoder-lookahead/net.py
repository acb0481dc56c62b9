import numpy as np


class TiedAutoencoder:
    """
    encoder  h = softplus(x W + c)
    decoder  r = h W^T + d          (the same W)
    """

    def __init__(self, n_visible, n_hidden, rng):
        self.theta = {
            "W": rng.normal(0, 1 / np.sqrt(n_visible), (n_visible, n_hidden)),
            "c": np.zeros(n_hidden),
            "d": np.zeros(n_visible),
        }

    def reconstruct(self, x):
        W, c, d = (self.theta[k] for k in "Wcd")
        self.pre = x @ W + c
        self.h = np.logaddexp(0.0, self.pre)
        return self.h @ W.T + d

    def loss_and_gradient(self, x, penalty=1e-4):
        W = self.theta["W"]
        r = self.reconstruct(x)
        n = len(x)
        loss = 0.5 * np.sum((r - x) ** 2) / n + 0.5 * penalty * np.sum(W ** 2)
        dr = (r - x) / n
        dpre = (dr @ W) / (1.0 + np.exp(-self.pre))
        gradient = {
            # W is used twice: once to encode, once (transposed) to decode
            "W": x.T @ dpre + dr.T @ self.h + penalty * W,
            "c": dpre.sum(axis=0),
            "d": dr.sum(axis=0),
        }
        return loss, gradient


class Lookahead:
    """Momentum SGD for the fast weights, every k steps the slow ones follow half of the way."""

    def __init__(self, theta, lr, momentum=0.9, k=5, alpha=0.5):
        self.fast = theta
        self.slow = {name: value.copy() for name, value in theta.items()}
        self.velocity = {name: np.zeros_like(value) for name, value in theta.items()}
        self.lr, self.momentum, self.k, self.alpha, self.count = lr, momentum, k, alpha, 0

    def step(self, gradient):
        for name in self.fast:
            self.velocity[name] = self.momentum * self.velocity[name] + gradient[name]
            self.fast[name] -= self.lr * self.velocity[name]
        self.count += 1
        if self.count % self.k == 0:
            for name in self.fast:
                self.slow[name] += self.alpha * (self.fast[name] - self.slow[name])
                self.fast[name][...] = self.slow[name]


def sensor_readings(n, mixing, rng):
    """Twenty sensors that see three hidden quantities"""
    return rng.normal(0, 1, (n, 3)) @ mixing + rng.normal(0, 0.05, (n, 20))


if __name__ == "__main__":
    rng = np.random.default_rng(18)
    mixing = rng.normal(0, 0.6, (3, 20))
    train, test = sensor_readings(600, mixing, rng), sensor_readings(200, mixing, rng)
    mean, std = train.mean(axis=0), train.std(axis=0)
    train, test = (train - mean) / std, (test - mean) / std

    model = TiedAutoencoder(20, 6, rng)
    optimizer = Lookahead(model.theta, lr=0.01)
    for epoch in range(120):
        order = rng.permutation(len(train))
        losses = []
        for batch in np.array_split(order, 20):
            loss, gradient = model.loss_and_gradient(train[batch])
            optimizer.step(gradient)
            losses.append(loss)
        if epoch % 20 == 0:
            print("epoch", epoch, "loss", np.mean(losses))
    error = np.mean((model.reconstruct(test) - test) ** 2)
    print("unexplained share of the variance:", error / np.mean(test ** 2))
