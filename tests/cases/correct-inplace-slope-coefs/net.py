import numpy as np


def ramp_here(Z):
    np.maximum(Z, 0, out=Z)


def ramp_slope_here(Z, delta):
    delta[Z == 0] = 0


def shares_here(Z):
    Z -= Z.max(axis=1, keepdims=True)
    np.exp(Z, out=Z)
    Z /= Z.sum(axis=1, keepdims=True)


class PerceptronStack:
    def __init__(self, units, alpha=1e-3, rate=0.1, seed=0):
        self.depth = len(units)
        self.alpha, self.rate = alpha, rate
        self.rng = np.random.RandomState(seed)
        self.W, self.c = [], []
        for before, here in zip(units[:-1], units[1:]):
            bound = np.sqrt(6.0 / (before + here))
            self.W.append(self.rng.uniform(-bound, bound, (before, here)))
            self.c.append(self.rng.uniform(-bound, bound, here))

    def forward(self, acts):
        for i in range(self.depth - 1):
            acts[i + 1] = acts[i] @ self.W[i]
            acts[i + 1] += self.c[i]
            if i != self.depth - 2:
                ramp_here(acts[i + 1])
        shares_here(acts[-1])
        return acts

    def one_layer(self, layer, n, acts, pulls, gW, gc):
        gW[layer] = acts[layer].T @ pulls[layer]
        gW[layer] += self.alpha * self.W[layer]
        gW[layer] /= n
        gc[layer] = pulls[layer].mean(axis=0)

    def both_ways(self, X, y, acts, pulls, gW, gc):
        n = X.shape[0]
        acts = self.forward(acts)
        loss = -np.sum(y * np.log(acts[-1] + 1e-12)) / n
        loss += 0.5 * self.alpha * sum(np.sum(c ** 2) for c in self.W) / n

        last = self.depth - 2
        pulls[last] = acts[-1] - y
        self.one_layer(last, n, acts, pulls, gW, gc)
        for i in range(last, 0, -1):
            pulls[i - 1] = pulls[i] @ self.W[i].T
            ramp_slope_here(acts[i], pulls[i - 1])
            self.one_layer(i - 1, n, acts, pulls, gW, gc)
        return loss, gW, gc

    def fit(self, X, y, epochs, batch):
        for epoch in range(epochs):
            order, total = self.rng.permutation(len(X)), 0
            for start in range(0, len(X), batch):
                part = order[start:start + batch]
                acts = [X[part]] + [None] * (self.depth - 1)
                pulls = [None] * self.depth
                loss, cg, ig = self.both_ways(X[part], y[part], acts, pulls,
                                             [None] * (self.depth - 1), [None] * (self.depth - 1))
                total += loss * len(part)
                for k in range(self.depth - 1):
                    self.W[k] -= self.rate * cg[k]
                    self.c[k] -= self.rate * ig[k]
            if epoch % 10 == 0:
                print("Iteration %d, loss = %.6f" % (epoch, total / len(X)))

    def score(self, X, labels):
        acts = self.forward([X] + [None] * (self.depth - 1))
        return np.mean(acts[-1].argmax(axis=1) == labels)


if __name__ == "__main__":
    from sklearn.datasets import load_digits
    pixels, labels = load_digits(return_X_y=True)
    mix = np.random.RandomState(0).permutation(len(pixels))
    pixels, labels = pixels[mix], labels[mix]
    X, y = pixels / 16, np.eye(10)[labels]
    mlp = PerceptronStack([64, 32, 20, 10], seed=1)
    mlp.fit(X[:1400], y[:1400], epochs=31, batch=50)
    print("score on the rest:", mlp.score(X[1400:], labels[1400:]))
