import numpy as np

np.random.seed(1)


def relu(x):
    return (x >= 0) * x  # returns x if x > 0, else 0


def relu2deriv(output):
    return output > 0


patterns = np.random.rand(10, 36)
labels_idx = np.random.randint(0, 10, 900)
images = patterns[labels_idx] + 0.25 * np.random.randn(900, 36)
labels = np.zeros((900, 10))
for i, l in enumerate(labels_idx):
    labels[i][l] = 1
test_images, test_labels = images[700:], labels[700:]
images, labels = images[:700], labels[:700]

batch_size = 25
alpha, iterations = (0.02, 120)
pixels_per_image, num_labels, hidden_size = (36, 10, 60)

weights_0_1 = 0.4 * np.random.random((pixels_per_image, hidden_size)) - 0.2
weights_1_2 = 0.4 * np.random.random((hidden_size, num_labels)) - 0.2

for j in range(iterations):
    error, correct_cnt = (0.0, 0)

    for i in range(int(len(images) / batch_size)):
        batch_start, batch_end = ((i * batch_size), ((i + 1) * batch_size))

        layer_0 = images[batch_start:batch_end]
        layer_1 = relu(np.dot(layer_0, weights_0_1))
        dropout_mask = np.random.randint(2, size=layer_1.shape)
        layer_1 *= dropout_mask * 2
        layer_2 = np.dot(layer_1, weights_1_2)

        error += np.sum((labels[batch_start:batch_end] - layer_2) ** 2)
        for k in range(batch_size):
            correct_cnt += int(np.argmax(layer_2[k]) == np.argmax(labels[batch_start + k]))

        layer_2_delta = (labels[batch_start:batch_end] - layer_2) / batch_size
        layer_1_delta = layer_2_delta.dot(weights_1_2.T) * relu2deriv(layer_1) * 2

        weights_1_2 += alpha * layer_1.T.dot(layer_2_delta)
        weights_0_1 += alpha * layer_0.T.dot(layer_1_delta)

    if j % 20 == 19:
        test_correct_cnt = 0
        for i in range(len(test_images)):
            layer_1 = relu(np.dot(test_images[i:i + 1], weights_0_1))
            layer_2 = np.dot(layer_1, weights_1_2)
            test_correct_cnt += int(np.argmax(layer_2) == np.argmax(test_labels[i:i + 1]))
        print("I:" + str(j), "Train-Err:", error / len(images), "Train-Acc:", correct_cnt / len(images),
              "Test-Acc:", test_correct_cnt / len(test_images))
