import numpy as np


def rule(w, dw, config):
    v = config.setdefault("velocity", np.zeros_like(w))
    v *= config["mu"]
    v -= config["rate"] * dw
    w += v


class TwoLayers:
    def __init__(self, n_in, n_hidden, n_out, scale, rng):
        self.params = {"W1": scale * rng.randn(n_in, n_hidden), "b1": np.zeros(n_hidden),
                       "W2": scale * rng.randn(n_hidden, n_out), "b2": np.zeros(n_out)}

    def loss(self, X, y=None, reg=0.0):
        W1, b1, W2, b2 = (self.params[k] for k in ("W1", "b1", "W2", "b2"))
        hidden = np.maximum(0, X.dot(W1) + b1)
        scores = hidden.dot(W2) + b2
        if y is None:
            return scores
        n = X.shape[0]
        shifted = scores - scores.max(axis=1, keepdims=True)
        logp = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        loss = -logp[range(n), y].sum() / n + 0.5 * reg * (np.sum(W1 * W1) + np.sum(W2 * W2))

        d = np.exp(logp)
        d[range(n), y] -= 1
        d /= n
        grads = {"W2": hidden.T.dot(d) + reg * W2, "b2": d.sum(axis=0)}
        d = d.dot(W2.T)
        d[hidden <= 0] = 0
        grads["W1"] = X.T.dot(d) + reg * W1
        grads["b1"] = d.sum(axis=0)
        return loss, grads

    def train(self, X, y, X_val, y_val, rate, mu, reg, epochs, batch, rng):
        configs = {k: {"rate": rate, "mu": mu} for k in self.params}
        for epoch in range(epochs):
            for _ in range(X.shape[0] // batch):
                pick = rng.randint(0, X.shape[0], batch)
                loss, grads = self.loss(X[pick], y[pick], reg)
                for k in self.params:
                    rule(self.params[k], grads[k], configs[k])
            for k in configs:
                configs[k]["rate"] *= 0.95
            print("epoch %d loss %.4f validation %.4f" % (epoch + 1, loss, self.check(X_val, y_val)))

    def check(self, X, y):
        return np.mean(np.argmax(self.loss(X), axis=1) == y)


if __name__ == "__main__":
    rng = np.random.RandomState(231)
    y = rng.randint(0, 5, 1000)
    turn = rng.rand(1000) * 4 + y * 2 * np.pi / 5
    r = (turn - y * 2 * np.pi / 5) / 4 + 0.1
    X = np.stack([r * np.sin(turn), r * np.cos(turn)], axis=1) + 0.01 * rng.randn(1000, 2)
    net = TwoLayers(2, 60, 5, 0.5, rng)
    net.train(X[:800], y[:800], X[800:], y[800:], 0.1, 0.9, 1e-4, 20, 40, rng)
