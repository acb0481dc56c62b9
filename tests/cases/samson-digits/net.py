# Simple MNIST NN from scratch (kaggle kernel), with home made 7x7 digits 0-4 since I'm offline
import numpy as np

np.random.seed(1)
glyphs = [
    "0111110 1000001 1000001 1000001 1000001 1000001 0111110",
    "0001000 0011000 0101000 0001000 0001000 0001000 0111110",
    "0111110 1000001 0000001 0001110 0110000 1000000 1111111",
    "0111110 1000001 0000001 0001110 0000001 1000001 0111110",
    "0000110 0001010 0010010 0100010 1111111 0000010 0000010"]
proto = np.array([[int(c) for c in g.replace(' ', '')] for g in glyphs])
labels = np.random.randint(0, 5, 700)
pixels = np.clip(proto[labels] * np.random.randint(120, 256, (700, 1)) + np.random.randint(0, 70, (700, 49)), 0, 255)
data = np.column_stack([labels, pixels])
m, n = data.shape
np.random.shuffle(data)  # shuffle before splitting into dev and training sets

data_dev = data[0:150].T
Y_dev = data_dev[0]
X_dev = data_dev[1:n]

data_train = data[150:m].T
Y_train = data_train[0]
X_train = data_train[1:n]
_, m_train = X_train.shape


def init_params():
    W1 = np.random.rand(10, 49) - 0.5
    b1 = np.random.rand(10, 1) - 0.5
    W2 = np.random.rand(5, 10) - 0.5
    b2 = np.random.rand(5, 1) - 0.5
    return W1, b1, W2, b2


def ReLU(Z):
    return np.maximum(Z, 0)


def softmax(Z):
    Z = Z - Z.max(axis=0)
    A = np.exp(Z) / sum(np.exp(Z))
    return A


def forward_prop(W1, b1, W2, b2, X):
    Z1 = W1.dot(X) + b1
    A1 = ReLU(Z1)
    Z2 = W2.dot(A1) + b2
    A2 = softmax(Z2)
    return Z1, A1, Z2, A2


def ReLU_deriv(Z):
    return Z > 0


def one_hot(Y):
    one_hot_Y = np.zeros((Y.size, Y.max() + 1))
    one_hot_Y[np.arange(Y.size), Y] = 1
    one_hot_Y = one_hot_Y.T
    return one_hot_Y


def backward_prop(Z1, A1, Z2, A2, W1, W2, X, Y):
    one_hot_Y = one_hot(Y)
    dZ2 = A2 - one_hot_Y
    dW2 = 1 / m_train * dZ2.dot(A1.T)
    db2 = 1 / m_train * np.sum(dZ2)
    dZ1 = W2.T.dot(dZ2) * ReLU_deriv(Z1)
    dW1 = 1 / m_train * dZ1.dot(X.T)
    db1 = 1 / m_train * np.sum(dZ1)
    return dW1, db1, dW2, db2


def update_params(W1, b1, W2, b2, dW1, db1, dW2, db2, alpha):
    W1 = W1 - alpha * dW1
    b1 = b1 - alpha * db1
    W2 = W2 - alpha * dW2
    b2 = b2 - alpha * db2
    return W1, b1, W2, b2


def get_predictions(A2):
    return np.argmax(A2, 0)


def get_accuracy(predictions, Y):
    # print(predictions, Y)
    return np.sum(predictions == Y) / Y.size


def gradient_descent(X, Y, alpha, iterations):
    W1, b1, W2, b2 = init_params()
    for i in range(iterations):
        Z1, A1, Z2, A2 = forward_prop(W1, b1, W2, b2, X)
        dW1, db1, dW2, db2 = backward_prop(Z1, A1, Z2, A2, W1, W2, X, Y)
        W1, b1, W2, b2 = update_params(W1, b1, W2, b2, dW1, db1, dW2, db2, alpha)
        if i % 100 == 0:
            print("Iteration: ", i)
            print(get_accuracy(get_predictions(A2), Y))
    return W1, b1, W2, b2


W1, b1, W2, b2 = gradient_descent(X_train, Y_train, 0.10, 500)
dev_predictions = get_predictions(forward_prop(W1, b1, W2, b2, X_dev)[3])
print("dev accuracy:", get_accuracy(dev_predictions, Y_dev))
