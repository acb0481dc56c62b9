import numpy as np

rng = np.random.RandomState(9)
X = rng.uniform(0, 1, (120, 1))
Y = np.sin(6 * X) + 0.5 * X
Y = Y + rng.normal(0, 0.02, Y.shape)
Y = (Y - Y.min()) / (Y.max() - Y.min())

eta = 0.5
n_hidden = 5

W1 = np.full((1, n_hidden), 0.1)
B1 = np.zeros((1, n_hidden))
W2 = np.full((n_hidden, 1), 0.1)
B2 = np.zeros((1, 1))


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward(x):
    a1 = sigmoid(np.dot(x, W1) + B1)
    return np.dot(a1, W2) + B2, a1


for epoch in range(20000):
    order = rng.permutation(len(X))
    for k in range(0, len(X), 60):
        x, y = X[order[k:k + 60]], Y[order[k:k + 60]]
        m = x.shape[0]
        z2, a1 = forward(x)

        dZ2 = z2 - y
        dW2 = np.dot(a1.T, dZ2) / m
        dB2 = np.sum(dZ2, axis=0, keepdims=True) / m
        dZ1 = np.dot(dZ2, W2.T) * a1 * (1 - a1)
        dW1 = np.dot(x.T, dZ1) / m
        dB1 = np.sum(dZ1, axis=0, keepdims=True) / m

        W1 = W1 - eta * dW1
        B1 = B1 - eta * dB1
        W2 = W2 - eta * dW2
        B2 = B2 - eta * dB2
    if epoch % 4000 == 3999:
        z2, _ = forward(X)
        print("epoch=%d, loss=%f" % (epoch + 1, np.mean((z2 - Y) ** 2) / 2))

print("W1=", W1)
print("B1=", B1)
print("W2=", W2.ravel())
