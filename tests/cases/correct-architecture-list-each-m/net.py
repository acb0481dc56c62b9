import numpy as np

ARCHITECTURE = [
    {"input_dim": 2, "output_dim": 16, "activation": "relu"},
    {"input_dim": 16, "output_dim": 8, "activation": "relu"},
    {"input_dim": 8, "output_dim": 1, "activation": "sigmoid"},
]


def init_layers(arch, seed=99):
    np.random.seed(seed)
    values = {}
    for idx, layer in enumerate(arch, 1):
        values["W%d" % idx] = np.random.randn(layer["output_dim"], layer["input_dim"]) * 0.5
        values["b%d" % idx] = np.random.randn(layer["output_dim"], 1) * 0.1
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
    A = X
    for idx, layer in enumerate(arch, 1):
        memory["A%d" % (idx - 1)] = A
        Z = np.dot(values["W%d" % idx], A) + values["b%d" % idx]
        memory["Z%d" % idx] = Z
        A = relu(Z) if layer["activation"] == "relu" else sigmoid(Z)
    return A, memory


def cost_value(Y_hat, Y):
    m = Y_hat.shape[1]
    cost = -1 / m * (np.dot(Y, np.log(Y_hat).T) + np.dot(1 - Y, np.log(1 - Y_hat).T))
    return np.squeeze(cost)


def full_backward(Y_hat, Y, memory, values, arch):
    grads = {}
    m = Y.shape[1]
    dA_prev = -(np.divide(Y, Y_hat) - np.divide(1 - Y, 1 - Y_hat))
    for idx, layer in reversed(list(enumerate(arch, 1))):
        backward = relu_backward if layer["activation"] == "relu" else sigmoid_backward
        dZ = backward(dA_prev, memory["Z%d" % idx])
        grads["W%d" % idx] = np.dot(dZ, memory["A%d" % (idx - 1)].T) / m
        grads["b%d" % idx] = np.sum(dZ, axis=1, keepdims=True) / m
        dA_prev = np.dot(values["W%d" % idx].T, dZ)
    return grads


def train(X, Y, arch, epochs, learning_rate):
    values = init_layers(arch)
    for i in range(epochs):
        Y_hat, memory = full_forward(X, values, arch)
        grads = full_backward(Y_hat, Y, memory, values, arch)
        for k in grads:
            values[k] -= learning_rate * grads[k]
        if i % 500 == 0:
            print("Iteration: %05d - cost: %.5f" % (i, cost_value(Y_hat, Y)))
    return values


np.random.seed(1)
angle = np.random.uniform(0, np.pi, 400)
side = np.random.randint(0, 2, 400)
X = np.where(side, [np.cos(angle), np.sin(angle)], [1 - np.cos(angle), 0.5 - np.sin(angle)])
X = X + np.random.normal(0, 0.15, X.shape)
Y = side.reshape(1, -1)
values = train(X[:, :300], Y[:, :300], ARCHITECTURE, 3000, 0.1)
Y_test, _ = full_forward(X[:, 300:], values, ARCHITECTURE)
print("test accuracy:", np.mean((Y_test > 0.5) == Y[:, 300:]))
