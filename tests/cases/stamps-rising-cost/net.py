import numpy as np

np.random.seed(3)

# little 8x8 stamps, ten motifs with dirt on them
motifs = (np.random.rand(10, 64) > 0.7).astype(float)
which = np.random.randint(0, 10, 1000)
X = np.clip(motifs[which] + np.random.randn(1000, 64) * 0.25, 0, 1)
Y = np.zeros((1000, 10))
Y[np.arange(1000), which] = 1


def squash(z):
    return 1 / (1 + np.exp(-z))


def d_squash(z):
    return squash(z) * (1 - squash(z))


def weigh(inputs, W, B):
    return np.dot(inputs, W.T) + B.T


def cost(wanted, got):
    return np.mean(np.sum((wanted - got) ** 2, axis=1))


epochs = 60
batch = 50
learning_rate = 3
B1 = np.random.randn(30, 1)
B2 = np.random.randn(10, 1)
W1 = np.random.randn(64, 30) / 8
W2 = np.random.randn(30, 10) / 5

for i in range(epochs):
    order = np.random.permutation(len(X))
    X, Y = X[order], Y[order]
    for b in range(0, len(X), batch):
        inputs = X[b:b + batch]
        outputs = Y[b:b + batch]

        Z1 = weigh(inputs, W1.T, B1)
        A1 = squash(Z1)
        Z2 = weigh(A1, W2.T, B2)
        A2 = squash(Z2)

        e_L = (outputs - A2) * d_squash(Z2)
        e_1 = np.multiply(np.dot(e_L, W2.T), d_squash(Z1))

        c_B2 = np.sum(e_L, axis=0).reshape((10, 1))
        c_B1 = np.sum(e_1, axis=0).reshape((30, 1))
        c_W2 = np.dot(A1.T, e_L)
        c_W1 = np.dot(inputs.T, e_1)

        B1 = np.subtract(B1, (learning_rate / batch) * c_B1)
        B2 = np.subtract(B2, (learning_rate / batch) * c_B2)
        W1 = np.subtract(W1, (learning_rate / batch) * c_W1)
        W2 = np.subtract(W2, (learning_rate / batch) * c_W2)
    if i % 10 == 9:
        print(i + 1, cost(outputs, A2))

A2 = squash(weigh(squash(weigh(X, W1.T, B1)), W2.T, B2))
print("recognised:", np.mean(np.argmax(A2, axis=1) == np.argmax(Y, axis=1)))
