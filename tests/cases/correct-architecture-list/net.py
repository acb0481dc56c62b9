import numpy as np

NN_ARCHITECTURE = [
    {"input_dim": 2, "output_dim": 16, "activation": "relu"},
    {"input_dim": 16, "output_dim": 16, "activation": "relu"},
    {"input_dim": 16, "output_dim": 1, "activation": "sigmoid"},
]


def init_layers(architecture, seed=99):
    np.random.seed(seed)
    params_values = {}
    for idx, layer in enumerate(architecture):
        number = str(idx + 1)
        params_values["W" + number] = np.random.randn(layer["output_dim"], layer["input_dim"]) * 0.5
        params_values["b" + number] = np.random.randn(layer["output_dim"], 1) * 0.1
    return params_values


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


def full_forward(X, params_values, architecture):
    memory = {}
    A_curr = X
    for idx, layer in enumerate(architecture):
        A_prev = A_curr
        Z_curr = np.dot(params_values["W" + str(idx + 1)], A_prev) + params_values["b" + str(idx + 1)]
        A_curr = relu(Z_curr) if layer["activation"] == "relu" else sigmoid(Z_curr)
        memory["A" + str(idx)] = A_prev
        memory["Z" + str(idx + 1)] = Z_curr
    return A_curr, memory


def get_cost(Y_hat, Y):
    m = Y_hat.shape[1]
    cost = -1 / m * (np.dot(Y, np.log(Y_hat).T) + np.dot(1 - Y, np.log(1 - Y_hat).T))
    return np.squeeze(cost)


def full_backward(Y_hat, Y, memory, params_values, architecture):
    grads_values = {}
    dA_prev = - (np.divide(Y, Y_hat) - np.divide(1 - Y, 1 - Y_hat))
    for idx, layer in reversed(list(enumerate(architecture))):
        dA_curr = dA_prev
        A_prev = memory["A" + str(idx)]
        Z_curr = memory["Z" + str(idx + 1)]
        m = A_prev.shape[1]
        dZ_curr = relu_backward(dA_curr, Z_curr) if layer["activation"] == "relu" else sigmoid_backward(dA_curr, Z_curr)
        grads_values["dW" + str(idx + 1)] = np.dot(dZ_curr, A_prev.T) / m
        grads_values["db" + str(idx + 1)] = np.sum(dZ_curr, axis=1, keepdims=True) / m
        dA_prev = np.dot(params_values["W" + str(idx + 1)].T, dZ_curr)
    return grads_values


def train(X, Y, architecture, epochs, learning_rate):
    params_values = init_layers(architecture)
    for i in range(epochs):
        Y_hat, memory = full_forward(X, params_values, architecture)
        cost = get_cost(Y_hat, Y)
        grads_values = full_backward(Y_hat, Y, memory, params_values, architecture)
        for idx in range(1, len(architecture) + 1):
            params_values["W" + str(idx)] -= learning_rate * grads_values["dW" + str(idx)]
            params_values["b" + str(idx)] -= learning_rate * grads_values["db" + str(idx)]
        if i % 500 == 0:
            accuracy = np.mean((Y_hat > 0.5) == Y)
            print("Iteration: %05d - cost: %.5f - accuracy: %.3f" % (i, cost, accuracy))
    return params_values


if __name__ == "__main__":
    rng = np.random.default_rng(0)
    X = rng.uniform(-1.5, 1.5, (2, 250))
    Y = ((X[:1] ** 2 + X[1:] ** 2) < 1).astype(float)
    params_values = train(X, Y, NN_ARCHITECTURE, 3000, 0.2)
    Y_hat, _ = full_forward(X, params_values, NN_ARCHITECTURE)
    print("final cost:", get_cost(Y_hat, Y))
