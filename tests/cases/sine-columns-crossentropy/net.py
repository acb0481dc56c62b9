import numpy as np

np.random.seed(5)

# want to learn the sine
X = np.random.uniform(-3, 3, (1, 500))
Y = np.sin(X)


def new_weights(n_in, n_out, n_hid):
    return {"W1": np.random.randn(n_hid, n_in), "b1": np.random.randn(n_hid, 1),
            "W2": np.random.randn(n_out, n_hid) * 0.1, "b2": np.zeros((n_out, 1))}


def logit_inv(z):
    return 1 / (1 + np.exp(-z))


def ahead(X, wts):
    S1 = np.dot(wts["W1"], X) + wts["b1"]
    O1 = np.tanh(S1)
    S2 = np.dot(wts["W2"], O1) + wts["b2"]
    O2 = logit_inv(S2)
    return O1, O2


def price(O2, Y):
    return -np.sum(Y * np.log(O2) + (1 - Y) * np.log(1 - O2)) / Y.shape[1]


def back(X, Y, wts, O1, O2):
    k = 1 / X.shape[1]
    e2 = O2 - Y
    dW2 = k * np.dot(e2, O2.T)
    db2 = k * np.sum(e2, axis=1, keepdims=True)
    e1 = wts["W2"].T * e2 * (1 - np.power(O1, 2))
    dW1 = k * np.dot(e1, X.T)
    db1 = k * np.sum(e1, axis=1, keepdims=True)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


def move(wts, slopes, lr):
    new = {}
    for name in ("W1", "b1", "W2", "b2"):
        new[name] = wts[name] - lr * slopes["d" + name]
    return new


def learn(X, Y, n_hid, iterations, lr):
    wts = new_weights(X.shape[0], Y.shape[0], n_hid)
    for i in range(iterations):
        O1, O2 = ahead(X, wts)
        slopes = back(X, Y, wts, O1, O2)
        if i % 500 == 0:
            print("cost after", i, ":", price(O2, Y))
        wts = move(wts, slopes, lr)
    return wts


found = learn(X, Y, 12, 3000, 0.5)
points = np.linspace(-3, 3, 7).reshape(1, -1)
print("at", points[0])
print("network says", ahead(points, found)[1][0])
print("mean miss:", np.mean(np.abs(ahead(X, found)[1] - Y)))
