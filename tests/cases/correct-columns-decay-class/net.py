import numpy as np

class MLP:
    def __init__(self, n0, n1, n2, lam=1e-3):
        self.lam = lam
        self.U = np.random.normal(0.0, 1 / np.sqrt(n0), (n1, n0))
        self.V = np.random.normal(0.0, 1 / np.sqrt(n1), (n2, n1))
        self.c = np.zeros((n1, 1))
        self.e = np.zeros((n2, 1))

    def run(self, X):
        self.S = 1 / (1 + np.exp(-(self.U @ X + self.c)))
        return 1 / (1 + np.exp(-(self.V @ self.S + self.e)))

    def objective(self, X, T):
        O = self.run(X)
        ce = -np.sum(T * np.log(O) + (1 - T) * np.log(1 - O)) / X.shape[1]
        return ce + 0.5 * self.lam * (np.sum(self.U ** 2) + np.sum(self.V ** 2))

    def batch(self, X, T, rate):
        m = X.shape[1]
        dO = self.run(X) - T               # cross-entropy and sigmoid together
        dS = self.V.T @ dO * self.S * (1 - self.S)
        self.V -= rate * (dO @ self.S.T / m + self.lam * self.V)
        self.e -= rate * dO.mean(axis=1, keepdims=True)
        self.U -= rate * (dS @ X.T / m + self.lam * self.U)
        self.c -= rate * dS.mean(axis=1, keepdims=True)

    def fit(self, X, T, epochs, size, rate):
        for ep in range(epochs):
            idx = np.random.permutation(X.shape[1])
            for k in range(0, len(idx), size):
                cols = idx[k:k + size]
                self.batch(X[:, cols], T[:, cols], rate / (1 + 0.01 * ep))
            if ep % 20 == 0:
                print('epoch', ep, 'objective', self.objective(X, T))


if __name__ == '__main__':
    np.random.seed(13)
    # three yes/no questions about a point
    X = np.random.uniform(-1.5, 1.5, (2, 500))
    T = np.array([X[0] * X[1] > 0, X[0] ** 2 + X[1] ** 2 < 1, X[0] > X[1]]).astype(float)
    net = MLP(2, 25, 3, lam=1e-4)
    net.fit(X[:, :400], T[:, :400], 200, 10, 1.0)
    print('answers right:', np.mean((net.run(X[:, 400:]) > 0.5) == T[:, 400:]))
