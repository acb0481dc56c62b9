import numpy as np

np.random.seed(31)
keep = 0.8
alpha = 0.4

# bits in, number of ones out of five (0..5) as a class
X = np.array([[(k >> s) & 1 for s in range(5)] for k in range(32)]) * 2.0 - 1
labels = ((X > 0).sum(axis=1)).astype(int)
Y = np.zeros((32, 6))
Y[np.arange(32), labels] = 1

weights_0_1 = np.random.randn(5, 40) / np.sqrt(5)
bias_1 = np.zeros((1, 40))
weights_1_2 = np.random.randn(40, 6) / np.sqrt(40)
bias_2 = np.zeros((1, 6))


def softmax(z):
    z = z - z.max(axis=1, keepdims=True)
    return np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)


for iteration in range(2500):
    layer_1 = np.tanh(X.dot(weights_0_1) + bias_1)
    mask = np.random.binomial(1, keep, size=layer_1.shape) / keep   # no scaling needed later
    dropped = layer_1 * mask
    layer_2 = softmax(dropped.dot(weights_1_2) + bias_2)

    layer_2_delta = (layer_2 - Y) / len(X)
    layer_1_delta = layer_2_delta.dot(weights_1_2.T) * mask * (1 - layer_1 ** 2)

    weights_1_2 -= alpha * dropped.T.dot(layer_2_delta)
    bias_2 -= alpha * layer_2_delta.sum(axis=0)
    weights_0_1 -= alpha * X.T.dot(layer_1_delta)
    bias_1 -= alpha * layer_1_delta.sum(axis=0)

    if iteration % 500 == 0:
        print("I:", iteration, "loss:", -np.mean(np.sum(Y * np.log(layer_2), axis=1)))

# test time: all units, nothing dropped
answer = softmax(np.tanh(X.dot(weights_0_1) + bias_1).dot(weights_1_2) + bias_2)
print("counted right:", np.mean(answer.argmax(axis=1) == labels))
