import numpy as np

VOCAB = ["free", "win", "meeting", "report", "cash", "lunch"]


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def mails(n):
    """word counts, one mail per column"""
    spam = np.random.rand(n) < 0.4
    rate = np.where(spam, np.array([[2.0], [1.5], [0.2], [0.2], [1.2], [0.3]]),
                    np.array([[0.3], [0.2], [1.2], [1.0], [0.1], [0.9]]))
    return np.random.poisson(rate).astype(float), spam.reshape(1, n).astype(float)


def compute_cost(A, Y):
    A = np.clip(A, 1e-10, 1 - 1e-10)
    cost = -(np.mean(Y * np.log(A)) + np.mean((1 - Y) * np.log(1 - A)))
    return float(cost)


def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(w.T @ X + b)
    dw = X @ (A - Y).T / m
    db = np.sum(A - Y) / m
    return dw, db, compute_cost(A, Y)


if __name__ == "__main__":
    np.random.seed(77)
    X, Y = mails(300)
    w, b = np.zeros((len(VOCAB), 1)), 0.0
    for i in range(800):
        dw, db, cost = propagate(w, b, X, Y)
        w = w - 0.2 * dw
        b = b - 0.2 * db
        if i % 100 == 0:
            print("cost %d: %f" % (i, cost))
    A = sigmoid(w.T @ X + b)
    print(dict(zip(VOCAB, w.ravel().round(2))))
    print("train accuracy", np.mean((A > 0.5) == Y))
    surprise = -np.log(np.where(Y == 1, A, 1 - A)).mean()
    print("|cost| error", abs(compute_cost(A, Y) - surprise))
