import numpy as np

rng = np.random.default_rng(3)
n_train, n_test, num_inputs = 20, 100, 60
true_w, true_b = np.ones((num_inputs, 1)) * 0.05, 0.3

features = rng.normal(size=(n_train + n_test, num_inputs))
labels = features @ true_w + true_b + rng.normal(scale=0.01, size=(n_train + n_test, 1))
train_x, test_x = features[:n_train], features[n_train:]
train_y, test_y = labels[:n_train], labels[n_train:]


def linreg(X, w, b):
    return X @ w + b


def squared_loss(y_hat, y):
    return (y_hat - y.reshape(y_hat.shape)) ** 2 / 2


def l2_penalty(w):
    return (w ** 2).sum() / 2


def data_iter(batch_size, x, y):
    order = rng.permutation(len(x))
    for s in range(0, len(x), batch_size):
        rows = order[s:s + batch_size]
        yield x[rows], y[rows]


def total_loss(X, y, w, b, lambd):
    # one penalty for every row of the batch
    return (squared_loss(linreg(X, w, b), y) + lambd * l2_penalty(w)).sum()


def slopes(X, y, w, b, lambd):
    miss = linreg(X, w, b) - y
    return X.T @ miss + len(X) * lambd * w, miss.sum()


def sgd(w, b, gw, gb, lr, batch_size):
    w -= lr * gw / batch_size
    b -= lr * gb / batch_size


def fit_and_show(lambd, epochs=100, lr=0.003, batch_size=1):
    w, b = rng.normal(size=(num_inputs, 1)), np.zeros(1)
    for epoch in range(epochs):
        for X, y in data_iter(batch_size, train_x, train_y):
            gw, gb = slopes(X, y, w, b, lambd)
            sgd(w, b, gw, gb, lr, batch_size)
        if epoch % 20 == 19:
            print("epoch", epoch + 1, "train", squared_loss(linreg(train_x, w, b), train_y).mean(),
                  "test", squared_loss(linreg(test_x, w, b), test_y).mean())
    print("L2 norm of w:", np.linalg.norm(w))
    return squared_loss(linreg(test_x, w, b), test_y).mean()


print("no penalty")
fit_and_show(0)
print("penalty 3")
print("test loss:", fit_and_show(3))
