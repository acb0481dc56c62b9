import numpy as np

np.random.seed(3)

# grey pictures 8 x 8, values 0 ... 255, five kinds of things
patterns = np.random.randint(0, 256, (5, 64))
labels = np.random.randint(0, 5, 400)
images = np.clip(patterns[labels] * 0.6 + 50 + np.random.normal(0, 40, (400, 64)), 0, 255)
targets = np.eye(5)[labels]
images = images / 255


def sigmoid(x):
    return 1 / (1 + np.exp(-np.clip(x, -500, 500)))


# 64 - 30 - 5
syn0 = np.random.randn(64, 30) / 8
bias0 = np.random.rand(1, 30)
syn1 = np.random.randn(30, 5) / np.sqrt(30)
bias1 = np.random.rand(1, 5)
alpha = 1.0
n = len(images)

for it in range(1500):
    layer1 = sigmoid(images @ syn0 + bias0)
    layer2 = sigmoid(layer1 @ syn1 + bias1)

    layer2_error = layer2 - targets
    layer2_delta = layer2_error * layer2 * (1 - layer2)
    layer1_delta = layer2_delta @ syn1.T * layer1 * (1 - layer1)

    syn1 -= alpha * layer1.T @ layer2_delta / n
    bias1 -= alpha * layer2_delta.sum(axis=0, keepdims=True) / n
    syn0 -= alpha * images.T @ layer1_delta / n
    bias0 -= alpha * layer1_delta.sum(axis=0, keepdims=True) / n

    if it % 300 == 0:
        print("iteration", it, "error", np.mean(np.abs(layer2_error)))

guess = np.argmax(layer2, axis=1)
print("accuracy:", np.mean(guess == labels))
