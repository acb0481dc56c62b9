import numpy as np


def widths(X, Y):
    return X.shape[0], 6, Y.shape[0]


def start_values(n_x, n_h, n_y):
    np.random.seed(2)
    return {"W1": np.random.randn(n_h, n_x) * 0.1, "b1": np.zeros((n_h, 1)),
            "W2": np.random.randn(n_y, n_h) * 0.1, "b2": np.zeros((n_y, 1))}


def front(X, par):
    Z1 = np.dot(par["W1"], X) + par["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(par["W2"], A1) + par["b2"]
    A2 = 1 / (1 + np.exp(-Z2))
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


def price(A2, Y):
    m = Y.shape[1]
    logs = np.multiply(np.log(A2), Y) + np.multiply(np.log(1 - A2), 1 - Y)
    return float(np.squeeze(-np.sum(logs) / m))


def rear(par, memo, X, Y):
    m = X.shape[1]
    A1, A2 = memo["A1"], memo["A2"]
    dZ2 = A2 - Y
    dW2 = 1 / m * np.dot(dZ2, A1.T)
    db2 = 1 / m * np.sum(dZ2, axis=1, keepdims=True)
    # no 1 / m here, it comes with dW1 and db1
    dZ1 = np.multiply(np.dot(par["W2"].T, dZ2), 1 - np.power(A1, 2))
    dW1 = 1 / m * np.dot(dZ1, X.T)
    db1 = 1 / m * np.sum(dZ1, axis=1, keepdims=True)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


def fit_petals(X, Y, turns, pace):
    par = start_values(*widths(X, Y))
    for i in range(turns):
        A2, memo = front(X, par)
        cost = price(A2, Y)
        slopes = rear(par, memo, X, Y)
        par = {k: par[k] - pace * slopes["d" + k] for k in par}
        if i % 500 == 0:
            print("turn %i price %f" % (i, cost))
    return par


def petals(m):
    rng = np.random.RandomState(1)
    t = np.linspace(0, 2 * np.pi, m)
    r = 2.5 * np.sin(3 * t) + rng.randn(m) * 0.1
    X = np.vstack([r * np.sin(t), r * np.cos(t)])
    return X, (X[1:2] * X[0:1] > 0).astype(int)


if __name__ == "__main__":
    X, Y = petals(300)
    par = fit_petals(X, Y, 3001, 1.2)
    guess = front(X, par)[0] > 0.5
    print("accuracy", float(np.mean(guess == Y)))
