import numpy as np

np.random.seed(5)

# labels in the first column, 49 pixels (0..255) behind it, like in the csv
glyphs = np.random.rand(10, 49)
names = np.random.randint(0, 10, 800)
pixels = np.clip(glyphs[names] * 255 + 45 * np.random.randn(800, 49), 0, 255)
data = np.column_stack([names, pixels])

m, n = data.shape
x_train = data[0:600, 1:n] / 255
y_train = data[0:600, 0].astype(int)
x_test = data[600:m, 1:n] / 255
y_test = data[600:m, 0].astype(int)


def init_param():
    w1 = np.random.rand(49, 20) - 0.5
    b1 = np.random.rand(1, 20) - 0.5
    w2 = np.random.rand(20, 10) - 0.5
    b2 = np.random.rand(1, 10) - 0.5
    return w1, b1, w2, b2


def relu(z):
    return np.maximum(z, 0)


def dev_relu(z):
    return z > 0


def softmax(z):
    return np.exp(z) / sum(np.exp(z))


def f_propagation(a0, w1, b1, w2, b2):
    z1 = a0.dot(w1) + b1      # m x 20
    a1 = relu(z1)             # m x 20
    z2 = a1.dot(w2) + b2      # m x 10
    a2 = softmax(z2)          # m x 10
    return z1, a1, z2, a2


def one_hot(y):
    y_hot = np.zeros((np.size(y), 10))
    y_hot[np.arange(y.size), y] = 1
    return y_hot


def b_propagation(x, y, z1, a1, w2, a2):
    m = y.size
    dz2 = a2 - one_hot(y)                       # m x 10
    dw2 = 1 / m * a1.T.dot(dz2)                 # 20 x 10
    db2 = 1 / m * np.sum(dz2, axis=0)
    dz1 = dz2.dot(w2.T) * dev_relu(z1)          # m x 20
    dw1 = 1 / m * x.T.dot(dz1)                  # 49 x 20
    db1 = 1 / m * np.sum(dz1, axis=0)
    return dw1, db1, dw2, db2


def get_predictions(a2):
    return np.argmax(a2, 0)


def get_accuracy(pred, y):
    return sum(int(p == t) for p, t in zip(pred, y)) / y.size


def gradient_descent(x, y, alpha, iterations):
    w1, b1, w2, b2 = init_param()
    for i in range(iterations):
        z1, a1, z2, a2 = f_propagation(x, w1, b1, w2, b2)
        dw1, db1, dw2, db2 = b_propagation(x, y, z1, a1, w2, a2)
        w1 = w1 - alpha * dw1
        b1 = b1 - alpha * db1
        w2 = w2 - alpha * dw2
        b2 = b2 - alpha * db2
        if i % 100 == 0:
            print("iteration", i, "accuracy", get_accuracy(get_predictions(a2), y))
    return w1, b1, w2, b2


w1, b1, w2, b2 = gradient_descent(x_train, y_train, 0.3, 601)
a2 = f_propagation(x_test, w1, b1, w2, b2)[3]
print("test accuracy", get_accuracy(get_predictions(a2), y_test))
