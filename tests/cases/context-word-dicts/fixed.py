import numpy as np

TEXT = ("the cat sits on the mat . the dog sits on the rug . the cat drinks milk . "
        "the dog drinks water . a bird sings in the tree . a fish swims in the lake . "
        "the bird flies over the tree . the fish hides under the stone . "
        "a cat sleeps near the fire . a dog sleeps near the door . ").split() * 4


def get_dict(words):
    vocab = sorted(set(words))
    return {w: i for i, w in enumerate(vocab)}


def get_vectors(words, word2Ind, V, C):
    for i in range(C, len(words) - C):
        y = np.zeros(V)
        y[word2Ind[words[i]]] = 1
        x = np.zeros(V)
        around = words[i - C:i] + words[i + 1:i + C + 1]
        for w in around:
            x[word2Ind[w]] += 1 / len(around)
        yield x, y


def get_batches(words, word2Ind, V, C, batch_size):
    batch_x, batch_y = [], []
    for x, y in get_vectors(words, word2Ind, V, C):
        batch_x.append(x)
        batch_y.append(y)
        if len(batch_x) == batch_size:
            yield np.array(batch_x).T, np.array(batch_y).T
            batch_x, batch_y = [], []


def initialize_model(N, V, seed=1):
    rng = np.random.RandomState(seed)
    W1 = rng.rand(N, V) - 0.5
    W2 = rng.rand(V, N) - 0.5
    b1 = np.zeros((N, 1))
    b2 = np.zeros((V, 1))
    return W1, W2, b1, b2


def softmax(z):
    e_z = np.exp(z - np.max(z, axis=0))
    return e_z / np.sum(e_z, axis=0)


def relu(z):
    return np.maximum(z, 0)


def forward_prop(x, W1, W2, b1, b2):
    h = relu(np.dot(W1, x) + b1)
    z = np.dot(W2, h) + b2
    return z, h


def compute_cost(y, yhat, batch_size):
    return -np.sum(y * np.log(yhat + 1e-12)) / batch_size


def back_prop(x, yhat, y, h, W1, W2, b1, b2, batch_size):
    l1 = np.dot(W2.T, yhat - y)
    l1 = l1 * (h > 0)
    grad_W1 = (1 / batch_size) * np.dot(l1, x.T)
    grad_W2 = (1 / batch_size) * np.dot(yhat - y, h.T)
    grad_b1 = np.sum((1 / batch_size) * l1, axis=1, keepdims=True)
    grad_b2 = np.sum((1 / batch_size) * (yhat - y), axis=1, keepdims=True)
    return grad_W1, grad_W2, grad_b1, grad_b2


def gradient_descent(words, word2Ind, N, V, num_iters, alpha, batch_size=24, C=2):
    W1, W2, b1, b2 = initialize_model(N, V)
    for epoch in range(num_iters):
        costs = []
        for x, y in get_batches(words, word2Ind, V, C, batch_size):
            z, h = forward_prop(x, W1, W2, b1, b2)
            yhat = softmax(z)
            costs.append(compute_cost(y, yhat, batch_size))
            grad_W1, grad_W2, grad_b1, grad_b2 = back_prop(x, yhat, y, h, W1, W2, b1, b2, batch_size)
            W1 -= alpha * grad_W1
            W2 -= alpha * grad_W2
            b1 -= alpha * grad_b1
            b2 -= alpha * grad_b2
        if epoch % 30 == 29:
            print(f"epoch: {epoch + 1} cost: {np.mean(costs):.6f}")
    return W1, W2, b1, b2


if __name__ == "__main__":
    word2Ind = get_dict(TEXT)
    V = len(word2Ind)
    print("size of the vocabulary:", V)
    gradient_descent(TEXT, word2Ind, N=20, V=V, num_iters=150, alpha=0.3)
