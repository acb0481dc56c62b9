import numpy as np

np.random.seed(1)

# made-up reviews: each one a set of word numbers; liked if good and great or neither turn up
n_words = 40
reviews, liked = [], []
for _ in range(600):
    words = set(np.random.choice(np.arange(2, n_words), 5, replace=False).tolist())
    a, b = np.random.rand(2) > 0.5
    words |= ({0} if a else set()) | ({1} if b else set())
    reviews.append(sorted(words))
    liked.append(int(a == b))


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


alpha, iterations = 0.1, 12
hidden_size = 12

weights_0_1 = np.random.normal(0, 0.8, (n_words, hidden_size))
weights_1_2 = np.random.normal(0, 0.8, (hidden_size, 1))

n_train = 500
for it in range(iterations):
    correct = 0
    for i in range(n_train):
        x, y = reviews[i], liked[i]

        layer_1 = sigmoid(np.sum(weights_0_1[x], axis=0))   # embedding and sigmoid
        layer_2 = sigmoid(np.dot(layer_1, weights_1_2))

        layer_2_delta = layer_2 - y
        layer_1_delta = layer_2_delta.dot(weights_1_2.T) * layer_1 * (1 - layer_1)

        weights_0_1[x] -= layer_1_delta * alpha
        weights_1_2 -= np.outer(layer_1, layer_2_delta) * alpha

        if np.abs(layer_2_delta[0]) < 0.5:
            correct += 1
    print("iteration", it + 1, "training accuracy", correct / n_train)

correct = 0
for i in range(n_train, len(reviews)):
    layer_1 = sigmoid(np.sum(weights_0_1[reviews[i]], axis=0))
    layer_2 = sigmoid(np.dot(layer_1, weights_1_2))
    correct += int(np.abs(layer_2[0] - liked[i]) < 0.5)
print("test accuracy:", correct / (len(reviews) - n_train))
