import numpy as np


class Plant:
    """output of a power plant in MW from temperature, pressure, humidity"""

    def __init__(self, rng, width=16):
        self.rng = rng
        self.A = rng.normal(0, 0.6, (3, width))
        self.a = np.zeros(width)
        self.B = rng.normal(0, 0.25, (width, 1))
        self.b = np.zeros(1)

    def scale(self, X, y):
        self.mx, self.sx = X.mean(axis=0), X.std(axis=0)
        self.my, self.sy = y.mean(), y.std()

    def _net(self, Z):
        H = 1 / (1 + np.exp(-(Z @ self.A + self.a)))
        return H, H @ self.B + self.b

    def predict(self, X):
        _, out = self._net((X - self.mx) / self.sx)
        return out[:, 0] * self.sy + self.my

    def fit(self, X, y, Xv, yv, lr=0.2, epochs=150, batch=32):
        self.scale(X, y)
        Z, t = (X - self.mx) / self.sx, ((y - self.my) / self.sy)[:, None]
        best = np.inf
        for epoch in range(epochs):
            order = self.rng.permutation(len(Z))
            for s in range(0, len(Z), batch):
                z, tt = Z[order[s:s + batch]], t[order[s:s + batch]]
                H, out = self._net(z)
                d = (out - tt) / len(z)             # the 2 is in the learning rate
                dH = d @ self.B.T * H * (1 - H)
                self.B -= lr * H.T @ d
                self.b -= lr * d.sum(axis=0)
                self.A -= lr * z.T @ dH
                self.a -= lr * dH.sum(axis=0)
            rmse = np.sqrt(np.mean((self.predict(Xv) - yv) ** 2))
            if rmse < best:
                best = rmse
                keep = [p.copy() for p in (self.A, self.a, self.B, self.b)]
            if epoch % 30 == 0:
                print("epoch %3d  rmse %.3f MW" % (epoch, rmse))
        self.A, self.a, self.B, self.b = keep
        return best


def r2(y, p):
    return 1 - np.sum((y - p) ** 2) / np.sum((y - np.mean(y)) ** 2)


if __name__ == "__main__":
    rng = np.random.default_rng(50)
    X = np.column_stack([rng.uniform(2, 35, 500), rng.normal(1013, 6, 500), rng.uniform(25, 100, 500)])
    y = 480 - 1.6 * X[:, 0] + 0.02 * (X[:, 0] - 18) ** 2 + 0.3 * (X[:, 1] - 1013) - 0.08 * X[:, 2] + rng.normal(0, 1, 500)
    plant = Plant(rng)
    print("best", plant.fit(X[:300], y[:300], X[300:400], y[300:400]))
    print("R2 on the test set", r2(y[400:], plant.predict(X[400:])))
