import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def lr_cost(theta, X, y, lam):
    m = len(y)
    h = sigmoid(X @ theta)
    J = -np.sum(y * np.log(h + 1e-12) + (1 - y) * np.log(1 - h + 1e-12)) / m
    return J + lam / (2 * m) * np.sum(theta[1:] ** 2)


def lr_grad(theta, X, y, lam):
    m = len(y)
    grad = X.T @ (sigmoid(X @ theta) - y) / m
    grad[1:] += lam / m * theta[1:]
    return grad


def one_vs_all(X, y, num_labels, lam, alpha=1.0, iters=150):
    m, n = X.shape
    X = np.column_stack([np.ones(m), X])
    all_theta = np.zeros((num_labels, n + 1))
    # labels run from 1 to num_labels; 10 stands for the digit 0
    for c in range(1, num_labels + 1):
        theta = all_theta[c - 1]
        target = (y == c).astype(float)
        for it in range(iters):
            theta -= alpha * lr_grad(theta, X, target, lam)
        print("label", c, "cost %.4f" % lr_cost(theta, X, target, lam))
    return all_theta


def predict_one_vs_all(all_theta, X):
    X = np.column_stack([np.ones(len(X)), X])
    return np.argmax(sigmoid(X @ all_theta.T), axis=1)


def make_digits(m, rng, prototypes):
    y = rng.integers(1, 11, m)
    return np.clip(prototypes[y - 1] + rng.normal(0, 0.35, (m, prototypes.shape[1])), 0, 1), y


if __name__ == "__main__":
    rng = np.random.default_rng(10)
    prototypes = (rng.random((10, 64)) > 0.5).astype(float)
    X, y = make_digits(800, rng, prototypes)
    all_theta = one_vs_all(X, y, 10, lam=0.1)
    pred = predict_one_vs_all(all_theta, X)
    print("labels:", y[:12])
    print("predicted:", pred[:12])
    print("Training Set Accuracy: %.2f" % (100 * np.mean(pred == y)))
