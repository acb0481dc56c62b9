import numpy as np


class Link:
    def __init__(self, n_in, n_out, rng, bend=True):
        self.M = rng.uniform(-1, 1, (n_out, n_in)) * np.sqrt(6 / (n_in + n_out))
        self.o = np.zeros((n_out, 1))
        self.vM, self.vo = np.zeros_like(self.M), np.zeros_like(self.o)
        self.bend = bend

    def up(self, h):
        self.h = h
        self.z = self.M @ h + self.o
        return np.where(self.z > 0, self.z, np.expm1(np.minimum(self.z, 0))) if self.bend else self.z

    def down(self, d):
        if self.bend:
            d = d * np.where(self.z > 0, 1.0, np.exp(np.minimum(self.z, 0)))
        self.gM = d @ self.h.T
        self.go = d.sum(axis=1, keepdims=True)
        return self.M.T @ d

    def move(self, rate, mu, longest):
        for w, v, g in ((self.M, self.vM, self.gM), (self.o, self.vo, self.go)):
            before = v.copy()
            v *= mu
            v -= rate * g
            w += (1 + mu) * v - mu * before
        norms = np.sqrt((self.M ** 2).sum(axis=1, keepdims=True))
        self.M *= np.minimum(1, longest / norms)


def hinge(scores, y):
    """multi-class hinge: mean over columns of sum of max(0, s_j - s_y + 1)"""
    cols = np.arange(scores.shape[1])
    gap = np.maximum(0, scores - scores[y, cols] + 1)
    gap[y, cols] = 0
    d = (gap > 0).astype(float)
    d[y, cols] = -d.sum(axis=0)
    return gap.sum() / len(cols), d / len(cols)


def teach(links, X, y, rate, mu, longest, rounds, rng):
    for r in range(rounds):
        if r in (rounds // 2, 3 * rounds // 4):
            rate *= 0.2
        mix = rng.permutation(X.shape[1])
        losses = []
        for part in np.split(mix, 15):
            h = X[:, part]
            for link in links:
                h = link.up(h)
            loss, d = hinge(h, y[part])
            for link in links[::-1]:
                d = link.down(d)
            for link in links:
                link.move(rate, mu, longest)
            losses.append(loss)
        if r % 5 == 4:
            print("round", r + 1, "hinge", np.mean(losses))


if __name__ == "__main__":
    rng = np.random.default_rng(12)
    y = rng.integers(0, 4, 600)
    centre = np.array([[-1.5, 1.5, -1.5, 1.5], [-1.5, 1.5, 1.5, -1.5]])
    X = np.vstack([centre[:, y] + 0.55 * rng.normal(size=(2, 600)), rng.normal(size=(3, 600))])
    y = np.where(y < 2, y // 2, y - 1)
    links = [Link(5, 32, rng), Link(32, 16, rng), Link(16, 3, rng, bend=False)]
    teach(links, X[:, :450], y[:450], 0.03, 0.9, 3.0, 30, rng)
    h = X[:, 450:]
    for link in links:
        h = link.up(h)
    print("test hits", np.mean(h.argmax(axis=0) == y[450:]))
