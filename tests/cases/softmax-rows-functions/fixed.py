import numpy as np

np.random.seed(3)

# 8x8 "handwriting": ten masters, every sheet is one of them with ink noise
n_rows, n_pix, n_out = 600, 64, 10
masters = (np.random.rand(n_out, n_pix) > 0.6).astype(float)
labels = np.random.randint(0, n_out, n_rows)
sheets = np.clip(masters[labels] + 0.3 * np.random.randn(n_rows, n_pix), 0, 1)
x_train, y_train = sheets[:500], labels[:500]
x_dev, y_dev = sheets[500:], labels[500:]
m = x_train.shape[0]


def init_weights():
    w1 = np.random.rand(n_pix, 20) - 0.5
    b1 = np.random.rand(1, 20) - 0.5
    w2 = np.random.rand(20, n_out) - 0.5
    b2 = np.random.rand(1, n_out) - 0.5
    return w1, b1, w2, b2


def relu(z):
    return np.maximum(z, 0)


def relu_slope(z):
    return z > 0


def softmax(z):
    return np.exp(z) / np.sum(np.exp(z), axis=1, keepdims=True)


def one_hot(y):
    t = np.zeros((y.size, n_out))
    t[np.arange(y.size), y] = 1
    return t


def forward(a0, w1, b1, w2, b2):
    z1 = a0.dot(w1) + b1        # m x 20
    a1 = relu(z1)
    z2 = a1.dot(w2) + b2        # m x 10
    a2 = softmax(z2)
    return z1, a1, z2, a2


def backward(x, y, z1, a1, w2, a2):
    d2 = a2 - one_hot(y)        # m x 10
    dw2 = 1 / m * a1.T.dot(d2)
    db2 = 1 / m * np.sum(d2, axis=0)
    d1 = w2.dot(d2.T).T * relu_slope(z1)
    dw1 = 1 / m * x.T.dot(d1)
    db1 = 1 / m * np.sum(d1, axis=0)
    return dw1, db1, dw2, db2


def hit_rate(x, y, w1, b1, w2, b2):
    return np.mean(np.argmax(forward(x, w1, b1, w2, b2)[3], axis=1) == y)


def gradient_descent(x, y, alpha, iterations):
    w1, b1, w2, b2 = init_weights()
    for i in range(iterations):
        z1, a1, z2, a2 = forward(x, w1, b1, w2, b2)
        dw1, db1, dw2, db2 = backward(x, y, z1, a1, w2, a2)
        w1 = w1 - alpha * dw1
        b1 = b1 - alpha * db1
        w2 = w2 - alpha * dw2
        b2 = b2 - alpha * db2
        if i % 50 == 0:
            print("iteration", i, "accuracy", hit_rate(x, y, w1, b1, w2, b2))
    return w1, b1, w2, b2


net = gradient_descent(x_train, y_train, 0.2, 301)
print("dev accuracy:", hit_rate(x_dev, y_dev, *net))
