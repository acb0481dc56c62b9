import numpy as np

np.random.seed(4)
np.set_printoptions(suppress=True)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def d_sigmoid(x):
    return sigmoid(x) * (1 - sigmoid(x))


def layer(rows, W, B):
    return np.dot(W, rows.T).T + B.T


def cost(want, got):
    return np.sum((want - got) ** 2) / len(want)


# ten blurred 7 x 7 shapes instead of the digits
shapes = np.random.rand(10, 49)
digit = np.random.randint(0, 10, 1200)
X = np.clip(shapes[digit] + 0.15 * np.random.randn(1200, 49), 0, 1) - 0.5
Y = np.eye(10)[digit]

epochs = 20
batch = 1200
pace = 3

C1 = np.random.randn(30, 1)
C2 = np.random.randn(10, 1)
V1 = np.random.randn(49, 30) / 7
V2 = np.random.randn(30, 10) / 5

for i in range(epochs):
    order = np.random.permutation(len(X))
    X, Y = X[order], Y[order]

    for start in range(0, np.size(X, 0), batch):
        rows = X[start:start + batch]
        want = Y[start:start + batch]

        Z1 = layer(rows, V1.T, C1)
        A1 = sigmoid(Z1)
        Z2 = layer(A1, V2.T, C2)
        A2 = sigmoid(Z2)

        top = (want - A2) * d_sigmoid(Z2)
        low = np.multiply(np.dot(top, V2.T), d_sigmoid(Z1))

        g_C2 = np.sum(top, axis=0).reshape((10, 1))
        g_C1 = np.sum(low, axis=0).reshape((30, 1))
        g_V2 = np.dot(A1.T, top)
        g_V1 = np.dot(rows.T, low)

        C1 = np.subtract(C1, (pace / len(rows)) * g_C1)
        C2 = np.subtract(C2, (pace / len(rows)) * g_C2)
        V1 = np.subtract(V1, (pace / len(rows)) * g_V1)
        V2 = np.subtract(V2, (pace / len(rows)) * g_V2)

    if i % 5 == 4:
        print(i, cost(want, A2))

guess = sigmoid(layer(sigmoid(layer(X, V1.T, C1)), V2.T, C2))
print("share right:", np.mean(guess.argmax(axis=1) == Y.argmax(axis=1)))
