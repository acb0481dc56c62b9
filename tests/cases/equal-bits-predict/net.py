import numpy as np

np.random.seed(565)


def sigmoid(x):
    return 1 / (1 + np.power(np.e, -x))


def forward(x, W1, W2, b1, b2):
    a = W1.dot(x)
    z = sigmoid(a + b1)
    b = W2.dot(z)
    y = sigmoid(b + b2)
    return z, y


def pred(X, W1, W2, b1, b2):
    y_pred = np.zeros((X.shape[0], 1))
    for i in range(X.shape[0]):
        _, y_pred[i] = forward(x.reshape((-1, 1)), W1, W2, b1, b2)
    return y_pred


def backward(x, t, z, y, W2):
    delta2 = y - t
    delta1 = W2.T.dot(delta2) * z * (1 - z)
    return delta1.dot(x.T), delta1, delta2.dot(z.T), delta2


X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
T = np.array([1, 0, 0, 1])          # 1 where the bits are equal

W1 = np.random.randn(4, 2)
b1 = np.zeros((4, 1))
W2 = np.random.randn(1, 4)
b2 = np.zeros((1, 1))
eta = 0.3

for epoch in range(3000):
    cost = 0
    for n in np.random.permutation(4):
        x = X[n].reshape((-1, 1))
        z, y = forward(x, W1, W2, b1, b2)
        cost -= (T[n] * np.log(y) + (1 - T[n]) * np.log(1 - y)).item()
        gW1, gb1, gW2, gb2 = backward(x, T[n], z, y, W2)
        W1 -= eta * gW1
        b1 -= eta * gb1
        W2 -= eta * gW2
        b2 -= eta * gb2
    if epoch % 500 == 0:
        print('epoch', epoch, 'cost', cost / 4)

out = pred(X, W1, W2, b1, b2)
print(np.hstack([X, T.reshape(-1, 1), out.round(3)]))
print('mean distance:', np.mean(np.abs(out.ravel() - T)))
