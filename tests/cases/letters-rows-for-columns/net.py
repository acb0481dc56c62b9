import numpy as np

rng = np.random.RandomState(17)

# m pictures of 5x5 points, four letters, each letter in three fonts
m = 240
fonts = rng.rand(12, 25) > 0.55
font = rng.randint(0, 12, m)
pictures = fonts[font] * 0.8 + rng.rand(m, 25) * 0.3
letters = font % 4


def init_param():
    w1 = (rng.rand(25, 20) - 0.5) * 0.6
    b1 = np.zeros((1, 20))
    w2 = (rng.rand(20, 4) - 0.5) * 0.6
    b2 = np.zeros((1, 4))
    return w1, b1, w2, b2


def ReLU(z):
    return np.maximum(z, 0)


def softmax(z):
    a = np.exp(z) / sum(np.exp(z))
    return a


def f_propagation(a0, w1, b1, w2, b2):
    z1 = a0.dot(w1) + b1          # m x 20
    a1 = ReLU(z1)
    z2 = a1.dot(w2) + b2          # m x 4
    a2 = softmax(z2)
    return z1, a1, z2, a2


def onehot(y):
    y_hot = np.zeros((y.size, y.max() + 1))
    y_hot[np.arange(y.size), y] = 1
    return y_hot


def b_propagation(a0, y, z1, a1, a2, w2):
    d2 = a2 - onehot(y)
    dw2 = 1 / m * a1.T.dot(d2)
    db2 = 1 / m * np.sum(d2, axis=0)
    d1 = d2.dot(w2.T) * (z1 > 0)
    dw1 = 1 / m * a0.T.dot(d1)
    db1 = 1 / m * np.sum(d1, axis=0)
    return dw1, db1, dw2, db2


def get_predictions(a2):
    return np.argmax(a2, 0)


def get_accuracy(predictions, y):
    return sum(p == l for p, l in zip(predictions, y)) / y.size


def gradient_descent(x, y, rounds, alpha):
    w1, b1, w2, b2 = init_param()
    for i in range(rounds):
        z1, a1, z2, a2 = f_propagation(x, w1, b1, w2, b2)
        dw1, db1, dw2, db2 = b_propagation(x, y, z1, a1, a2, w2)
        w1 = w1 - alpha * dw1
        b1 = b1 - alpha * db1
        w2 = w2 - alpha * dw2
        b2 = b2 - alpha * db2
        if i % 100 == 0:
            print("round", i, "accuracy", get_accuracy(get_predictions(a2), y))
    return f_propagation(x, w1, b1, w2, b2)[3]


a2 = gradient_descent(pictures, letters, 500, 0.4)
print("accuracy at the end", get_accuracy(get_predictions(a2), letters))
