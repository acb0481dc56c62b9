import numpy as np

np.random.seed(1)

prototypes = np.random.random((10, 36))
digits = np.random.randint(0, 10, 600)
images = prototypes[digits] + np.random.normal(0, 0.3, (600, 36))
labels = np.zeros((600, 10))
for i, d in enumerate(digits):
    labels[i][d] = 1


def tanh(x):
    return np.tanh(x)


def tanh2deriv(output):
    return 1 - (output ** 2)


def softmax(x):
    temp = np.exp(x)
    return temp / np.sum(temp, axis=1, keepdims=True)


alpha, iterations, hidden_size, batch_size = 20, 60, 50, 50
weights_0_1 = 0.02 * np.random.random((36, hidden_size)) - 0.01
weights_1_2 = 0.2 * np.random.random((hidden_size, 10)) - 0.1

for j in range(iterations):
    correct_cnt = 0
    for i in range(400 // batch_size):
        start, end = i * batch_size, (i + 1) * batch_size
        layer_0 = images[start:end]
        layer_1 = tanh(np.dot(layer_0, weights_0_1))
        dropout_mask = np.random.randint(2, size=layer_1.shape)
        dropped = layer_1 * dropout_mask * 2
        layer_2 = softmax(np.dot(dropped, weights_1_2))

        for k in range(batch_size):
            correct_cnt += int(np.argmax(layer_2[k:k + 1]) == np.argmax(labels[start + k:start + k + 1]))

        layer_2_delta = (labels[start:end] - layer_2) / (batch_size * layer_2.shape[0])
        layer_1_delta = layer_2_delta.dot(weights_1_2.T) * dropout_mask * 2 * tanh2deriv(layer_1)

        weights_1_2 += alpha * dropped.T.dot(layer_2_delta)
        weights_0_1 += alpha * layer_0.T.dot(layer_1_delta)

    if j % 10 == 9:
        test_cnt = 0
        for i in range(400, 600):
            layer_1 = tanh(np.dot(images[i:i + 1], weights_0_1))
            layer_2 = np.dot(layer_1, weights_1_2)
            test_cnt += int(np.argmax(layer_2) == np.argmax(labels[i:i + 1]))
        print("I:" + str(j), "Train-Acc:", correct_cnt / 400, "Test-Acc:", test_cnt / 200)
