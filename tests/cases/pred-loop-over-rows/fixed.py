import numpy as np

np.random.seed(565)


def logistic(x):
    return 1 / (1 + np.power(np.e, -x))


def forward(x, W1, W2, b1, b2):
    a = W1.dot(x)
    z = logistic(a + b1)
    b = W2.dot(z)
    y = logistic(b + b2)
    return a, z, b, y


def pred(X, W1, W2, b1, b2):
    y_pred = np.zeros((X.shape[0], 1))
    for i in range(X.shape[0]):
        _, _, _, out = forward(X[i].reshape((-1, 1)), W1, W2, b1, b2)
        y_pred[i] = out[0, 0]
    return y_pred


def slopes(x, t, W1, W2, b1, b2):
    a, z, b, y = forward(x, W1, W2, b1, b2)
    d2 = (y - t)
    d1 = W2.T.dot(d2) * z * (1 - z)
    return d1.dot(x.T), d2.dot(z.T), d1, d2, y


X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
T = np.array([0, 1, 1, 0])

W1 = np.random.randn(4, 2)
W2 = np.random.randn(1, 4)
b1 = np.random.randn(4, 1)
b2 = np.random.randn(1, 1)

for epoch in range(3000):
    J = 0
    for i in np.random.permutation(4):
        x = X[i].reshape((-1, 1))
        g1, g2, gb1, gb2, y = slopes(x, T[i], W1, W2, b1, b2)
        J += -(T[i] * np.log(y) + (1 - T[i]) * np.log(1 - y)).item() / 4
        W1 -= 0.3 * g1
        W2 -= 0.3 * g2
        b1 -= 0.3 * gb1
        b2 -= 0.3 * gb2
    if epoch % 600 == 0:
        print("epoch", epoch, "J", J)

y_pred = pred(X, W1, W2, b1, b2)
print(y_pred)
print("mean miss", np.mean(np.abs(y_pred[:, 0] - T)))
