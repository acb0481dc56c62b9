import numpy as np


class Brain:
    def __init__(self, sizes):
        # nothing belongs to layer 0, so that indices agree
        self.weights = [None]
        self.biases = [None]
        for before, here in zip(sizes[:-1], sizes[1:]):
            self.weights.append(np.random.randn(here, before))
            self.biases.append(np.zeros((here, 1)))

    def forward(self, X):
        acts, sums = [X], [None]
        for d in range(1, len(self.weights)):
            total = self.weights[d].dot(acts[d - 1]) + self.biases[d]
            sums.append(total)
            acts.append(1 / (1 + np.exp(-total)))
        return acts[-1], acts, sums

    def cost(self, X, Y):
        top = self.forward(X)[0]
        return -np.sum(Y * np.log(top) + (1 - Y) * np.log(1 - top)) / X.shape[1]

    def slopes(self, X, Y):
        all_gW, all_gb = [], []
        m = X.shape[1]
        top, acts, sums = self.forward(X)
        blame = -(np.divide(Y, top) - np.divide(1 - Y, 1 - top))
        for d in np.arange(1, len(self.weights))[::-1]:
            a = acts[d]
            w = self.weights[d]
            pull = blame * a * (1 - a)
            gW = 1. / m * pull.dot(acts[d - 1].T)
            gb = 1. / m * np.sum(pull, axis=1, keepdims=True)
            blame = w.T.dot(pull)
            all_gW.insert(0, gW)
            all_gb.insert(0, gb)
        all_gW.insert(0, None)
        all_gb.insert(0, None)
        return all_gW, all_gb

    def train(self, X, Y, pace, rounds):
        for r in range(rounds):
            all_gW, all_gb = self.slopes(X, Y)
            for d in range(1, len(self.weights)):
                self.weights[d] -= pace * all_gW[d]
                self.biases[d] -= pace * all_gb[d]
            if r % 500 == 0:
                print("Round", r, "cost", self.cost(X, Y))


if __name__ == "__main__":
    np.random.seed(31)
    # all patterns of four bits; wanted: the pattern moved on by one place
    X = np.array([[(n >> k) & 1 for n in range(16)] for k in range(4)], dtype=float)
    Y = np.roll(X, 1, axis=0)
    brain = Brain([4, 4, 4])
    brain.train(X, Y, 0.5, 3001)
    print("final cost", brain.cost(X, Y))
    print("bits right:", np.mean((brain.forward(X)[0] > 0.5) == (Y > 0.5)))
