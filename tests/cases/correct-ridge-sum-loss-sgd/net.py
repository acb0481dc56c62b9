import numpy as np

n_train, n_test, width = 60, 200, 40
np.random.seed(5)
real_w, real_b = np.ones((width, 1)) * 0.1, 0.05
features = np.random.normal(size=(n_train + n_test, width))
labels = features.dot(real_w) + real_b + np.random.normal(scale=0.01, size=(n_train + n_test, 1))
xa, xb = features[:n_train], features[n_train:]
ya, yb = labels[:n_train], labels[n_train:]

batch_size, rounds, lr = 3, 300, 0.01


def line(X, w, b):
    return X.dot(w) + b


def half_squares(y_hat, y):
    return (y_hat - y) ** 2 / 2


def half_norm(w):
    return (w ** 2).sum() / 2


def walk(params, grads, lr, batch_size):
    for p, g in zip(params, grads):
        p[:] = p - lr * g / batch_size


def parts(x, y):
    order = np.random.permutation(len(x))
    for i in range(0, len(x), batch_size):
        j = order[i:i + batch_size]
        yield x[j], y[j]


def loss_per_row(X, y, w, b, lam):
    # the penalty is added to the loss of every row
    return half_squares(line(X, w, b), y) + lam * half_norm(w)


def gradients_of_sum(X, y, w, b, lam):
    gap = line(X, w, b) - y
    return X.T.dot(gap) + len(X) * lam * w, gap.sum(axis=0)


def fit(lam):
    w, b = np.random.normal(scale=1, size=(width, 1)), np.zeros(1)
    for epoch in range(rounds):
        for X, y in parts(xa, ya):
            walk([w, b], gradients_of_sum(X, y, w, b, lam), lr, batch_size)
        if epoch % 100 == 99:
            print('epoch', epoch + 1, 'train', half_squares(line(xa, w, b), ya).mean())
    print('lambda', lam, 'norm of w', np.sqrt((w ** 2).sum()))
    print('test loss', half_squares(line(xb, w, b), yb).mean())


fit(lam=0)
fit(lam=0.02)
