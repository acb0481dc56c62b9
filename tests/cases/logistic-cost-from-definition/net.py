import numpy as np


class LogisticClassifier:
    def __init__(self, rate=0.1, rounds=1000):
        self.rate = rate
        self.rounds = rounds
        self.history = []

    @staticmethod
    def squash(z):
        return 1 / (1 + np.exp(-z))

    def cost(self, p, y):
        p = np.clip(p, 1e-9, 1 - 1e-9)
        return np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))

    def cost_slope(self, p, y):
        p = np.clip(p, 1e-9, 1 - 1e-9)
        return (y / p - (1 - y) / (1 - p)) / len(y)

    def fit(self, x, y):
        self.w = np.zeros(x.shape[1])
        self.b = 0.0
        for r in range(self.rounds):
            p = self.squash(x @ self.w + self.b)
            self.history.append(self.cost(p, y))
            dz = self.cost_slope(p, y) * p * (1 - p)
            self.w -= self.rate * (x.T @ dz)
            self.b -= self.rate * dz.sum()
        return self

    def predict(self, x):
        return (self.squash(x @ self.w + self.b) >= 0.5).astype(int)

    def score(self, x, y):
        return np.mean(self.predict(x) == y)


def shop_visitors(n, rng):
    """age and income of visitors, and whether they bought the car"""
    age = rng.normal(40, 12, n)
    income = rng.normal(45, 15, n)
    bought = 0.08 * (age - 40) + 0.1 * (income - 45) + rng.logistic(0, 0.6, n) > 0
    return np.column_stack([age, income]), bought.astype(int)


if __name__ == "__main__":
    rng = np.random.default_rng(5)
    x, y = shop_visitors(500, rng)
    mean, dev = x[:350].mean(axis=0), x[:350].std(axis=0)
    x = (x - mean) / dev
    model = LogisticClassifier().fit(x[:350], y[:350])
    for r in range(0, 1000, 200):
        print("round", r, "cost", model.history[r])
    print("last cost", model.history[-1])
    print("score on new visitors:", model.score(x[350:], y[350:]))
