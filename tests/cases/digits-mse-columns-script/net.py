import numpy as np
np.random.seed(5)

# ---- data: 10 noisy 8x12 "digits", pixels between 0 and 1 ----
prototypes = (np.random.rand(10, 96) > 0.55) * 1.0
Y = np.random.randint(0, 10, 600)
X = np.clip(prototypes[Y] * 0.8 + 0.25 * np.random.rand(600, 96), 0, 1)
T = np.zeros((600, 10))
T[np.arange(600), Y] = 1

def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))

def d_sig(z):
    return sigmoid(z) * (1 - sigmoid(z))

epochs = 40
batch = 20
learning_rate = 3.0
W1 = np.random.rand(30, 96)
W2 = np.random.rand(10, 30)
B1 = np.random.rand(30, 1)
B2 = np.random.rand(10, 1)

for e in range(epochs):
    mix = np.random.permutation(600)
    X, T, Y = X[mix], T[mix], Y[mix]
    cost = 0
    for k in range(0, 600, batch):
        A0 = X[k:k+batch].T
        G = T[k:k+batch].T
        # forward
        Z1 = W1.dot(A0) + B1
        A1 = sigmoid(Z1)
        Z2 = W2.dot(A1) + B2
        A2 = sigmoid(Z2)
        cost += np.sum((G - A2)**2) / 2
        # backward
        E2 = (G - A2) * d_sig(Z2)
        E1 = W2.T.dot(E2) * d_sig(Z1)
        W2 = W2 - learning_rate / batch * E2.dot(A1.T)
        B2 = B2 - learning_rate / batch * E2.sum(axis=1, keepdims=True)
        W1 = W1 - learning_rate / batch * E1.dot(A0.T)
        B1 = B1 - learning_rate / batch * E1.sum(axis=1, keepdims=True)
    if e % 8 == 7:
        print(e + 1, 'cost', cost / 600)

guess = sigmoid(W2.dot(sigmoid(W1.dot(X.T) + B1)) + B2).argmax(axis=0)
print('share right:', np.mean(guess == Y))
