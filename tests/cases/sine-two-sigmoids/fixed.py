import numpy as np

np.random.seed(1000)
inputs = np.random.uniform(0, 3, size=(50, 1))
targets = np.sin(inputs)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def derivative_sigmoid(x):
    return x * (1 - x)


epochs = 20000
hidden_units = 3
lr = 0.1

weights_in = np.random.uniform(size=(1, hidden_units))
bias_in = np.random.uniform(size=(1, hidden_units))
weights_out = np.random.uniform(size=(hidden_units, 1))
bias_out = np.random.uniform(size=(1, 1))

for i in range(epochs):
    # forward propagation
    activation_1 = sigmoid(np.dot(inputs, weights_in) + bias_in)
    predicted = sigmoid(np.dot(activation_1, weights_out) + bias_out)

    # backward propagation
    error = predicted - targets
    if i % 4000 == 0:
        print("epoch", i, "error", np.mean(error ** 2))
    slope_out = derivative_sigmoid(predicted)
    slope_hidden = derivative_sigmoid(activation_1)
    delta_out = error * slope_out
    error_hidden = delta_out.dot(weights_out.T)
    delta_hidden = error_hidden * slope_hidden

    weights_out -= activation_1.T.dot(delta_out) * lr
    weights_in -= inputs.T.dot(delta_hidden) * lr
    bias_out -= np.sum(delta_out, axis=0, keepdims=True) * lr
    bias_in -= np.sum(delta_hidden, axis=0, keepdims=True) * lr

print("error in the end", np.mean((predicted - targets) ** 2))
