import numpy as np


def mix(X, Y):
    # Fisher-Yates, inputs and targets together
    for i in range(len(X) - 1, 0, -1):
        j = np.random.randint(0, i + 1)
        X[i], X[j] = X[j], X[i]
        Y[i], Y[j] = Y[j], Y[i]
    return X, Y


class Regressor(object):

    def __init__(self, inputs, hidden):
        self.W = np.random.normal(0, 1, (inputs, hidden))
        self.b = np.zeros((1, hidden))
        self.v = np.random.normal(0, 1 / np.sqrt(hidden), (hidden, 1))
        self.c = np.zeros((1, 1))

    def predict(self, X):
        self.H = np.tanh(np.dot(X, self.W) + self.b)
        return np.dot(self.H, self.v) + self.c

    def update(self, X, Y, lr):
        err = (self.predict(X) - Y) / X.shape[0]
        back = np.dot(err, self.v.T) * (1 - self.H ** 2)
        self.v -= lr * np.dot(self.H.T, err)
        self.c -= lr * err.sum(axis=0, keepdims=True)
        self.W -= lr * np.dot(X.T, back)
        self.b -= lr * back.sum(axis=0, keepdims=True)

    def train(self, X, Y, epochs, lr, bs):
        X, Y = X.copy(), Y.copy()
        for e in range(epochs):
            X, Y = mix(X, Y)
            for k in range(0, len(X), bs):
                self.update(X[k:k + bs], Y[k:k + bs], lr)
            if e % 20 == 0:
                print("epoch", e, "mse on shuffled data", np.mean((self.predict(X) - Y) ** 2))


if __name__ == "__main__":
    np.random.seed(14)
    X = np.random.uniform(-2, 2, (200, 2))
    Y = np.sin(X[:, :1]) * X[:, 1:]
    model = Regressor(2, 24)
    model.train(X, Y, epochs=121, lr=0.1, bs=10)
    print("mse on all rows:", np.mean((model.predict(X) - Y) ** 2))
