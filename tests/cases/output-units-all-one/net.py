import numpy as np

np.random.seed(8)


def sig(z):
    return 1.0 / (1.0 + np.exp(-z))


def d_sig(z):
    return sig(z) * (1.0 - sig(z))


def cost(wanted, got):
    return np.sum((wanted - got) ** 2) / (2 * len(wanted))


# ten little pictures with noise
masks = np.random.rand(10, 49)
digit = np.random.randint(0, 10, 600)
X = np.clip(masks[digit] + np.random.randn(600, 49) * 0.2, 0, 1)
Y = np.eye(10)[digit]

epochs = 60
batch = 20
rate = 3
B1 = np.random.randn(30, 1)
B2 = np.random.randn(10, 1)
W1 = np.random.randn(49, 30) / 7
W2 = np.random.randn(30, 10) / 5

for i in range(epochs):
    order = np.random.permutation(len(X))
    X, Y = X[order], Y[order]
    loss = 0
    for b in range(0, len(X), batch):
        inputs = X[b:b + batch]
        outputs = Y[b:b + batch]

        Z1 = np.dot(inputs, W1) + B1.T
        A1 = sig(Z1)
        Z2 = np.dot(A1, W2) + B2.T
        A2 = sig(Z2)
        loss += cost(outputs, A2)

        e_L = (outputs - A2) * d_sig(Z2)
        e_1 = np.multiply(np.dot(e_L, W2.T), d_sig(Z1))

        d_B2 = np.sum(e_L, axis=0).reshape(B2.shape)
        d_B1 = np.sum(e_1, axis=0).reshape(B1.shape)
        d_W2 = np.dot(A1.T, e_L)
        d_W1 = np.dot(inputs.T, e_1)

        B1 = np.subtract(B1, (rate / batch) * d_B1)
        B2 = np.subtract(B2, (rate / batch) * d_B2)
        W1 = np.subtract(W1, (rate / batch) * d_W1)
        W2 = np.subtract(W2, (rate / batch) * d_W2)
    if i % 10 == 9:
        print("epoch", i, "cost", loss / (len(X) / batch))

guess = np.argmax(sig(np.dot(sig(np.dot(X, W1) + B1.T), W2) + B2.T), axis=1)
print("hit rate:", np.mean(guess == np.argmax(Y, axis=1)))
