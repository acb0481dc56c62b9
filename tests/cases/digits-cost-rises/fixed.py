import numpy as np

np.random.seed(6)
np.set_printoptions(suppress=True, precision=3)


def make_digits(n, size=64, classes=10):
    proto = (np.random.rand(classes, size) < 0.35).astype(float)
    labels = np.random.randint(0, classes, n)
    pics = np.clip(0.8 * proto[labels] + 0.15 * np.random.randn(n, size), 0, 1)
    answers = np.zeros((n, classes))
    answers[np.arange(n), labels] = 1
    return pics, answers


def sig(z):
    return 1 / (1 + np.exp(-z))


def d_sig(z):
    return sig(z) * (1 - sig(z))


def cost(wanted, got):
    return np.sum((wanted - got) ** 2) / (2 * len(wanted))


X, Y = make_digits(600)

epochs = 60
batch = 30
speed = 3

W1 = np.random.randn(64, 30) / 8
W2 = np.random.randn(30, 10) / 5
B1 = np.random.randn(30, 1) * 0.1
B2 = np.random.randn(10, 1) * 0.1

for i in range(epochs):
    order = np.random.permutation(len(X))
    X, Y = X[order], Y[order]
    for b in range(0, len(X), batch):
        inputs = X[b:b + batch]
        outputs = Y[b:b + batch]

        # forward
        Z1 = inputs.dot(W1) + B1.T
        A1 = sig(Z1)
        Z2 = A1.dot(W2) + B2.T
        A2 = sig(Z2)

        # errors of both layers
        e2 = (A2 - outputs) * d_sig(Z2)
        e1 = np.dot(e2, W2.T) * d_sig(Z1)

        # gradients, summed over the batch
        d_B2 = np.sum(e2, axis=0).reshape(B2.shape)
        d_B1 = np.sum(e1, axis=0).reshape(B1.shape)
        d_W2 = np.dot(A1.T, e2)
        d_W1 = np.dot(inputs.T, e1)

        B1 = np.subtract(B1, (speed / batch) * d_B1)
        B2 = np.subtract(B2, (speed / batch) * d_B2)
        W1 = np.subtract(W1, (speed / batch) * d_W1)
        W2 = np.subtract(W2, (speed / batch) * d_W2)

    A2 = sig(sig(X.dot(W1) + B1.T).dot(W2) + B2.T)
    if i % 10 == 0:
        print(i, cost(Y, A2))

print("one answer", A2[0])
print("cost in the end:", cost(Y, A2))
print("right:", np.mean(A2.argmax(axis=1) == Y.argmax(axis=1)))
