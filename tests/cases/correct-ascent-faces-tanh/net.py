import numpy as np


def indicator(labels, K):
    T = np.zeros((len(labels), K))
    for i, k in enumerate(labels):
        T[i, k] = 1
    return T


class ANN:
    def __init__(self, M):
        self.M = M

    def fit(self, X, Y, learning_rate=1e-3, reg=1e-3, epochs=800):
        N, D = X.shape
        K = Y.max() + 1
        T = indicator(Y, K)
        self.W1 = np.random.randn(D, self.M) / np.sqrt(D)
        self.b1 = np.zeros(self.M)
        self.W2 = np.random.randn(self.M, K) / np.sqrt(self.M)
        self.b2 = np.zeros(K)

        for i in range(epochs):
            pY, Z = self.forward(X)

            # uphill on the log likelihood
            rest = T - pY
            dZ = rest.dot(self.W2.T) * (1 - Z * Z)
            self.W2 += learning_rate * (Z.T.dot(rest) - reg * self.W2)
            self.b2 += learning_rate * (rest.sum(axis=0) - reg * self.b2)
            self.W1 += learning_rate * (X.T.dot(dZ) - reg * self.W1)
            self.b1 += learning_rate * (dZ.sum(axis=0) - reg * self.b1)

            if i % 100 == 0:
                print("i:", i, "log likelihood:", np.sum(T * np.log(pY)), "error:", np.mean(Y != pY.argmax(axis=1)))

    def forward(self, X):
        Z = np.tanh(X.dot(self.W1) + self.b1)
        A = Z.dot(self.W2) + self.b2
        expA = np.exp(A)
        return expA / expA.sum(axis=1, keepdims=True), Z

    def score(self, X, Y):
        return np.mean(self.forward(X)[0].argmax(axis=1) == Y)


if __name__ == "__main__":
    np.random.seed(2)
    moods = np.random.randn(4, 2, 30)
    Y = np.random.randint(0, 4, 700)
    X = moods[Y, np.random.randint(0, 2, 700)] + 0.9 * np.random.randn(700, 30)
    model = ANN(25)
    model.fit(X[:500], Y[:500])
    print("validation score:", model.score(X[500:], Y[500:]))
