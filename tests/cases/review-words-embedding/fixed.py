import numpy as np

np.random.seed(1)

# reviews made of a small vocabulary: good or bad, and "not" turns the word of the other list round
praise = ["great", "lovely", "funny", "moving"]
blame = ["dull", "awful", "slow", "silly"]
filler = ["the", "film", "was", "a", "with", "plot", "actor", "and", "scene", "music"]
vocab = praise + blame + filler + ["not"]
word2index = {word: i for i, word in enumerate(vocab)}


def review():
    liked = np.random.randint(2)
    words = list(np.random.choice(filler, 6))
    turned = np.random.rand() < 0.5
    words += list(np.random.choice(praise if liked != turned else blame, 2))
    if turned:
        words.append("not")
    return sorted(set(word2index[w] for w in words)), liked


data = [review() for _ in range(1200)]
input_dataset = [d[0] for d in data]
target_dataset = [d[1] for d in data]


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


alpha, iterations = 0.2, 25
hidden_size = 20

weights_0_1 = 0.4 * np.random.random((len(vocab), hidden_size)) - 0.2
weights_1_2 = 0.4 * np.random.random((hidden_size, 1)) - 0.2

correct, total = 0, 0
for it in range(iterations):
    correct, total = 0, 0
    for i in range(len(input_dataset) - 200):
        x, y = input_dataset[i], target_dataset[i]
        layer_1 = sigmoid(np.sum(weights_0_1[x], axis=0))   # embed + sigmoid
        layer_2 = sigmoid(np.dot(layer_1, weights_1_2))     # linear + sigmoid

        layer_2_delta = layer_2 - y
        layer_1_delta = layer_2_delta.dot(weights_1_2.T) * layer_1 * (1 - layer_1)

        weights_0_1[x] -= layer_1_delta * alpha
        weights_1_2 -= np.outer(layer_1, layer_2_delta) * alpha

        if np.abs(layer_2_delta[0]) < 0.5:
            correct += 1
        total += 1
    if it % 4 == 0:
        print("Iter:", it, "Training accuracy:", correct / total)

correct, total, logloss = 0, 0, 0
for i in range(len(input_dataset) - 200, len(input_dataset)):
    x, y = input_dataset[i], target_dataset[i]
    layer_1 = sigmoid(np.sum(weights_0_1[x], axis=0))
    layer_2 = sigmoid(np.dot(layer_1, weights_1_2))[0]
    logloss -= np.log(layer_2 if y else 1 - layer_2)
    correct += abs(layer_2 - y) < 0.5
    total += 1
print("Test accuracy:", correct / total)
print("Test log loss:", logloss / total)
