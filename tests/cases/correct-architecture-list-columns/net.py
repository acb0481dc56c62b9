import numpy as np

nn_architecture = [
    {"input_dim": 2, "output_dim": 16, "activation": "relu"},
    {"input_dim": 16, "output_dim": 16, "activation": "relu"},
    {"input_dim": 16, "output_dim": 1, "activation": "sigmoid"},
]


def init_layers(nn_architecture, seed=99):
    np.random.seed(seed)
    params_values = {}
    for idx, layer in enumerate(nn_architecture):
        layer_idx = idx + 1
        params_values['W' + str(layer_idx)] = np.random.randn(layer["output_dim"], layer["input_dim"]) * 0.4
        params_values['b' + str(layer_idx)] = np.random.randn(layer["output_dim"], 1) * 0.1
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


def full_forward(X, params_values, nn_architecture):
    memory = {}
    A_curr = X
    for idx, layer in enumerate(nn_architecture):
        layer_idx = idx + 1
        A_prev = A_curr
        Z_curr = np.dot(params_values["W" + str(layer_idx)], A_prev) + params_values["b" + str(layer_idx)]
        A_curr = relu(Z_curr) if layer["activation"] == "relu" else sigmoid(Z_curr)
        memory["A" + str(idx)] = A_prev
        memory["Z" + str(layer_idx)] = Z_curr
    return A_curr, memory


def get_cost(Y_hat, Y):
    m = Y_hat.shape[1]
    cost = -1 / m * (np.dot(Y, np.log(Y_hat).T) + np.dot(1 - Y, np.log(1 - Y_hat).T))
    return np.squeeze(cost)


def full_backward(Y_hat, Y, memory, params_values, nn_architecture):
    grads_values = {}
    dA_prev = -(np.divide(Y, Y_hat) - np.divide(1 - Y, 1 - Y_hat))
    for layer_idx_prev, layer in reversed(list(enumerate(nn_architecture))):
        layer_idx = layer_idx_prev + 1
        dA_curr = dA_prev
        A_prev = memory["A" + str(layer_idx_prev)]
        Z_curr = memory["Z" + str(layer_idx)]
        m = A_prev.shape[1]
        backward = relu_backward if layer["activation"] == "relu" else sigmoid_backward
        dZ_curr = backward(dA_curr, Z_curr)
        grads_values["dW" + str(layer_idx)] = np.dot(dZ_curr, A_prev.T) / m
        grads_values["db" + str(layer_idx)] = np.sum(dZ_curr, axis=1, keepdims=True) / m
        dA_prev = np.dot(params_values["W" + str(layer_idx)].T, dZ_curr)
    return grads_values


def update(params_values, grads_values, nn_architecture, learning_rate):
    for layer_idx, layer in enumerate(nn_architecture, 1):
        params_values["W" + str(layer_idx)] -= learning_rate * grads_values["dW" + str(layer_idx)]
        params_values["b" + str(layer_idx)] -= learning_rate * grads_values["db" + str(layer_idx)]
    return params_values


def ring_and_core(n, seed):
    rng = np.random.RandomState(seed)
    inside = rng.randint(0, 2, n)
    radius = np.where(inside, rng.uniform(0, 0.8, n), rng.uniform(1.1, 1.8, n))
    angle = rng.uniform(0, 2 * np.pi, n)
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)]), inside.reshape(1, -1)


if __name__ == "__main__":
    X, Y = ring_and_core(300, 0)
    params_values = init_layers(nn_architecture)
    for i in range(3000):
        Y_hat, memory = full_forward(X, params_values, nn_architecture)
        grads_values = full_backward(Y_hat, Y, memory, params_values, nn_architecture)
        params_values = update(params_values, grads_values, nn_architecture, 0.1)
        if i % 500 == 0:
            print("Iteration: {:05} - cost: {:.5f}".format(i, get_cost(Y_hat, Y)))
    X_test, Y_test = ring_and_core(100, 1)
    Y_hat, _ = full_forward(X_test, params_values, nn_architecture)
    print("Test accuracy:", np.mean((Y_hat > 0.5) == Y_test))
