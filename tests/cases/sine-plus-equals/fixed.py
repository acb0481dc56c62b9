import numpy as np

np.random.seed(1000)

angles = np.random.uniform(size=(50, 1)) * 1.5
wanted = np.sin(angles)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def derivative_sigmoid(x):
    return x * (1 - x)


epoch = 5000
hidden_layer = 3
learning_rate = 0.1

weights_in = np.random.uniform(size=(1, hidden_layer))
bias_in = np.random.uniform(size=(1, hidden_layer))
weights_out = np.random.uniform(size=(hidden_layer, 1))
bias_out = np.random.uniform(size=(1, 1))

for i in range(epoch):

    # forward
    activation_1 = sigmoid(np.dot(angles, weights_in) + bias_in)
    predicted = sigmoid(np.dot(activation_1, weights_out) + bias_out)

    # backward
    error = wanted - predicted
    error_on_output = error * derivative_sigmoid(predicted)
    error_hidden = error_on_output.dot(weights_out.T)
    delta_hidden = error_hidden * derivative_sigmoid(activation_1)

    weights_out += activation_1.T.dot(error_on_output) * learning_rate
    weights_in += angles.T.dot(delta_hidden) * learning_rate
    bias_out += np.sum(error_on_output, axis=0, keepdims=True) * learning_rate
    bias_in += np.sum(delta_hidden, axis=0, keepdims=True) * learning_rate

    if i % 1000 == 0:
        print("epoch", i, "error", np.mean(error ** 2))

print("final error:", np.mean(error ** 2))
