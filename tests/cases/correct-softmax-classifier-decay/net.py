import numpy as np


class LinearSoftmax(object):
    """softmax regression with integer labels, weight decay and a falling learning rate"""

    def __init__(self, D, K, reg):
        self.W = np.zeros((D, K))
        self.b = np.zeros((1, K))
        self.reg = reg

    def scores(self, X):
        return np.dot(X, self.W) + self.b

    def loss(self, X, y):
        f = self.scores(X)
        f = f - np.max(f, axis=1, keepdims=True)
        probs = np.exp(f) / np.sum(np.exp(f), axis=1, keepdims=True)
        N = X.shape[0]
        data_loss = np.sum(-np.log(probs[range(N), y])) / N
        reg_loss = 0.5 * self.reg * np.sum(self.W * self.W)

        df = probs
        df[range(N), y] -= 1
        df /= N
        dW = np.dot(X.T, df) + self.reg * self.W
        db = np.sum(df, axis=0, keepdims=True)
        return data_loss + reg_loss, dW, db

    def train(self, X, y, steps, batch, lr0, rng):
        for it in range(steps):
            pick = rng.choice(len(X), batch, replace=False)
            loss, dW, db = self.loss(X[pick], y[pick])
            lr = lr0 / (1 + 0.005 * it)
            self.W += -lr * dW
            self.b += -lr * db
            if it % 200 == 0:
                print("iteration %d / %d: loss %f" % (it, steps, loss))

    def predict(self, X):
        return np.argmax(self.scores(X), axis=1)


def quadrant_clouds(n, rng):
    y = rng.randint(0, 5, n)
    centre = np.array([[3, 1, 0], [-2, 2, 1], [0, -3, 0], [1, 1, 3], [-2, -1, -2]])
    return centre[y] + rng.randn(n, 3), y


if __name__ == "__main__":
    rng = np.random.RandomState(12)
    X, y = quadrant_clouds(500, rng)
    Xv, yv = quadrant_clouds(300, rng)
    mean, std = X.mean(axis=0), X.std(axis=0)
    model = LinearSoftmax(3, 5, 1e-3)
    model.train((X - mean) / std, y, 1000, 50, 1.0, rng)
    print("validation accuracy: %.3f" % np.mean(model.predict((Xv - mean) / std) == yv))
