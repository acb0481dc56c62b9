import numpy as np

NN_ARCHITECTURE = [
    {"input_dim": 2, "output_dim": 12, "activation": "relu"},
    {"input_dim": 12, "output_dim": 8, "activation": "relu"},
    {"input_dim": 8, "output_dim": 1, "activation": "sigmoid"},
]


def init_layers(nn_architecture, seed=99):
    np.random.seed(seed)
    values = {}
    for idx, layer in enumerate(nn_architecture):
        no = idx + 1
        values['W' + str(no)] = np.random.randn(layer["output_dim"], layer["input_dim"]) * np.sqrt(2 / layer["input_dim"])
        values['b' + str(no)] = np.random.randn(layer["output_dim"], 1) * 0.1
    return values


def sigmoid(Z):
    return 1 / (1 + np.exp(-Z))


def relu(Z):
    return np.maximum(0, Z)


def sigmoid_backward(dA, Z):
    sig = sigmoid(Z)
    return dA * sig * (1 - sig)


def relu_backward(dA, Z):
    dZ = np.array(dA, copy=True)
    dZ[Z <= 0] = 0
    return dZ


def full_forward(X, values, arch):
    memory = {}
    A_curr = X
    for idx, layer in enumerate(arch):
        A_prev = A_curr
        Z = np.dot(values["W" + str(idx + 1)], A_prev) + values["b" + str(idx + 1)]
        A_curr = relu(Z) if layer["activation"] == "relu" else sigmoid(Z)
        memory["A" + str(idx)] = A_prev
        memory["Z" + str(idx + 1)] = Z
    return A_curr, memory


def get_cost(Y_hat, Y):
    m = Y_hat.shape[1]
    cost = -1 / m * (np.dot(Y, np.log(Y_hat).T) + np.dot(1 - Y, np.log(1 - Y_hat).T))
    return np.squeeze(cost)


def full_backward(Y_hat, Y, memory, values, arch):
    grads = {}
    Y = Y.reshape(Y_hat.shape)
    dA_prev = - (np.divide(Y, Y_hat) - np.divide(1 - Y, 1 - Y_hat))
    for idx, layer in reversed(list(enumerate(arch))):
        no = idx + 1
        dA_curr = dA_prev
        backward = relu_backward if layer["activation"] == "relu" else sigmoid_backward
        A_prev = memory["A" + str(idx)]
        m = A_prev.shape[1]
        dZ = backward(dA_curr, memory["Z" + str(no)])
        grads["dW" + str(no)] = np.dot(dZ, A_prev.T) / m
        grads["db" + str(no)] = np.sum(dZ, axis=1, keepdims=True) / m
        dA_prev = np.dot(values["W" + str(no)].T, dZ)
    return grads


def train(X, Y, arch, epochs, learning_rate):
    values = init_layers(arch, 2)
    for i in range(epochs):
        Y_hat, memory = full_forward(X, values, arch)
        grads = full_backward(Y_hat, Y, memory, values, arch)
        for no in range(1, len(arch) + 1):
            values["W" + str(no)] -= learning_rate * grads["dW" + str(no)]
            values["b" + str(no)] -= learning_rate * grads["db" + str(no)]
        if i % 1000 == 0:
            print("Iteration: {:05d} - cost: {:.5f}".format(i, get_cost(Y_hat, Y)))
    return values


np.random.seed(1)
X = np.random.uniform(-1.5, 1.5, (2, 250))
Y = ((X[0] ** 2 + X[1] ** 2 < 1) != (X[0] > 0.8)).astype(float).reshape(1, -1)
values = train(X, Y, NN_ARCHITECTURE, 5000, 0.05)
Y_hat, _ = full_forward(X, values, NN_ARCHITECTURE)
print("accuracy: {:.3f}".format(np.mean((Y_hat > 0.5) == Y)))
print("final cost: {:.5f}".format(get_cost(Y_hat, Y)))
