import numpy as np


class Logit:
    """weights that make the data most likely; climbs the log-likelihood"""

    def __init__(self, pace=0.4, penalty=0.5, climbs=1500):
        self.pace, self.penalty, self.climbs = pace, penalty, climbs

    def score(self, X, t):
        # t is +1 or -1
        margin = t * (X @ self.w + self.c)
        return -np.logaddexp(0, -margin).mean() - self.penalty / (2 * len(t)) * self.w @ self.w

    def fit(self, X, t):
        n = len(t)
        self.w = np.zeros(X.shape[1])
        self.c = 0.0
        for k in range(self.climbs):
            margin = t * (X @ self.w + self.c)
            pull = t / (1 + np.exp(margin))
            self.w = self.w + self.pace * (pull @ X / n - self.penalty / n * self.w)
            self.c = self.c + self.pace * pull.mean()
            if k % 300 == 0:
                print("climb", k, "log-likelihood", self.score(X, t))
        return self

    def predict(self, X):
        return np.where(X @ self.w + self.c >= 0, 1, -1)


if __name__ == "__main__":
    rng = np.random.default_rng(13)
    t = rng.choice([-1, 1], 200)
    X = rng.normal(0, 1, (200, 5)) + np.outer(t, [0.9, -0.7, 0.0, 0.4, 0.0])
    centre, width = X[:150].mean(0), X[:150].std(0)
    model = Logit().fit((X[:150] - centre) / width, t[:150])
    right = model.predict((X[150:] - centre) / width) == t[150:]
    print("right answers: %.3f" % right.mean())
