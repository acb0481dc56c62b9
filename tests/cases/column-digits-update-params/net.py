import numpy as np

np.random.seed(3)

# grey pictures, 8 x 8 pixels, values 0..255, one picture per column
m = 800
kinds = np.random.randint(0, 10, m)
drawn = np.random.randint(0, 2, (10, 64)) * 180 + 30
drawn[0] = 12
Pix = np.clip(drawn[kinds] + np.random.normal(0, 25, (m, 64)), 0, 255).round().T


def first_values():
    W1 = np.random.rand(10, 64) - 0.5
    b1 = np.random.rand(10, 1) - 0.5
    W2 = np.random.rand(10, 10) - 0.5
    b2 = np.random.rand(10, 1) - 0.5
    return W1, b1, W2, b2


def relu(Z):
    return np.maximum(Z, 0)


def softmax(Z):
    E = np.exp(Z - Z.max(axis=0))
    return E / E.sum(axis=0)


def through(W1, b1, W2, b2, X):
    Z1 = W1.dot(X) + b1
    A1 = relu(Z1)
    Z2 = W2.dot(A1) + b2
    A2 = softmax(Z2)
    return Z1, A1, Z2, A2


def hot(Y):
    H = np.zeros((Y.size, 10))
    H[np.arange(Y.size), Y] = 1
    return H.T


def slopes_of(Z1, A1, A2, W2, X, Y):
    n = Y.size
    e2 = A2 - hot(Y)
    sW2 = 1 / n * e2.dot(A1.T)
    sb2 = 1 / n * np.sum(e2, axis=1, keepdims=True)
    e1 = W2.T.dot(e2) * (Z1 > 0)
    sW1 = 1 / n * e1.dot(X.T)
    sb1 = 1 / n * np.sum(e1, axis=1, keepdims=True)
    return sW1, sb1, sW2, sb2


def moved(W1, b1, W2, b2, sW1, sb1, sW2, sb2, pace):
    W1 = W1 - pace * sW1
    sb1 = b1 - pace * sb1
    W2 = W2 - pace * sW2
    sb2 = b2 - pace * sb2
    return W1, b1, W2, b2


def share_right(A2, Y):
    return np.sum(np.argmax(A2, 0) == Y) / Y.size


def teach(X, Y, pace, turns):
    W1, b1, W2, b2 = first_values()
    for i in range(turns):
        Z1, A1, Z2, A2 = through(W1, b1, W2, b2, X)
        sW1, sb1, sW2, sb2 = slopes_of(Z1, A1, A2, W2, X, Y)
        W1, b1, W2, b2 = moved(W1, b1, W2, b2, sW1, sb1, sW2, sb2, pace)
        if i % 100 == 99:
            print("Iteration:", i + 1, "right share:", share_right(A2, Y))
    return W1, b1, W2, b2


if __name__ == "__main__":
    W1, b1, W2, b2 = teach(Pix, kinds, 0.3, 1000)
