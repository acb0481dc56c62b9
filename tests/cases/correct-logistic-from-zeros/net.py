import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def zeros(dim):
    # one unit only, so starting at 0 does no harm
    return np.zeros((dim, 1)), 0.0


def propagate(w, b, X, Y, lam):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A)) + lam / (2 * m) * np.sum(w ** 2)
    dw = (np.dot(X, (A - Y).T) + lam * w) / m
    db = np.sum(A - Y) / m
    return dw, db, cost


def optimize(w, b, X, Y, steps, rate, lam):
    for i in range(steps):
        dw, db, cost = propagate(w, b, X, Y, lam)
        w = w - rate * dw
        b = b - rate * db
        if i % 100 == 0:
            print("cost after %d steps: %f" % (i, cost))
    return w, b


def predict(w, b, X):
    return (np.dot(w.T, X) + b > 0).astype(int)


np.random.seed(1)
train_y = np.random.randint(0, 2, (1, 300))
test_y = np.random.randint(0, 2, (1, 150))
direction = np.random.randn(16, 1)
train_x = np.random.randn(16, 300) + 0.8 * direction * (train_y - 0.3)
test_x = np.random.randn(16, 150) + 0.8 * direction * (test_y - 0.3)

w, b = zeros(16)
w, b = optimize(w, b, train_x, train_y, steps=600, rate=0.3, lam=1.0)
print("train", 100 - 100 * np.mean(np.abs(predict(w, b, train_x) - train_y)), "%")
print("test", 100 - 100 * np.mean(np.abs(predict(w, b, test_x) - test_y)), "%")
