import numpy as np

np.random.seed(18)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def students(n):
    hours = np.random.gamma(4, 1.5, n)
    sleep = np.random.normal(7, 1.2, n)
    passed = (1.2 * hours + 0.8 * sleep + np.random.normal(0, 0.5, n) > 12.5).astype(float)
    return np.column_stack([hours / 10, sleep / 10]), passed


def log_loss(w, X, y):
    p = np.clip(sigmoid(X @ w), 1e-9, 1 - 1e-9)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def fit(X, y, lr=0.5, epochs=300, batch=32):
    X = np.column_stack([X, np.ones(len(X))])
    w = np.zeros(X.shape[1])
    history = []
    for epoch in range(epochs):
        idx = np.random.permutation(len(y))
        for i in range(0, len(y), batch):
            xb, yb = X[idx[i:i + batch]], y[idx[i:i + batch]]
            p = sigmoid(np.dot(xb, w))
            gradient = np.dot(xb.T, p - yb) / len(yb)
            w -= lr * gradient
        history.append(log_loss(w, X, y))
        if epoch % 50 == 0:
            print("epoch", epoch, "log loss", history[-1])
    return w, history


X_train, y_train = students(400)
X_test, y_test = students(200)
w, history = fit(X_train, y_train)
X_test = np.column_stack([X_test, np.ones(len(X_test))])
p_test = sigmoid(X_test @ w)
print("weights", w)
print("share of passes: real", y_test.mean(), "predicted", np.mean(p_test > 0.5))
print("test log loss", log_loss(w, X_test, y_test))
print("test accuracy", np.mean((p_test > 0.5) == y_test))
