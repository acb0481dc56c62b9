import numpy as np


def margin_loss(W, X, y, reg):
    """hinge loss over all wrong classes, with loops; one row of X per picture"""
    dW = np.zeros(W.shape)
    n_pictures, n_classes = X.shape[0], W.shape[1]
    loss = 0.0
    for i in range(n_pictures):
        scores = X[i].dot(W)
        right = scores[y[i]]
        for j in range(n_classes):
            if j == y[i]:
                continue
            margin = scores[j] - right + 1
            if margin > 0:
                loss += margin
                dW[:, j] += X[i]
                dW[:, y[i]] -= X[i]
    loss /= n_pictures
    dW /= n_pictures
    loss += reg * np.sum(W * W)
    dW += reg * W
    return loss, dW


class MarginClassifier(object):
    def __init__(self):
        self.W = None

    def train(self, X, y, rate=0.02, reg=0.1, steps=300, batch=50, seed=0):
        rng = np.random.RandomState(seed)
        self.W = 0.001 * rng.randn(X.shape[1], y.max() + 1)
        for it in range(steps):
            pick = rng.choice(X.shape[0], batch)
            loss, grad = margin_loss(self.W, X[pick], y[pick], reg)
            self.W -= rate * grad
            if it % 60 == 0:
                print("step %d / %d: loss %f" % (it, steps, loss))

    def predict(self, X):
        return np.argmax(X.dot(self.W), axis=1)


if __name__ == "__main__":
    rng = np.random.RandomState(2)
    y = rng.randint(0, 4, 300)
    centres = rng.randn(4, 16)
    X = centres[y] + 0.8 * rng.randn(300, 16)
    X -= X.mean(axis=0)
    X = np.hstack([X, np.ones((300, 1))])
    model = MarginClassifier()
    model.train(X, y)
    print("accuracy", np.mean(model.predict(X) == y))
    print("objective:", margin_loss(model.W, X, y, 0.1)[0])
