import numpy as np


def corpus(rng, sentences):
    who = ["farmer", "doctor", "pilot", "child"]
    does = {"farmer": "milks", "doctor": "heals", "pilot": "flies", "child": "hugs"}
    what = {"milks": "cows", "heals": "people", "flies": "planes", "hugs": "bears"}
    words = []
    for _ in range(sentences):
        w = who[rng.integers(0, 4)]
        words += ["the", w, does[w], "the", what[does[w]], "."]
    return words


def get_batches(words, index, V, C, batch_size):
    xs, ys = [], []
    for i in range(C, len(words) - C):
        x = np.zeros(V)
        for w in words[i - C:i] + words[i + 1:i + C + 1]:
            x[index[w]] += 1 / (2 * C)
        y = np.zeros(V)
        y[index[words[i]]] = 1
        xs.append(x)
        ys.append(y)
    for k in range(0, len(xs) - batch_size + 1, batch_size):
        yield np.array(xs[k:k + batch_size]).T, np.array(ys[k:k + batch_size]).T


def initialize_model(N, V, rng):
    W1 = rng.random((N, V)) - 0.5
    W2 = rng.random((V, N)) - 0.5
    return W1, W2, rng.random((N, 1)) - 0.5, rng.random((V, 1)) - 0.5


def softmax(z):
    e = np.exp(z - np.max(z, axis=0))
    return e / np.sum(e, axis=0)


def forward_prop(x, W1, W2, b1, b2):
    h = np.maximum(0, np.dot(W1, x) + b1)
    z = np.dot(W2, h) + b2
    return z, h


def compute_cost(y, yhat, batch_size):
    return -np.sum(y * np.log(yhat)) / batch_size


def back_prop(x, yhat, y, h, W1, W2, b1, b2, batch_size):
    l1 = np.dot(W2.T, yhat - y)
    l1[h <= 0] = 0
    grad_W1 = (1 / batch_size) * np.dot(l1, x.T)
    grad_W2 = (1 / batch_size) * np.dot(yhat - y, h.T)
    grad_b1 = np.sum((1 / batch_size) * np.dot(l1, x.T), axis=1, keepdims=True)
    grad_b2 = np.sum((1 / batch_size) * (yhat - y), axis=1, keepdims=True)
    return grad_W1, grad_W2, grad_b1, grad_b2


def gradient_descent(words, N, epochs, alpha, rng):
    vocab = sorted(set(words))
    index = {w: i for i, w in enumerate(vocab)}
    V = len(vocab)
    W1, W2, b1, b2 = initialize_model(N, V, rng)
    for epoch in range(epochs):
        cost, count = 0, 0
        for x, y in get_batches(words, index, V, 2, 64):
            z, h = forward_prop(x, W1, W2, b1, b2)
            yhat = softmax(z)
            cost += compute_cost(y, yhat, 64)
            count += 1
            grad_W1, grad_W2, grad_b1, grad_b2 = back_prop(x, yhat, y, h, W1, W2, b1, b2, 64)
            W1 = W1 - alpha * grad_W1
            W2 = W2 - alpha * grad_W2
            b1 = b1 - alpha * grad_b1
            b2 = b2 - alpha * grad_b2
        if epoch % 10 == 9:
            print("epoch", epoch + 1, "cost:", cost / count)
    return W1, W2, b1, b2


if __name__ == "__main__":
    rng = np.random.default_rng(1)
    text = corpus(rng, 200)
    gradient_descent(text, 10, 60, 0.3, rng)
