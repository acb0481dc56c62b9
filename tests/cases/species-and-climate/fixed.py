import numpy as np


class OccurrenceNet:
    """presence (1) or absence (0) of every species, from three climate values"""

    def __init__(self, sizes, rate):
        self.rate = rate
        self.coef = [np.random.normal(0, 1 / np.sqrt(a), (a, b)) for a, b in zip(sizes[:-1], sizes[1:])]
        self.shift = [np.zeros((1, b)) for b in sizes[1:]]

    def run(self, env):
        self.layers = [env]
        for coef, shift in zip(self.coef[:-1], self.shift[:-1]):
            self.layers.append(np.tanh(self.layers[-1] @ coef + shift))
        z = self.layers[-1] @ self.coef[-1] + self.shift[-1]
        return 1 / (1 + np.exp(-z))

    def fit_part(self, env, seen):
        d = (self.run(env) - seen) / len(env)
        grads = []
        for k in range(len(self.coef) - 1, -1, -1):
            grads.append((k, self.layers[k].T @ d, d.sum(axis=0, keepdims=True)))
            if k > 0:
                d = (d @ self.coef[k].T) * (1 - self.layers[k] ** 2)
        for k, d_coef, d_shift in grads:
            self.coef[k] -= self.rate * d_coef
            self.shift[k] -= self.rate * d_shift

    def loss(self, env, seen):
        p = np.clip(self.run(env), 1e-9, 1 - 1e-9)
        return -np.mean(seen * np.log(p) + (1 - seen) * np.log(1 - p))


def survey(n):
    env = np.random.normal(0, 1, (n, 3))
    best = np.array([[1, 0, 0], [-1, 0.5, 0], [0, 1, 1], [0, -1, 0.5], [0.5, 0.5, -1], [-1, -1, 0]])
    away = ((env[:, None, :] - best[None]) ** 2).sum(axis=2)
    return env, (np.random.uniform(size=(n, 6)) < np.exp(-away / 2.5)).astype(float)


if __name__ == "__main__":
    np.random.seed(14)
    env, seen = survey(800)
    net = OccurrenceNet([3, 16, 6], 0.5)
    print("loss before", net.loss(env, seen))
    for epoch in range(120):
        order = np.random.permutation(600)
        for s in range(0, 600, 40):
            net.fit_part(env[order[s:s + 40]], seen[order[s:s + 40]])
        if epoch % 30 == 29:
            print("epoch", epoch + 1, "loss", net.loss(env[:600], seen[:600]))
    print("loss on new sites: %.4f" % net.loss(env[600:], seen[600:]))
