import numpy as np


def svm_loss(W, X, y, reg):
    """hinge loss over all samples, loops on purpose; W (D, C), X (N, D), y (N,)"""
    dW = np.zeros(W.shape)
    num_classes = W.shape[1]
    num_train = X.shape[0]
    loss = 0.0
    for i in range(num_train):
        scores = X[i].dot(W)
        right = scores[y[i]]
        for j in range(num_classes):
            if j == y[i]:
                continue
            margin = scores[j] - right + 1
            if margin > 0:
                loss += margin
                dW[:, j] += X[i]
                dW[:, y[i]] -= X[i]
    loss /= num_train
    dW /= num_train

    loss += reg * np.sum(W * W)
    dW += 2 * reg * W
    return loss, dW


def predict(W, X):
    return X.dot(W).argmax(axis=1)


def pictures(n, rng):
    """four kinds of small noisy pictures"""
    base = np.array([rng.rand(24) for _ in range(4)]) * 2
    y = rng.randint(0, 4, n)
    return base[y] + rng.randn(n, 24) * 0.6, y


rng = np.random.RandomState(9)
X, y = pictures(300, rng)
X_train, y_train, X_val, y_val = X[:200], y[:200], X[200:], y[200:]

mean_picture = X_train.mean(axis=0)
X_train = np.hstack([X_train - mean_picture, np.ones((200, 1))])
X_val = np.hstack([X_val - mean_picture, np.ones((100, 1))])

W = rng.randn(25, 4) * 0.001
reg = 0.3
learning_rate = 0.02
for it in range(600):
    loss, grad = svm_loss(W, X_train, y_train, reg)
    W -= learning_rate * grad
    if it % 100 == 0:
        print("iteration %d / 600: loss %f" % (it, loss))

print("final objective: %f" % svm_loss(W, X_train, y_train, reg)[0])
print("weights: sum of squares %f" % np.sum(W * W))
print("validation accuracy: %f" % np.mean(predict(W, X_val) == y_val))
