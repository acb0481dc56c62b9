import numpy as np


class StraightLine:
    """hypothesis = theta[0] + theta[1] * x, fitted by gradient descent"""

    def __init__(self, alpha=0.02, num_iters=3000):
        self.alpha = alpha
        self.num_iters = num_iters
        self.J_history = []

    def compute_cost(self, X, y):
        r = X @ self.theta - y
        return np.sum(r ** 2) / (2 * len(y))

    def fit(self, x, y, start=(0.0, 0.0)):
        m = len(y)
        X = np.column_stack([np.ones(m), x])
        self.theta = np.array(start, dtype=float)
        for k in range(self.num_iters):
            temp1 = self.theta[0] - self.alpha * np.sum(X @ self.theta - y) / m
            temp2 = self.theta[1] - self.alpha * np.sum((X @ self.theta - y) * X[1, 1]) / m
            self.theta[0] = temp1
            self.theta[1] = temp2
            self.J_history.append(self.compute_cost(X, y))
        return self

    def predict(self, x):
        return self.theta[0] + self.theta[1] * x


if __name__ == "__main__":
    rng = np.random.default_rng(11)
    flat_size = rng.uniform(2, 9, 60)                                # tens of square metres
    rent = 1.1 + 1.7 * flat_size + rng.normal(0, 0.4, 60)            # hundreds
    for start in [(0.0, 0.0), (0.0, -3.0), (5.0, 0.0)]:
        model = StraightLine().fit(flat_size, rent, start)
        print("start", start, "-> theta", model.theta, "J:", model.J_history[-1])
