import numpy as np

np.random.seed(1)


def relu(x):
    return (x > 0) * x


def relu2deriv(out):
    return out > 0


# 8 x 8 pictures of ten signs
signs = np.random.rand(10, 64) > 0.6
kinds = np.random.randint(0, 10, 700)
pictures = np.clip(signs[kinds] * 0.8 + 0.35 * np.random.randn(700, 64), 0, 1)
images, labels = pictures[:500], np.eye(10)[kinds[:500]]
test_images, test_labels = pictures[500:], np.eye(10)[kinds[500:]]

alpha, iterations, hidden_size, batch_size = 0.35, 30, 40, 50
weights_0_1 = 0.2 * np.random.random((64, hidden_size)) - 0.1
weights_1_2 = 0.2 * np.random.random((hidden_size, 10)) - 0.1

for j in range(iterations):
    error, correct_cnt = 0.0, 0
    for i in range(len(images) // batch_size):
        batch_start, batch_end = i * batch_size, (i + 1) * batch_size
        layer_0 = images[batch_start:batch_end]
        layer_1 = relu(layer_0.dot(weights_0_1))
        dropout_mask = np.random.randint(2, size=layer_1.shape)
        layer_1 *= dropout_mask * 2
        layer_2 = layer_1.dot(weights_1_2)
        error += np.sum((labels[batch_start:batch_end] - layer_2) ** 2)

        for k in range(batch_size):
            correct_cnt += int(np.argmax(layer_2[k:k + 1] == np.argmax(labels[batch_start + k:batch_start + k + 1])))
            layer_2_delta = (labels[batch_start:batch_end] - layer_2) / batch_size
            layer_1_delta = layer_2_delta.dot(weights_1_2.T) * relu2deriv(layer_1)
            layer_1_delta *= dropout_mask * 2
            weights_1_2 += alpha * layer_1.T.dot(layer_2_delta)
            weights_0_1 += alpha * layer_0.T.dot(layer_1_delta)

    if j % 5 == 4:
        hits = np.argmax(relu(test_images.dot(weights_0_1)).dot(weights_1_2), axis=1) == np.argmax(test_labels, axis=1)
        print("I:%d error %.3f Train-Acc:%.3f Test-Acc:%.3f" % (j, error / 500, correct_cnt / 500, hits.mean()))
