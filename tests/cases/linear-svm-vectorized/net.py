import numpy as np


def svm_loss_vectorized(W, X, y, reg):
    """
    W: (D, C) weights, X: (N, D) samples (last column ones), y: (N,) labels
    Returns the hinge loss and its gradient with respect to W.
    """
    num_train = X.shape[0]
    rows = np.arange(num_train)

    scores = X.dot(W)
    correct = scores[rows, y][:, np.newaxis]
    margins = np.maximum(0, scores - correct + 1)
    # the correct class has a margin of 1 in each row, take it out again
    loss = np.sum(margins) / num_train - 1
    loss += reg * np.sum(W * W)

    mask = np.zeros(margins.shape)
    mask[margins > 0] = 1
    counts = np.sum(mask, axis=1)
    mask[rows, y] = -counts
    dW = X.T.dot(mask) / num_train
    dW += 2 * reg * W
    return loss, dW


class LinearSVM(object):
    def __init__(self):
        self.W = None

    def train(self, X, y, learning_rate=0.05, reg=0.001, num_iters=1500, batch_size=100):
        num_train, dim = X.shape
        if self.W is None:
            self.W = 0.001 * np.random.randn(dim, np.max(y) + 1)
        history = []
        for it in range(num_iters):
            idx = np.random.choice(num_train, batch_size)
            loss, grad = svm_loss_vectorized(self.W, X[idx], y[idx], reg)
            history.append(loss)
            self.W -= learning_rate * grad
            if it % 300 == 0:
                print('iteration %d / %d: loss %f' % (it, num_iters, loss))
        return history

    def predict(self, X):
        return np.argmax(X.dot(self.W), axis=1)


def make_pictures(n, means):
    y = np.random.randint(0, len(means), n)
    X = means[y] + 0.45 * np.random.randn(n, means.shape[1])
    return X, y


if __name__ == '__main__':
    np.random.seed(0)
    means = np.random.rand(5, 20)
    X_train, y_train = make_pictures(1000, means)
    X_test, y_test = make_pictures(300, means)

    # subtract the mean picture, append the bias dimension
    mean_picture = X_train.mean(axis=0)
    X_train = np.hstack([X_train - mean_picture, np.ones((X_train.shape[0], 1))])
    X_test = np.hstack([X_test - mean_picture, np.ones((X_test.shape[0], 1))])

    svm = LinearSVM()
    svm.train(X_train, y_train)
    print('training accuracy %f' % np.mean(svm.predict(X_train) == y_train))
    print('test accuracy %f' % np.mean(svm.predict(X_test) == y_test))
    print('final loss %f' % svm_loss_vectorized(svm.W, X_train, y_train, 0.001)[0])
