import numpy as np


def times_slope(Z, delta):
    """delta *= Z * (1 - Z), Z being the activation"""
    delta *= Z
    delta *= (1 - Z)


class Perceptron:
    def __init__(self, hidden=(10,), alpha=0.01, rate=0.5, max_iter=150, batch=25, seed=1):
        self.hidden = list(hidden)
        self.alpha = alpha
        self.rate = rate
        self.max_iter = max_iter
        self.batch = batch
        self.rng = np.random.RandomState(seed)

    def _init(self, n_in, n_out):
        units = [n_in] + self.hidden + [n_out]
        self.n_layers = len(units)
        self.ws, self.bs = [], []
        for a, b in zip(units[:-1], units[1:]):
            bound = np.sqrt(2.0 / (a + b))
            self.ws.append(self.rng.uniform(-bound, bound, (a, b)))
            self.bs.append(self.rng.uniform(-bound, bound, b))

    def _run(self, acts):
        for i in range(self.n_layers - 1):
            acts[i + 1] = acts[i] @ self.ws[i] + self.bs[i]
            acts[i + 1] = 1 / (1 + np.exp(-acts[i + 1]))
        return acts

    def _collect(self, layer, n, acts, pulls, w_slopes, b_slopes):
        w_slopes[layer] = acts[layer].T @ pulls[layer]
        w_slopes[layer] += self.alpha * self.ws[layer]
        w_slopes[layer] /= n
        b_slopes[layer] = np.mean(pulls[layer], 0)

    def _slopes(self, X, y):
        n = X.shape[0]
        acts = self._run([X] + [None] * (self.n_layers - 1))
        pulls = [None] * self.n_layers
        w_slopes = [None] * (self.n_layers - 1)
        b_slopes = [None] * (self.n_layers - 1)

        p = np.clip(acts[-1], 1e-10, 1 - 1e-10)
        loss = -np.sum(y * np.log(p) + (1 - y) * np.log(1 - p)) / n
        loss += 0.5 * self.alpha * sum(np.sum(c ** 2) for c in self.ws) / n

        last = self.n_layers - 2
        pulls[last] = acts[-1] - y
        self._collect(last, n, acts, pulls, w_slopes, b_slopes)
        for i in range(self.n_layers - 2, 0, -1):
            pulls[i - 1] = pulls[i] @ self.ws[i].T
            times_slope(acts[i], pulls[i - 1])
            self._collect(i - 1, n, acts, pulls, w_slopes, b_slopes)
        return loss, w_slopes, b_slopes

    def fit(self, X, y):
        self._init(X.shape[1], y.shape[1])
        for it in range(self.max_iter):
            order = self.rng.permutation(len(X))
            total = 0
            for k in range(0, len(X), self.batch):
                pick = order[k:k + self.batch]
                loss, cg, ig = self._slopes(X[pick], y[pick])
                total += loss * len(pick)
                self.ws = [c - self.rate * g for c, g in zip(self.ws, cg)]
                self.bs = [b - self.rate * g for b, g in zip(self.bs, ig)]
            if it % 30 == 29:
                print("Iteration %d, loss = %.8f" % (it + 1, total / len(X)))
        return self

    def predict(self, X):
        return self._run([X] + [None] * (self.n_layers - 1))[-1] > 0.5


if __name__ == "__main__":
    rng = np.random.RandomState(0)
    X = rng.normal(0, 1, (400, 3))
    # two yes/no questions at once
    y = np.stack([X[:, 0] * X[:, 1] > 0, X[:, 2] + X[:, 0] > 0.3], axis=1).astype(float)
    net = Perceptron(hidden=(16, 8)).fit(X, y)
    print("share right:", np.mean(net.predict(X) == (y > 0.5)))
