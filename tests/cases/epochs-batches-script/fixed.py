import numpy as np

rs = np.random.RandomState(8)

# five kinds of 6x6 patterns
kinds = rs.rand(5, 36) > 0.5
which = rs.randint(0, 5, 400)
X = kinds[which] * 0.8 + rs.rand(400, 36) * 0.2
Y = np.eye(5)[which]


def sig(z):
    return 1 / (1 + np.exp(-z))


def sig_slope(z):
    return sig(z) * (1 - sig(z))


def layer(inp, W, B):
    return np.dot(inp, W) + B.T


def cost(wish, got):
    return np.mean(np.sum((wish - got) ** 2, axis=1))


epochs = 60
batch = 40
learning_rate = 3

W1 = rs.randn(36, 15) * 0.3
W2 = rs.randn(15, 5) * 0.3
B1 = np.zeros((15, 1))
B2 = np.zeros((5, 1))

for i in range(epochs):
    order = rs.permutation(len(X))
    X, Y = X[order], Y[order]
    for b in range(0, len(X), batch):
        inputs = X[b:b + batch]
        outputs = Y[b:b + batch]

        Z1 = layer(inputs, W1, B1)
        A1 = sig(Z1)
        Z2 = layer(A1, W2, B2)
        A2 = sig(Z2)

        e_out = (A2 - outputs) * sig_slope(Z2)
        e_hid = np.multiply(np.dot(e_out, W2.T), sig_slope(Z1))

        g_B2 = np.sum(e_out, axis=0).reshape(B2.shape)
        g_B1 = np.sum(e_hid, axis=0).reshape(B1.shape)
        g_W2 = np.dot(A1.T, e_out)
        g_W1 = np.dot(inputs.T, e_hid)

        B1 = np.subtract(B1, (learning_rate / batch) * g_B1)
        B2 = np.subtract(B2, (learning_rate / batch) * g_B2)
        W1 = np.subtract(W1, (learning_rate / batch) * g_W1)
        W2 = np.subtract(W2, (learning_rate / batch) * g_W2)

    if i % 10 == 9:
        print("epoch", i + 1, "cost", cost(outputs, A2))

final = sig(layer(sig(layer(X, W1, B1)), W2, B2))
print("share right:", np.mean(final.argmax(axis=1) == Y.argmax(axis=1)))
