import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def relu(z):
    return np.maximum(0, z)


def draw(sizes):
    rng = np.random.RandomState(6)
    theta = {}
    for l in range(1, len(sizes)):
        theta["W" + str(l)] = rng.randn(sizes[l], sizes[l - 1]) * np.sqrt(2 / sizes[l - 1])
        theta["b" + str(l)] = rng.randn(sizes[l], 1) * 0.1
    return theta


def go_up(X, Y, theta):
    m = X.shape[1]
    W1, b1 = theta["W1"], theta["b1"]
    W2, b2 = theta["W2"], theta["b2"]
    W3, b3 = theta["W3"], theta["b3"]
    Z1 = np.dot(W1, X) + b1
    A1 = relu(Z1)
    Z2 = np.dot(W2, A1) + b2
    A2 = relu(Z2)
    Z3 = np.dot(W3, A2) + b3
    A3 = sigmoid(Z3)
    parts = np.multiply(-np.log(A3), Y) + np.multiply(-np.log(1 - A3), 1 - Y)
    cost = 1. / m * np.sum(parts)
    return cost, (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3)


def go_down(X, Y, kept):
    m = X.shape[1]
    (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3) = kept
    dZ3 = A3 - Y
    dW3 = 1. / m * np.dot(dZ3, A2.T)
    db3 = 1. / m * np.sum(dZ3, axis=1, keepdims=True)
    dA2 = np.dot(W3.T, dZ3)
    dZ2 = np.multiply(dA2, np.int64(A2 > 0))
    dW2 = 1. / m * np.dot(dZ2, A1.T)
    db2 = 1. / m * np.sum(dZ2, axis=1, keepdims=True)
    dA1 = np.dot(W2.T, dZ2)
    dZ1 = np.multiply(dA1, np.int64(A1 > 0))
    dW1 = 1. / m * np.dot(dZ1, X.T)
    db1 = 1. / m * np.sum(dZ1, axis=1, keepdims=True)
    return {"dW3": dW3, "db3": db3, "dW2": dW2, "db2": db2, "dW1": dW1, "db1": db1}


def check(theta, X, Y, tiny=1e-6):
    slopes = go_down(X, Y, go_up(X, Y, theta)[1])
    up, down = [], []
    for key in theta:
        flat = theta[key].ravel()
        for k in range(flat.size):
            keep = flat[k]
            flat[k] = keep + tiny
            plus = go_up(X, Y, theta)[0]
            flat[k] = keep - tiny
            minus = go_up(X, Y, theta)[0]
            flat[k] = keep
            up.append((plus - minus) / (2 * tiny))
            down.append(slopes["d" + key].ravel()[k])
    up, down = np.array(up), np.array(down)
    return np.linalg.norm(up - down) / (np.linalg.norm(up) + np.linalg.norm(down))


if __name__ == "__main__":
    rng = np.random.RandomState(3)
    X = rng.randn(4, 90)
    Y = (X[0:1] * X[1:2] + X[2:3] + 0.5 * rng.randn(1, 90) > 0).astype(int)
    theta = draw([4, 8, 5, 1])
    for step in range(501):
        cost, kept = go_up(X, Y, theta)
        slopes = go_down(X, Y, kept)
        for key in theta:
            theta[key] = theta[key] - 0.1 * slopes["d" + key]
        if step % 100 == 0:
            print("step", step, "cost", cost)
    gap = check(theta, X, Y)
    if gap > 2e-7:
        print("There is a mistake in the backward propagation!")
    print("gap = " + str(gap))
