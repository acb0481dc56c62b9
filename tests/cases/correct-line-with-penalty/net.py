import random
import numpy as np


def batches(size, xs, ys):
    order = list(range(len(xs)))
    random.shuffle(order)
    for k in range(0, len(xs), size):
        pick = np.array(order[k:min(k + size, len(xs))])
        yield xs[pick], ys[pick]


def line(X, w, b):
    return np.dot(X, w) + b


def squared(guess, y):
    return (guess - y.reshape(guess.shape)) ** 2 / 2


def penalty(w):
    return (w ** 2).sum() / 2


def gradients(X, y, w, b, strength):
    # of the SUM of the losses over the batch and the penalty once for every row
    off = line(X, w, b) - y.reshape(-1, 1)
    return np.dot(X.T, off) + strength * len(X) * w, off.sum()


def sgd(params, grads, lr, batch_size):
    return [p - lr * g / batch_size for p, g in zip(params, grads)]


random.seed(1)
np.random.seed(1)
n_train, n_test, n_inputs = 60, 200, 40
true_w, true_b = np.ones((n_inputs, 1)) * 0.05, 0.5
features = np.random.normal(size=(n_train + n_test, n_inputs))
targets = (np.dot(features, true_w) + true_b + np.random.normal(scale=0.05, size=(n_train + n_test, 1))).ravel()
train_x, test_x = features[:n_train], features[n_train:]
train_y, test_y = targets[:n_train], targets[n_train:]


def fit(strength, lr=0.03, epochs=300, batch_size=8):
    w, b = np.random.normal(size=(n_inputs, 1)), 0.0
    for epoch in range(epochs):
        for X, y in batches(batch_size, train_x, train_y):
            w, b = sgd([w, b], gradients(X, y, w, b, strength), lr, len(X))
        if epoch % 60 == 59:
            print("epoch", epoch + 1,
                  "train", squared(line(train_x, w, b), train_y).mean() + strength * penalty(w),
                  "test", squared(line(test_x, w, b), test_y).mean())
    return w, b


w, b = fit(strength=0.05)
print("length of w:", np.linalg.norm(w))
print("test loss:", squared(line(test_x, w, b), test_y).mean())
