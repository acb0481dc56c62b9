import numpy as np


def cut_relu(a, delta):
    delta[a == 0] = 0


def cut_tanh(a, delta):
    delta *= 1 - a ** 2


SLOPES = {"relu": cut_relu, "tanh": cut_tanh}


class LayeredClassifier:
    def __init__(self, hidden=(10, 10), activation="relu", shrink=1e-3, lr=0.1, rounds=200, seed=0):
        self.hidden = hidden
        self.activation = activation
        self.shrink = shrink
        self.lr = lr
        self.rounds = rounds
        self.rng = np.random.RandomState(seed)

    def _run(self, acts):
        for i in range(self.n_levels - 1):
            acts[i + 1] = np.dot(acts[i], self.mats[i])
            acts[i + 1] += self.offs[i]
            if i != self.n_levels - 2:
                if self.activation == "relu":
                    np.maximum(acts[i + 1], 0, out=acts[i + 1])
                else:
                    np.tanh(acts[i + 1], out=acts[i + 1])
        z = acts[-1]
        z -= z.max(axis=1)[:, np.newaxis]
        np.exp(z, out=z)
        z /= z.sum(axis=1)[:, np.newaxis]
        return acts

    def _one_layer(self, layer, n, acts, errs, g_coefs, g_offs):
        g_coefs[layer] = np.dot(acts[layer].T, errs[layer])
        g_coefs[layer] += self.shrink * self.mats[layer]
        g_coefs[layer] /= n
        g_offs[layer] = np.mean(errs[layer], 0)

    def _slopes(self, X, y):
        n = X.shape[0]
        acts = [X] + [None] * (self.n_levels - 1)
        errs = [None] * len(acts)
        g_coefs = [None] * len(self.mats)
        g_offs = [None] * len(self.offs)

        self._run(acts)
        loss = -np.sum(y * np.log(acts[-1] + 1e-15)) / n
        loss += 0.5 * self.shrink * sum(np.sum(c ** 2) for c in self.mats) / n

        last = self.n_levels - 2
        errs[last] = acts[-1] - y
        self._one_layer(last, n, acts, errs, g_coefs, g_offs)
        for i in range(self.n_levels - 2, 0, -1):
            errs[i - 1] = np.dot(errs[i], self.mats[i].T)
            SLOPES[self.activation](acts[i], errs[i - 1])
            self._one_layer(i - 1, n, acts, errs, g_coefs, g_offs)
        return loss, g_coefs, g_offs

    def fit(self, X, y):
        sizes = [X.shape[1]] + list(self.hidden) + [y.shape[1]]
        self.n_levels = len(sizes)
        self.mats, self.offs = [], []
        for a, b in zip(sizes[:-1], sizes[1:]):
            bound = np.sqrt(6.0 / (a + b))
            self.mats.append(self.rng.uniform(-bound, bound, (a, b)))
            self.offs.append(self.rng.uniform(-bound, bound, b))
        for it in range(self.rounds):
            order = self.rng.permutation(len(X))
            total = 0.0
            for s in range(0, len(X), 25):
                part = order[s:s + 25]
                loss, gm, go = self._slopes(X[part], y[part])
                total += loss * len(part)
                for c, g in zip(self.mats, gm):
                    c -= self.lr * g
                for b, g in zip(self.offs, go):
                    b -= self.lr * g
            if it % 40 == 0:
                print("Iteration %d, loss = %.6f" % (it, total / len(X)))
        return self

    def predict(self, X):
        return self._run([X] + [None] * (self.n_levels - 1))[-1].argmax(axis=1)


rng = np.random.RandomState(9)
X = rng.normal(size=(500, 2))
k = (X[:, 0] ** 2 + X[:, 1] ** 2 > 1.4).astype(int) + (X[:, 0] + X[:, 1] > 1.5)
Y = np.eye(3)[k]
for name in ("relu", "tanh"):
    clf = LayeredClassifier(activation=name, rounds=161).fit(X[:400], Y[:400])
    print(name, "score:", np.mean(clf.predict(X[400:]) == k[400:]))
