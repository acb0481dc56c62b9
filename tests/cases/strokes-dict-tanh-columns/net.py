import numpy as np


def stroke_images():
    """8x8 'digits': ten random strokes, shifted brightness, noise; one image per column"""
    rs = np.random.RandomState(8)
    strokes = np.zeros((10, 8, 8))
    for s in strokes:
        i, j = 3, 3
        for _ in range(25):
            s[i, j] = 1
            i = np.clip(i + rs.randint(-1, 2), 0, 7)
            j = np.clip(j + rs.randint(-1, 2), 0, 7)
    c = rs.randint(0, 10, 700)
    X = strokes[c].reshape(-1, 64) * rs.uniform(0.4, 1, (700, 1)) + rs.randn(700, 64) * 0.25
    return X.T, np.eye(10)[c].T


def start(sizes, seed):
    rs = np.random.RandomState(seed)
    params = {}
    for l in range(1, len(sizes)):
        params["W%d" % l] = rs.randn(sizes[l], sizes[l-1]) * np.sqrt(2.0 / sizes[l-1])
        params["b%d" % l] = np.zeros((sizes[l], 1))
    return params


def forward(X, params):
    acts = {"Z1": params["W1"] @ X + params["b1"]}
    acts["A1"] = np.tanh(acts["Z1"])
    acts["Z2"] = params["W2"] @ acts["A1"] + params["b2"]
    acts["A2"] = np.tanh(acts["Z2"])
    Z3 = params["W3"] @ acts["A2"] + params["b3"]
    E = np.exp(Z3 - Z3.max(axis=0))
    acts["A3"] = E / E.sum(axis=0)
    return acts["A3"], acts


def tanh_prime(t):
    return 1 - t ** 2


def cost(A3, Y):
    return -np.sum(Y * np.log(A3 + 1e-12)) / Y.shape[1]


def backward(X, Y, params, acts):
    m = X.shape[1]
    g = {}
    dZ3 = acts["A3"] - Y
    g["dW3"] = dZ3 @ acts["A2"].T / m
    g["db3"] = dZ3.sum(axis=1, keepdims=True) / m
    dZ2 = (params["W3"].T @ dZ3) * tanh_prime(acts["Z2"])
    g["dW2"] = dZ2 @ acts["A1"].T / m
    g["db2"] = dZ2.sum(axis=1, keepdims=True) / m
    dZ1 = (params["W2"].T @ dZ2) * tanh_prime(acts["Z1"])
    g["dW1"] = dZ1 @ X.T / m
    g["db1"] = dZ1.sum(axis=1, keepdims=True) / m
    return g


def train(X, Y, params, alpha=0.3, iters=120):
    for i in range(iters):
        A3, acts = forward(X, params)
        g = backward(X, Y, params, acts)
        for k in params:
            params[k] = params[k] - alpha * g["d" + k]
        if i % 20 == 0:
            print("Cost after", i, ":", cost(A3, Y))
    return params


if __name__ == "__main__":
    X, Y = stroke_images()
    Xtr, Ytr, Xte, Yte = X[:, :500], Y[:, :500], X[:, 500:], Y[:, 500:]
    params = train(Xtr, Ytr, start([64, 20, 12, 10], 1))
    out, _ = forward(Xtr, params)
    print("train cost", cost(out, Ytr))
    out, _ = forward(Xte, params)
    print("test accuracy", np.mean(out.argmax(axis=0) == Yte.argmax(axis=0)))
