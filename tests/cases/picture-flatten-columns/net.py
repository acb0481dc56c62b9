import numpy as np


def make_pictures(count, seed):
    """count pictures of 8x8x3: class 1 has a bright red blot somewhere in the upper half"""
    rng = np.random.RandomState(seed)
    pics = rng.randint(0, 140, (count, 8, 8, 3))
    marks = rng.randint(0, 2, (1, count))
    for k in range(count):
        row = rng.randint(0, 2) if marks[0, k] else rng.randint(4, 6)
        col = rng.randint(0, 5)
        pics[k, row:row + 3, col:col + 3, 0] += 110
    return pics, marks


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def start(dim):
    return np.zeros((dim, 1)), 0.0


def one_pass(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(w.T @ X + b)
    cost = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    dw = X @ (A - Y).T / m
    db = np.mean(A - Y)
    return dw, db, cost


def optimise(w, b, X, Y, turns, rate):
    for i in range(turns):
        dw, db, cost = one_pass(w, b, X, Y)
        w = w - rate * dw
        b = b - rate * db
        if i % 250 == 0:
            print("cost after %d: %f" % (i, cost))
    return w, b


def predict(w, b, X):
    return (sigmoid(w.T @ X + b) > 0.5).astype(int)


if __name__ == "__main__":
    train_orig, train_y = make_pictures(300, 1)
    test_orig, test_y = make_pictures(100, 2)

    # one picture per column
    train_flat = train_orig.reshape(train_orig.shape[1] * train_orig.shape[2] * train_orig.shape[3], train_orig.shape[0])
    test_flat = test_orig.reshape(test_orig.shape[1] * test_orig.shape[2] * test_orig.shape[3], test_orig.shape[0])
    print("shapes", train_flat.shape, test_flat.shape, train_y.shape)

    train_X = train_flat / 255.
    test_X = test_flat / 255.
    w, b = start(train_X.shape[0])
    w, b = optimise(w, b, train_X, train_y, 2000, 0.02)
    print("train accuracy", 100 - 100 * np.mean(np.abs(predict(w, b, train_X) - train_y)))
    print("test accuracy", 100 - 100 * np.mean(np.abs(predict(w, b, test_X) - test_y)))
