import numpy as np


def y2indicator(y, K):
    N = len(y)
    ind = np.zeros((N, K))
    for i in range(N):
        ind[i, y[i]] = 1
    return ind


def error_rate(targets, predictions):
    return np.mean(targets != predictions)


def cost2(T, Y):
    # like sum(T * log(Y)) but only with the entries where T is 1
    N = len(T)
    return -np.log(Y[np.arange(N), T]).mean()


class ANN(object):
    def __init__(self, M):
        self.M = M

    def fit(self, X, Y, Xvalid, Yvalid, learning_rate=1e-3, reg=1e-2, epochs=2000):
        N, D = X.shape
        K = len(set(Y))
        T = y2indicator(Y, K)
        rng = np.random.RandomState(9)
        self.W1 = rng.randn(D, self.M) / np.sqrt(D)
        self.b1 = np.zeros(self.M)
        self.W2 = rng.randn(self.M, K) / np.sqrt(self.M)
        self.b2 = np.zeros(K)

        best = 1
        for i in range(epochs):
            pY, Z = self.forward(X)

            pY_T = pY - T
            self.W2 -= learning_rate * (Z.T.dot(pY_T) + reg * self.W2)
            self.b2 -= learning_rate * (pY_T.sum(axis=0) + reg * self.b2)

            # W2 is changed above; the step below still needs the old one
            old_W2 = self.last_W2
            dZ = pY_T.dot(old_W2.T) * (1 - Z * Z)   # tanh
            self.W1 -= learning_rate * (X.T.dot(dZ) + reg * self.W1)
            self.b1 -= learning_rate * (dZ.sum(axis=0) + reg * self.b1)

            if i % 200 == 0:
                pYvalid, _ = self.forward(Xvalid)
                c = cost2(Yvalid, pYvalid)
                e = error_rate(Yvalid, np.argmax(pYvalid, axis=1))
                print("i:", i, "cost:", c, "error:", e)
                best = min(best, e)
        print("best validation error:", best)

    def forward(self, X):
        self.last_W2 = self.W2.copy()
        Z = np.tanh(X.dot(self.W1) + self.b1)
        A = Z.dot(self.W2) + self.b2
        expA = np.exp(A - A.max())
        return expA / expA.sum(axis=1, keepdims=True), Z

    def predict(self, X):
        return np.argmax(self.forward(X)[0], axis=1)


if __name__ == '__main__':
    rng = np.random.RandomState(2)
    Y = rng.randint(0, 3, 500)
    turn = rng.uniform(0, 1, 500)
    angle = turn * 3 + Y * 2 * np.pi / 3
    X = np.stack([turn * np.cos(angle), turn * np.sin(angle)], axis=1) * 2 + rng.normal(0, 0.08, (500, 2))
    model = ANN(30)
    model.fit(X[:400], Y[:400], X[400:], Y[400:])
    print("final validation error", error_rate(Y[400:], model.predict(X[400:])))
