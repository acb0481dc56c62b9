import numpy as np


class Affine:
    def __init__(self, n_in, n_out):
        self.K = np.random.uniform(-1, 1, (n_out, n_in)) * np.sqrt(6 / (n_in + n_out))
        self.k = np.zeros(n_out)

    def out(self, x):
        self.x = x
        return x @ self.K.T + self.k

    def into(self, d, eta):
        below = d @ self.K
        self.K -= eta * d.T @ self.x
        self.k -= eta * d.sum(0)
        return below


class SoftPlus:
    def out(self, x):
        self.x = x
        return np.log1p(np.exp(-np.abs(x))) + np.maximum(x, 0)

    def into(self, d, eta):
        return d / (1 + np.exp(-self.x))


class SoftMax:
    def out(self, x):
        e = np.exp(x - x.max(1)[:, None])
        self.s = e / e.sum(1)[:, None]
        return self.s

    def into(self, d, eta):
        # one Jacobian per row, diag(s) - s s^T
        n, c = self.s.shape
        J = -np.einsum("ni,nj->nij", self.s, self.s)
        J[:, np.arange(c), np.arange(c)] += self.s
        return np.einsum("nij,nj->ni", J, d)


def entropy(s, hot):
    return -(hot * np.log(s + 1e-12)).sum() / len(s)


def entropy_slope(s, hot):
    return -hot / (s + 1e-12) / len(s)


np.random.seed(40)
points = np.random.normal(0, 1.2, (500, 2))
ring = np.digitize(np.hypot(points[:, 0], points[:, 1]), [0.9, 1.8])
hot = np.zeros((500, 3))
hot[range(500), ring] = 1.0

chain = [Affine(2, 25), SoftPlus(), Affine(25, 12), SoftPlus(), Affine(12, 3), SoftMax()]
for epoch in range(120):
    eta = 0.15 * 0.5 * (1 + np.cos(np.pi * epoch / 120)) + 0.01
    mixed = np.random.permutation(500)
    for rows in np.split(mixed, 25):
        x = points[rows]
        for link in chain:
            x = link.out(x)
        d = entropy_slope(x, hot[rows])
        for link in chain[::-1]:
            d = link.into(d, eta)
    if epoch % 20 == 19:
        x = points
        for link in chain:
            x = link.out(x)
        print("epoch", epoch + 1, "entropy", entropy(x, hot), "right", (x.argmax(1) == ring).mean())
