import numpy as np
from sklearn.datasets import load_digits

np.random.seed(1)

relu = lambda x: (x >= 0) * x
relu2slope = lambda x: x > 0

digits = load_digits()
images = digits.data[:500] / 16
labels = np.eye(10)[digits.target[:500]]
test_images = digits.data[500:1000] / 16
test_labels = np.eye(10)[digits.target[500:1000]]

alpha, iterations, hidden_size = 0.006, 20, 40
weights_0_1 = 0.4 * np.random.random((64, hidden_size)) - 0.2
weights_1_2 = 0.4 * np.random.random((hidden_size, 10)) - 0.2


def check(xs, ys):
    error, correct = 0.0, 0
    for i in range(len(xs)):
        layer_2 = relu(xs[i:i + 1].dot(weights_0_1)).dot(weights_1_2)
        error += np.sum((ys[i:i + 1] - layer_2) ** 2)
        correct += int(np.argmax(layer_2) == np.argmax(ys[i]))
    return error / len(xs), correct / len(xs)


for j in range(iterations):
    for i in range(len(images)):
        layer_0 = images[i:i + 1]
        layer_1 = relu(np.dot(layer_0, weights_0_1))
        layer_2 = np.dot(layer_1, weights_1_2)

        layer_2_delta = labels[i:i + 1] - layer_2
        layer_1_delta = layer_2_delta.dot(weights_1_2.T) * relu2slope(layer_1)

        weights_1_2 += alpha * layer_1.T.dot(layer_2_delta)
        weights_0_1 += alpha * layer_0.T.dot(layer_1_delta)

    if j % 5 == 4:
        print("I:%d train error %.4f acc %.4f | test error %.4f acc %.4f"
              % ((j + 1,) + check(images, labels) + check(test_images, test_labels)))
