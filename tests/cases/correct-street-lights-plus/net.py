import numpy as np

np.random.seed(1)


def relu(x):
    return (x > 0) * x      # returns x if x > 0, 0 otherwise


def relu2deriv(output):
    return output > 0       # 1 for positive output, else 0


# five lamps; people walk when the first two differ or the last is on
lamps = np.array([[(n >> b) & 1 for b in range(5)] for n in range(32)])
walk = np.array([[int(l[0] != l[1] or l[4])] for l in lamps])

alpha = 0.05
hidden_size = 12

weights_0_1 = 2 * np.random.random((6, hidden_size)) - 1
weights_1_2 = 0.5 * (2 * np.random.random((hidden_size, 1)) - 1)
inputs = np.concatenate([lamps, np.ones((32, 1))], axis=1)

for iteration in range(300):
    layer_2_error = 0
    for i in range(len(inputs)):
        layer_0 = inputs[i:i+1]
        layer_1 = relu(np.dot(layer_0, weights_0_1))
        layer_2 = np.dot(layer_1, weights_1_2)

        layer_2_error += np.sum((layer_2 - walk[i:i+1]) ** 2)

        layer_2_delta = (walk[i:i+1] - layer_2)
        layer_1_delta = layer_2_delta.dot(weights_1_2.T) * relu2deriv(layer_1)

        weights_1_2 += alpha * layer_1.T.dot(layer_2_delta)
        weights_0_1 += alpha * layer_0.T.dot(layer_1_delta)

    if iteration % 50 == 49:
        print("Error:" + str(layer_2_error))

print("Last error: %.6f" % layer_2_error)
