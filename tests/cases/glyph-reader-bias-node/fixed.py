import numpy as np
from sklearn.datasets import load_digits


class GlyphReader:
    def __init__(self, layout, rate):
        self.rate = rate
        self.mats = []
        for below, above in zip(layout[:-1], layout[1:]):
            lim = 2.0 / np.sqrt(below)
            self.mats.append(np.random.uniform(-lim, lim, (above, below + 1)))

    def read(self, vec):
        col = np.array(vec, ndmin=2).T
        for m in self.mats:
            col = 1 / (1 + np.exp(-np.dot(m, np.vstack([col, [[1.0]]]))))
        return col

    def learn(self, vec, goal):
        col = np.array(vec, ndmin=2).T
        goal = np.array(goal, ndmin=2).T
        trace = []
        for m in self.mats:
            col = np.vstack([col, [[1.0]]])
            trace.append(col)
            col = 1 / (1 + np.exp(-np.dot(m, col)))
        trace.append(col)

        err = goal - col
        for k in range(len(self.mats) - 1, -1, -1):
            out = trace[k + 1]
            if k < len(self.mats) - 1:
                out = out[:-1]
                err = err[:-1]
            tmp = err * out * (1.0 - out)
            err = np.dot(self.mats[k].T, tmp)
            self.mats[k] += self.rate * np.dot(tmp, trace[k].T)

    def hits(self, vecs, labels):
        return np.mean([self.read(v).argmax() == n for v, n in zip(vecs, labels)])


if __name__ == "__main__":
    np.random.seed(1)
    glyphs = load_digits()
    vecs = glyphs.data / 16.0 * 0.98 + 0.01
    goals = np.full((len(vecs), 10), 0.01)
    goals[np.arange(len(vecs)), glyphs.target] = 0.99
    reader = GlyphReader([64, 30, 20, 10], 0.5)
    for turn in range(8):
        for i in np.random.permutation(1300):
            reader.learn(vecs[i], goals[i])
        sq = np.mean([np.sum((reader.read(v).ravel() - g) ** 2) for v, g in zip(vecs[:1300], goals)])
        print("turn", turn + 1, "hits", reader.hits(vecs[1300:], glyphs.target[1300:]), "squared error", sq)
