import numpy as np


def softmax_loss_naive(W, X, y, reg):
    """W of shape (D, C), X of shape (N, D), y holds the number of the right class"""
    dW = np.zeros_like(W)
    loss = 0.0
    for i in range(X.shape[0]):
        logits = X[i] @ W
        logits -= logits.max()
        softmax = np.exp(logits)
        softmax /= softmax.sum()
        loss -= np.log(softmax[y[i]])
        softmax[y[i]] -= 1
        for c in range(W.shape[1]):
            dW[:, c] += softmax[c] * X[i]
    loss = loss / X.shape[0] + reg * np.sum(W * W)
    dW = dW / X.shape[0] + 2 * reg * W
    return loss, dW


class SoftmaxClassifier:
    def __init__(self):
        self.W = None

    def train(self, X, y, learning_rate, reg, num_iters, batch_size):
        self.W = 0.001 * np.random.randn(X.shape[1], y.max() + 1)
        for it in range(num_iters):
            pick = np.random.choice(len(X), batch_size)
            loss, grad = softmax_loss_naive(self.W, X[pick], y[pick], reg)
            self.W -= learning_rate * grad
            if it % 100 == 0:
                print("iteration %d / %d: loss %f" % (it, num_iters, loss))

    def predict(self, X):
        return np.argmax(X @ self.W, axis=1)


def tiny_pictures(n, prototypes):
    y = np.random.randint(0, len(prototypes), n)
    return prototypes[y] + 60 * np.random.randn(n, prototypes.shape[1]), y


if __name__ == "__main__":
    np.random.seed(10)
    prototypes = np.random.randint(0, 256, (5, 48)).astype(float)
    X_train, y_train = tiny_pictures(400, prototypes)
    X_test, y_test = tiny_pictures(100, prototypes)

    # middle picture away, grey values to about -1 ... 1, constant at the end
    mean_image = X_train.mean(axis=0)
    X_train = np.hstack([(X_train - mean_image) / 128, np.ones((len(X_train), 1))])
    X_test = np.hstack([(X_test - mean_image) / 128, np.ones((len(X_test), 1))])

    softmax = SoftmaxClassifier()
    softmax.train(X_train, y_train, 0.2, 1e-3, 501, 50)
    print("test accuracy:", np.mean(softmax.predict(X_test) == y_test))
