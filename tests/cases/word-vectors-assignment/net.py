import numpy as np


def get_windows(words, half):
    for i in range(half, len(words) - half):
        yield words[i - half:i] + words[i + 1:i + half + 1], words[i]


def get_batches(words, word2ind, V, half, batch_size):
    xs, ys = [], []
    for context, center in get_windows(words, half):
        x = np.zeros(V)
        for word in context:
            x[word2ind[word]] += 1 / len(context)
        y = np.zeros(V)
        y[word2ind[center]] = 1
        xs.append(x)
        ys.append(y)
        if len(xs) == batch_size:
            yield np.array(xs).T, np.array(ys).T
            xs, ys = [], []


def initialize_model(N, V, seed=1):
    rng = np.random.RandomState(seed)
    W1 = rng.randn(N, V) * 0.5
    W2 = rng.randn(V, N) * 0.5
    b1 = rng.rand(N, 1)
    b2 = rng.rand(V, 1)
    return W1, W2, b1, b2


def softmax(z):
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)


def forward_prop(x, W1, W2, b1, b2):
    h = np.maximum(0, W1 @ x + b1)
    z = W2 @ h + b2
    return z, h


def compute_cost(y, yhat, batch_size):
    return -np.sum(y * np.log(yhat)) / batch_size


def back_prop(x, yhat, y, h, W1, W2, b1, b2, batch_size):
    l1 = np.dot(W2.T, yhat - y)
    l1 = np.maximum(0, l1)
    grad_W1 = (1 / batch_size) * np.dot(l1, x.T)
    grad_W2 = (1 / batch_size) * np.dot(yhat - y, h.T)
    grad_b1 = np.sum((1 / batch_size) * np.dot(l1, x.T), axis=1, keepdims=True)
    grad_b2 = np.sum((1 / batch_size) * np.dot(yhat - y, h.T), axis=1, keepdims=True)
    return grad_W1, grad_W2, grad_b1, grad_b2


def gradient_descent(words, word2ind, N, V, num_iters, alpha, half=2, batch_size=32):
    W1, W2, b1, b2 = initialize_model(N, V)
    iters = 0
    while iters < num_iters:
        for x, y in get_batches(words, word2ind, V, half, batch_size):
            z, h = forward_prop(x, W1, W2, b1, b2)
            yhat = softmax(z)
            if iters % 200 == 0:
                print("iters:", iters, "cost:", compute_cost(y, yhat, batch_size))
            grad_W1, grad_W2, grad_b1, grad_b2 = back_prop(x, yhat, y, h, W1, W2, b1, b2, batch_size)
            W1 = W1 - alpha * grad_W1
            W2 = W2 - alpha * grad_W2
            b1 = b1 - alpha * grad_b1
            b2 = b2 - alpha * grad_b2
            iters += 1
    return W1, W2, b1, b2


def verses(count, seed):
    rng = np.random.RandomState(seed)
    who = ["king", "queen", "knight", "maid"]
    does = {"king": "rules", "queen": "rules", "knight": "rides", "maid": "sings"}
    where = {"king": "castle", "queen": "garden", "knight": "forest", "maid": "garden"}
    words = []
    for _ in range(count):
        w = who[rng.randint(4)]
        words += ["the", w, does[w], "in", "the", where[w], "."]
    return words


words = verses(150, 0)
vocab = sorted(set(words))
word2ind = {w: i for i, w in enumerate(vocab)}
V = len(vocab)
W1, W2, b1, b2 = gradient_descent(words, word2ind, 12, V, 1200, 0.2)
X, Y = next(get_batches(words, word2ind, V, 2, 1000))
yhat = softmax(forward_prop(X, W1, W2, b1, b2)[0])
print("final cost:", compute_cost(Y, yhat, 1000))
print("words guessed:", np.mean(yhat.argmax(axis=0) == Y.argmax(axis=0)))
