import numpy as np


class Ann:
    def __init__(self, M):
        self.M = M

    def fit(self, X, T, learning_rate=0.5, reg=1e-4, epochs=800):
        N, D = X.shape
        K = T.shape[1]
        self.W1 = np.random.randn(D, self.M) / np.sqrt(D)
        self.b1 = np.zeros(self.M)
        self.W2 = np.random.randn(self.M, K) / np.sqrt(self.M)
        self.b2 = np.zeros(K)
        for i in range(epochs):
            pY, Z = self.forward(X)
            pY_T = (pY - T) / N
            dZ = pY_T.dot(self.W2.T) * (1 - Z * Z)
            self.W2 -= learning_rate * (Z.T.dot(pY_T) + reg * self.W2)
            self.b2 -= learning_rate * (pY_T.sum(axis=0) + reg * self.b2)
            self.W1 -= learning_rate * (X.T.dot(dZ) + reg * self.W1)
            self.b1 -= learning_rate * (dZ.sum(axis=0) + reg * self.b1)
            if i % 100 == 0:
                c = -np.sum(T * np.log(pY + 1e-12)) / N
                print("i:", i, "cost:", c, "error:", np.mean(pY.argmax(axis=1) != T.argmax(axis=1)))

    def forward(self, X):
        Z = np.tanh(X.dot(self.W1) + self.b1)
        a = Z.dot(self.W2) + self.b2
        expA = np.exp(a - a.max(axis=1, keepdims=True))
        return expA / expA.sum(axis=1, keepdims=True), Z

    def predict(self, X):
        return self.forward(X)[0].argmax(axis=1)


def faces(n):
    """tiny faces: row of mouth pixels bends up, down or not at all"""
    mood = np.random.randint(0, 3, n)
    X = np.random.randn(n, 5, 7) * 0.5
    for k, m in enumerate(mood):
        mouth = [[2, 3, 3, 3, 3, 3, 2], [3, 3, 2, 2, 2, 3, 3], [3] * 7][m]
        X[k, mouth, np.arange(7)] += 1.0
        X[k, 0, [1, 5]] += 1.0
    return X.reshape(n, 35), np.eye(3)[mood]


np.random.seed(2)
X, T = faces(500)
Xtest, Ttest = faces(200)
mu, sd = X.mean(axis=0), X.std(axis=0)
model = Ann(15)
model.fit((X - mu) / sd, T)
print("test error rate", np.mean(model.predict((Xtest - mu) / sd) != Ttest.argmax(axis=1)))
