import numpy as np
from sklearn.datasets import load_digits


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def slope(z):
    s = sigmoid(z)
    return s * (1.0 - s)


def layer(x, W, B):
    return np.dot(x, W) + B.T


def cost(wanted, got):
    return np.mean(np.sum((wanted - got) ** 2, axis=1)) / 2


np.random.seed(0)
pics, nums = load_digits(return_X_y=True)
pics = pics / 16.0
codes = np.eye(10)[nums]

epochs = 30
batch = 20
learning_rate = 3
B1 = np.random.randn(30, 1)
B2 = np.random.randn(10, 1)
W1 = np.random.randn(64, 30) / 8
W2 = np.random.randn(30, 10) / np.sqrt(30)

for i in range(epochs):
    order = np.random.permutation(len(pics))
    for start in range(0, len(pics), batch):
        pick = order[start:start + batch]
        inputs, outputs = pics[pick], codes[pick]

        Z1 = layer(inputs, W1, B1)
        A1 = sigmoid(Z1)
        Z2 = layer(A1, W2, B2)
        A2 = sigmoid(Z2)

        e_top = (A2 - outputs) * slope(Z2)
        e_low = np.dot(e_top, W2.T) * slope(Z1)

        d_W2 = np.dot(A1.T, e_top)
        d_W1 = np.dot(inputs.T, e_low)
        d_B2 = np.sum(e_top, axis=0).reshape(B2.shape)
        d_B1 = np.sum(e_low, axis=0).reshape(B1.shape)

        W1 = np.subtract(W1, (learning_rate / len(pick)) * d_W1)
        W2 = np.subtract(W2, (learning_rate / len(pick)) * d_W2)
        B1 = np.subtract(B1, (learning_rate / len(pick)) * d_B1)
        B2 = np.subtract(B2, (learning_rate / len(pick)) * d_B2)

    if i % 5 == 4:
        all_out = sigmoid(layer(sigmoid(layer(pics, W1, B1)), W2, B2))
        print(i + 1, "cost", cost(codes, all_out), "correct", np.mean(np.argmax(all_out, axis=1) == nums))
