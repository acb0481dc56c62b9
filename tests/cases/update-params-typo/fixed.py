import numpy as np

np.random.seed(10)
m = 300
X_train = np.random.rand(2, m)
Y_train = (X_train[0] + X_train[1] > 0.8).astype(int) + (X_train[0] + X_train[1] > 1.2)

def init_params():
    W1 = np.random.randn(10, 2) * np.sqrt(2)
    b1 = np.zeros((10, 1))
    W2 = np.random.randn(3, 10) * np.sqrt(1 / 10)
    b2 = np.zeros((3, 1))
    return W1, b1, W2, b2

def softmax(Z):
    A = np.exp(Z - Z.max(axis=0))
    return A / A.sum(axis=0)

def forward_prop(W1, b1, W2, b2, X):
    Z1 = W1.dot(X) + b1
    A1 = np.maximum(Z1, 0)
    Z2 = W2.dot(A1) + b2
    A2 = softmax(Z2)
    return Z1, A1, Z2, A2

def one_hot(Y):
    out = np.zeros((Y.size, 3))
    out[np.arange(Y.size), Y] = 1
    return out.T

def backward_prop(Z1, A1, Z2, A2, W1, b1, W2, b2, X, Y):
    n = Y.size
    dZ2 = A2 - one_hot(Y)
    dW2 = 1 / n * dZ2.dot(A1.T)
    db2 = 1 / n * np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = W2.T.dot(dZ2) * (Z1 > 0)
    dW1 = 1 / n * dZ1.dot(X.T)
    db1 = 1 / n * np.sum(dZ1, axis=1, keepdims=True)
    return dW1, db1, dW2, db2

def update_params(W1, b1, W2, b2, dW1, db1, dW2, db2, alpha):
    W1 = W1 - alpha * dW1
    b1 = b1 - alpha * db1
    W2 = W2 - alpha * dW2
    b2 = b2 - alpha * db2
    return W1, b1, W2, b2

def gradient_descent(X, Y, iterations, alpha):
    W1, b1, W2, b2 = init_params()
    for i in range(iterations):
        Z1, A1, Z2, A2 = forward_prop(W1, b1, W2, b2, X)
        dW1, db1, dW2, db2 = backward_prop(Z1, A1, Z2, A2, W1, b1, W2, b2, X, Y)
        W1, b1, W2, b2 = update_params(W1, b1, W2, b2, dW1, db1, dW2, db2, alpha)
        if i % 500 == 0:
            print("Iteration:", i, "accuracy", np.mean(A2.argmax(0) == Y))
    loss = -np.mean(np.log(A2[Y, np.arange(Y.size)]))
    print("final accuracy", np.mean(A2.argmax(0) == Y), "loss", loss)
    return W1, b1, W2, b2

if __name__ == "__main__":
    gradient_descent(X_train, Y_train, 3000, 0.5)
