import numpy as np


def init_param(rng, n, hidden, classes):
    w1 = rng.normal(0, 1, (n, hidden)) * np.sqrt(2 / n)
    b1 = np.zeros((1, hidden))
    w2 = rng.normal(0, 1, (hidden, classes)) * np.sqrt(1 / hidden)
    b2 = np.zeros((1, classes))
    return w1, b1, w2, b2


def ReLU(z):
    return np.maximum(z, 0)


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def forward(x, w1, b1, w2, b2):
    z1 = x.dot(w1) + b1        # m x hidden
    a1 = ReLU(z1)
    z2 = a1.dot(w2) + b2       # m x classes
    a2 = softmax(z2)
    return z1, a1, z2, a2


def backward(x, y, z1, a1, a2, w2):
    m = len(x)
    dz2 = (a2 - y) / m
    dw2 = a1.T.dot(dz2)
    db2 = dz2.sum(axis=0, keepdims=True)
    dz1 = dz2.dot(w2.T) * (z1 > 0)
    dw1 = x.T.dot(dz1)
    db1 = dz1.sum(axis=0, keepdims=True)
    return dw1, db1, dw2, db2


def accuracy(x, labels, params):
    return np.mean(forward(x, *params)[3].argmax(axis=1) == labels)


def gradient_descent(x, labels, classes, iterations, alpha, rng):
    y = np.eye(classes)[labels]
    params = init_param(rng, x.shape[1], 20, classes)
    for i in range(iterations):
        z1, a1, z2, a2 = forward(x, *params)
        grads = backward(x, y, z1, a1, a2, params[2])
        params = [p - alpha * g for p, g in zip(params, grads)]
        if i % 50 == 0:
            print("iteration", i, "accuracy", accuracy(x, labels, params))
    return params


def pictures(n, masks, rng):
    labels = rng.integers(0, len(masks), n)
    img = masks[labels] * 120 + rng.integers(0, 110, (n, masks.shape[1]))
    return img.astype(float), labels


if __name__ == "__main__":
    rng = np.random.default_rng(3)
    masks = (rng.random((6, 49)) > 0.6).astype(int)
    x_train, y_train = pictures(400, masks, rng)
    x_test, y_test = pictures(150, masks, rng)
    pixel_mean = x_train.mean(axis=0)
    x_train = (x_train - pixel_mean) / 255
    x_test = (x_test - pixel_mean) / 255
    params = gradient_descent(x_train, y_train, 6, 250, 0.5, rng)
    print("test accuracy", accuracy(x_test, y_test, params))
