import numpy as np

rng = np.random.RandomState(8)


def load(n):
    # ten 6x6 stencils with noise, one per digit
    stencils = np.random.RandomState(0).randint(0, 2, (10, 36))
    y = rng.randint(0, 10, n)
    x = np.clip(stencils[y] * 200 + rng.normal(25, 30, (n, 36)), 0, 255)
    return x / 255, y


def init_param():
    w1 = rng.rand(36, 20) - 0.5
    b1 = rng.rand(1, 20) - 0.5
    w2 = rng.rand(20, 10) - 0.5
    b2 = rng.rand(1, 10) - 0.5
    return w1, b1, w2, b2


def relu(z):
    return np.maximum(z, 0)


def relu_slope(z):
    return z > 0


def softmax(z):
    return np.exp(z) / sum(np.exp(z))


def to_one_hot(y):
    out = np.zeros((y.size, 10))
    out[np.arange(y.size), y] = 1
    return out


def forward(a0, w1, b1, w2, b2):
    z1 = a0.dot(w1) + b1      # m x 20
    a1 = relu(z1)             # m x 20
    z2 = a1.dot(w2) + b2      # m x 10
    a2 = softmax(z2)          # m x 10
    return z1, a1, z2, a2


def backward(x, y, z1, a1, a2, w2):
    m = y.size
    dz2 = a2 - to_one_hot(y)
    dw2 = 1 / m * a1.T.dot(dz2)
    db2 = 1 / m * np.sum(dz2, axis=0)
    dz1 = dz2.dot(w2.T) * relu_slope(z1)
    dw1 = 1 / m * x.T.dot(dz1)
    db1 = 1 / m * np.sum(dz1, axis=0)
    return dw1, db1, dw2, db2


def predictions(a2):
    return np.argmax(a2, 0)


def accuracy(pred, y):
    hits = 0
    for i, p in enumerate(pred):
        if p == y[i]:
            hits += 1
    return hits / len(pred)


def descent(x, y, iterations, alpha):
    w1, b1, w2, b2 = init_param()
    for i in range(iterations):
        z1, a1, z2, a2 = forward(x, w1, b1, w2, b2)
        dw1, db1, dw2, db2 = backward(x, y, z1, a1, a2, w2)
        w1 = w1 - alpha * dw1
        b1 = b1 - alpha * db1
        w2 = w2 - alpha * dw2
        b2 = b2 - alpha * db2
        if i % 100 == 0:
            print("Iteration:", i, "accuracy:", accuracy(predictions(a2), y))
    return w1, b1, w2, b2


if __name__ == "__main__":
    x, y = load(500)
    w1, b1, w2, b2 = descent(x, y, 501, 0.2)
    a2 = forward(x, w1, b1, w2, b2)[-1]
    print("last accuracy:", accuracy(predictions(a2), y))
