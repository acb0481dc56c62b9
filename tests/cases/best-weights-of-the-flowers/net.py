import numpy as np


class FlowerNet:
    def __init__(self, inputDim, hidDim, outputDim):
        self.W1 = np.random.randn(inputDim, hidDim) / np.sqrt(inputDim)
        self.b1 = np.zeros((1, hidDim))
        self.W2 = np.random.randn(hidDim, outputDim) / np.sqrt(hidDim)
        self.b2 = np.zeros((1, outputDim))

    def forwardProp(self, X):
        self.h = np.tanh(X @ self.W1 + self.b1)
        s = self.h @ self.W2 + self.b2
        e = np.exp(s - s.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    def crossEntropy(self, X, y):
        p = self.forwardProp(X)
        return -np.mean(np.log(p[np.arange(len(y)), y] + 1e-12))

    def backProp(self, x_n, y_n, eta):
        p = self.forwardProp(x_n)
        d2 = p.copy()
        d2[0, y_n] -= 1
        d1 = (d2 @ self.W2.T) * (1 - self.h ** 2)
        self.W2 -= eta * self.h.T @ d2
        self.b2 -= eta * d2
        self.W1 -= eta * x_n.T @ d1
        self.b1 -= eta * d1

    def stochasticGD(self, numIterations, X, y, eta):
        bestError = np.inf
        for i in range(numIterations):
            n = np.random.randint(len(y))
            self.backProp(X[n].reshape(1, -1), y[n], eta)
            error = self.crossEntropy(X, y)
            # remember the best weights so far
            if error < bestError:
                bestError = error
                bestW1, bestb1 = self.W1, self.b1
                bestW2, bestb2 = self.W2, self.b2
            if i % 500 == 0:
                print("iteration", i, "in-sample error", error)
        self.W1, self.b1 = bestW1, bestb1
        self.W2, self.b2 = bestW2, bestb2
        return bestError


if __name__ == "__main__":
    np.random.seed(6)
    y = np.random.randint(0, 3, 150)
    centre = np.array([[5.0, 3.4, 1.5, 0.2], [5.9, 2.8, 4.3, 1.3], [6.6, 3.0, 5.5, 2.0]])
    X = centre[y] + np.random.randn(150, 4) * [0.5, 0.35, 0.45, 0.25]
    X = (X - X.mean(axis=0)) / X.std(axis=0)
    net = FlowerNet(4, 4, 3)
    print("best error on the way", net.stochasticGD(2500, X, y, 0.6))
    print("error with the kept weights:", net.crossEntropy(X, y))
