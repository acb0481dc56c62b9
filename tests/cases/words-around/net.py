import numpy as np

TEXT = """the small dog runs to the big house . the big dog runs to the small house .
the small cat sleeps in the big house . the big cat sleeps in the small house .
a bird sings in the tree . a bird flies to the tree . the dog sleeps in the garden .
the cat runs to the garden . a small bird sleeps in the garden ."""


def get_dict(words):
    vocab = sorted(set(words))
    return {w: i for i, w in enumerate(vocab)}


def get_training_data(words, word2Ind, C):
    V, n = len(word2Ind), len(words) - 2 * C
    x, y = np.zeros((V, n)), np.zeros((V, n))
    for k in range(n):
        i = k + C
        y[word2Ind[words[i]], k] = 1
        for w in words[i - C:i] + words[i + 1:i + C + 1]:
            x[word2Ind[w], k] += 1 / (2 * C)
    return x, y


def softmax(z):
    e_z = np.exp(z - z.max(axis=0, keepdims=True))
    return e_z / e_z.sum(axis=0, keepdims=True)


def forward_prop(x, W1, W2, b1, b2):
    h = np.maximum(0, np.dot(W1, x) + b1)
    z = np.dot(W2, h) + b2
    return z, h


def compute_cost(y, yhat, batch_size):
    return -np.sum(y * np.log(yhat)) / batch_size


def back_prop(x, yhat, y, h, W1, W2, b1, b2, batch_size):
    l1 = np.dot(W2.T, yhat - y)
    l1 = np.maximum(0, l1)
    grad_W1 = (1 / batch_size) * np.dot(l1, x.T)
    grad_W2 = (1 / batch_size) * np.dot(yhat - y, h.T)
    grad_b1 = (1 / batch_size) * np.sum(l1, axis=1, keepdims=True)
    grad_b2 = (1 / batch_size) * np.sum(np.dot(yhat - y, h.T), axis=1, keepdims=True)
    return grad_W1, grad_W2, grad_b1, grad_b2


def gradient_descent(x, y, N, V, num_iters, alpha, seed=282):
    rng = np.random.RandomState(seed)
    W1, W2 = rng.randn(N, V), rng.randn(V, N) * 0.3
    b1, b2 = np.zeros((N, 1)) + 0.1, np.zeros((V, 1))
    batch_size = x.shape[1]
    for i in range(num_iters):
        z, h = forward_prop(x, W1, W2, b1, b2)
        yhat = softmax(z)
        if i % 300 == 0:
            print("iters: %d cost: %.6f" % (i, compute_cost(y, yhat, batch_size)))
        grads = back_prop(x, yhat, y, h, W1, W2, b1, b2, batch_size)
        W1 -= alpha * grads[0]
        W2 -= alpha * grads[1]
        b1 -= alpha * grads[2]
        b2 -= alpha * grads[3]
    return W1, W2, b1, b2


if __name__ == "__main__":
    words = TEXT.split()
    word2Ind = get_dict(words)
    x, y = get_training_data(words, word2Ind, 2)
    params = gradient_descent(x, y, 12, len(word2Ind), 1500, 0.5)
    yhat = softmax(forward_prop(x, *params)[0])
    print("final cost:", compute_cost(y, yhat, x.shape[1]))
