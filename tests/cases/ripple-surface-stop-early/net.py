import numpy as np


class Surface:
    def __init__(self, hidden=25, seed=0):
        rng = np.random.RandomState(seed)
        self.w_in = rng.uniform(-2, 2, (3, hidden))       # last row: bias
        self.w_out = rng.uniform(-0.3, 0.3, (hidden + 1, 1))

    @staticmethod
    def with_one(a):
        return np.hstack([a, np.ones((a.shape[0], 1))])

    def predict(self, x):
        self.x1 = self.with_one(x)
        self.h = np.tanh(self.x1 @ self.w_in)
        self.h1 = self.with_one(self.h)
        return self.h1 @ self.w_out

    def update(self, x, y, lr):
        miss = self.predict(x) - y
        d_out = self.h1.T @ miss / len(x)
        d_hid = (miss @ self.w_out[:-1].T) * (1 - self.h ** 2)
        d_in = self.x1.T @ d_hid / len(x)
        self.w_out -= lr * d_out
        self.w_in -= lr * d_in
        return 0.5 * np.mean(miss ** 2)

    def fit(self, x, y, lr=0.1, max_iter=6000, tol=1e-7):
        previous = np.inf
        for it in range(max_iter):
            error = self.update(x, y, lr)
            if it % 500 == 0:
                print('iteration', it, 'error', error)
            if error - previous < tol:
                print('converged after', it, 'iterations')
                break
            previous = error
        return self


if __name__ == '__main__':
    rng = np.random.RandomState(2)
    x = rng.uniform(-2, 2, (300, 2))
    y = np.sin(x[:, :1] ** 2 + x[:, 1:]) * 0.8
    net = Surface().fit(x, y)
    print('rms error', np.sqrt(np.mean((net.predict(x) - y) ** 2)), 'spread of the targets', y.std())
