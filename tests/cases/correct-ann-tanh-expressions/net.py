import numpy as np


def softmax(A):
    ex = np.exp(A)
    return ex / ex.sum(axis=1, keepdims=True)


def flags(Y, K):
    N = len(Y)
    hot = np.zeros((N, K))
    for i in range(N):
        hot[i, Y[i]] = 1
    return hot


class MoodNet(object):
    def __init__(self, M):
        self.M = M

    def fit(self, X, Y, Xv, Yv, pace=1e-3, decay=1e-3, epochs=1000):
        N, D = X.shape
        K = len(set(Y))
        T = flags(Y, K)
        self.Wa = np.random.randn(D, self.M) / np.sqrt(D)
        self.ca = np.zeros(self.M)
        self.Wb = np.random.randn(self.M, K) / np.sqrt(self.M)
        self.cb = np.zeros(K)

        for i in range(epochs):
            prob, Z = self.forward(X)

            # gradient ascent on the log likelihood
            miss = T - prob
            gWb = Z.T.dot(miss) - decay * self.Wb
            gcb = miss.sum(axis=0) - decay * self.cb
            e_mid = miss.dot(self.Wb.T) * (1 - Z * Z)
            gWa = X.T.dot(e_mid) - decay * self.Wa
            gca = e_mid.sum(axis=0) - decay * self.ca

            self.Wb += pace * gWb
            self.cb += pace * gcb
            self.Wa += pace * gWa
            self.ca += pace * gca

            if i % 200 == 0:
                pv, _ = self.forward(Xv)
                c = -np.mean(np.log(pv[np.arange(len(Yv)), Yv]))
                e = np.mean(Yv != np.argmax(pv, axis=1))
                print("i:", i, "cost:", c, "error:", e)

    def forward(self, X):
        Z = np.tanh(X.dot(self.Wa) + self.ca)
        return softmax(Z.dot(self.Wb) + self.cb), Z

    def score(self, X, Y):
        return np.mean(Y == np.argmax(self.forward(X)[0], axis=1))


if __name__ == '__main__':
    np.random.seed(10)
    # faces: seven moods, three faces each
    faces = np.random.randn(21, 30)
    which = np.random.randint(0, 21, 700)
    X = faces[which] + 0.5 * np.random.randn(700, 30)
    Y = which % 7
    model = MoodNet(40)
    model.fit(X[:500], Y[:500], X[500:], Y[500:])
    print("score:", model.score(X[500:], Y[500:]))
