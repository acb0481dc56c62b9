import numpy as np


def load_data(m, seed):
    # 8x8 pictures of ten made-up digits
    rng = np.random.RandomState(seed)
    glyphs = np.random.RandomState(99).rand(10, 64) > 0.6
    labels = rng.randint(0, 10, m)
    pixels = glyphs[labels] * 200 + rng.randint(0, 55, (m, 64))
    flip = rng.rand(m, 64) < 0.06
    pixels[flip] = 255 - pixels[flip]
    return pixels / 255, labels


def init_param():
    w1 = np.random.randn(64, 20) * np.sqrt(2 / 64)
    b1 = np.zeros((1, 20))
    w2 = np.random.randn(20, 10) * np.sqrt(1 / 20)
    b2 = np.zeros((1, 10))
    return w1, b1, w2, b2


def ReLU(z):
    return np.maximum(z, 0)


def dev_ReLU(z):
    return z > 0


def Softmax(z):
    z = z - np.max(z, axis=1, keepdims=True)
    return np.exp(z) / np.sum(np.exp(z), axis=1, keepdims=True)


def f_propagation(a0, w1, b1, w2, b2):
    z1 = a0.dot(w1) + b1       # m x 20
    a1 = ReLU(z1)              # m x 20
    z2 = a1.dot(w2) + b2       # m x 10
    a2 = Softmax(z2)           # m x 10
    return z1, a1, z2, a2


def one_hotencode(y):
    y_hat = np.zeros((y.size, y.max() + 1))
    y_hat[np.arange(y.size), y] = 1
    return y_hat


def b_propagation(x, y, z1, a1, a2, w2):
    m = y.size
    d2 = a2 - one_hotencode(y)            # m x 10
    dw2 = 1 / m * a1.T.dot(d2)            # 20 x 10
    db2 = 1 / m * np.sum(d2, axis=0)      # 10
    d1 = d2.dot(w2.T) * dev_ReLU(z1)      # m x 20
    dw1 = 1 / m * x.T.dot(d1)             # 64 x 20
    db1 = 1 / m * np.sum(d1, axis=0)      # 20
    return dw1, db1, dw2, db2


def get_predictions(a2):
    return np.argmax(a2, 1)


def get_accuracy(predictions, y):
    return np.sum(predictions == y[:predictions.size]) / predictions.size


def gradient_descent(x, y, alpha, iterations):
    w1, b1, w2, b2 = init_param()
    for i in range(iterations):
        z1, a1, z2, a2 = f_propagation(x, w1, b1, w2, b2)
        dw1, db1, dw2, db2 = b_propagation(x, y, z1, a1, a2, w2)
        w1 = w1 - alpha * dw1
        b1 = b1 - alpha * db1
        w2 = w2 - alpha * dw2
        b2 = b2 - alpha * db2
        if i % 50 == 0:
            print("iteration:", i)
            print("accuracy:", get_accuracy(get_predictions(a2), y))
    return w1, b1, w2, b2


np.random.seed(0)
x, y = load_data(600, 1)
w1, b1, w2, b2 = gradient_descent(x, y, 0.3, 401)
xt, yt = load_data(200, 2)
a2 = f_propagation(xt, w1, b1, w2, b2)[3]
print("test accuracy:", get_accuracy(get_predictions(a2), yt))
