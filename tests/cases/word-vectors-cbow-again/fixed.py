import numpy as np

TEXT = """the old sailor looked at the grey sea and the sea looked back at the old sailor .
a young girl gave the sailor a red apple and the sailor gave the girl a small shell .
the girl looked at the shell and the shell sang of the sea . the old man ate the apple ."""


def pairs(words, number, half):
    """centre word and the average of its neighbours' one-hot columns"""
    V = len(number)
    xs, ys = [], []
    for k in range(half, len(words) - half):
        around = words[k - half:k] + words[k + 1:k + half + 1]
        col = np.zeros(V)
        for w in around:
            col[number[w]] += 1 / len(around)
        aim = np.zeros(V)
        aim[number[words[k]]] = 1
        xs.append(col)
        ys.append(aim)
    return np.array(xs).T, np.array(ys).T


def initialize_model(N, V, seed):
    rng = np.random.RandomState(seed)
    W1, W2 = rng.rand(N, V), rng.rand(V, N)
    b1, b2 = rng.rand(N, 1), rng.rand(V, 1)
    return W1, W2, b1, b2


def softmax(z):
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)


def forward_prop(x, W1, W2, b1, b2):
    pre = np.dot(W1, x) + b1
    h = np.maximum(0, pre)
    z = np.dot(W2, h) + b2
    return z, h


def compute_cost(y, yhat, batch_size):
    return -np.sum(y * np.log(yhat)) / batch_size


def back_prop(x, yhat, y, h, W2, batch_size):
    l1 = np.dot(W2.T, yhat - y)
    l1 = l1 * (h > 0)
    grad_W1 = (1 / batch_size) * np.dot(l1, x.T)
    grad_W2 = (1 / batch_size) * np.dot(yhat - y, h.T)
    grad_b1 = np.sum((1 / batch_size) * np.dot(l1, x.T), axis=1, keepdims=True)
    grad_b2 = (1 / batch_size) * np.sum(yhat - y, axis=1, keepdims=True)
    return grad_W1, grad_W2, grad_b1, grad_b2


def gradient_descent(x, y, N, num_iters, alpha, batch_size):
    W1, W2, b1, b2 = initialize_model(N, x.shape[0], 282)
    it = 0
    while it < num_iters:
        for s in range(0, x.shape[1] - batch_size + 1, batch_size):
            bx, by = x[:, s:s + batch_size], y[:, s:s + batch_size]
            z, h = forward_prop(bx, W1, W2, b1, b2)
            yhat = softmax(z)
            cost = compute_cost(by, yhat, batch_size)
            gW1, gW2, gb1, gb2 = back_prop(bx, yhat, by, h, W2, batch_size)
            W1 = W1 - alpha * gW1
            W2 = W2 - alpha * gW2
            b1 = b1 - alpha * gb1
            b2 = b2 - alpha * gb2
            it += 1
            if it % 100 == 0:
                print("iters: %d cost: %.6f" % (it, cost))
    return W1, W2, b1, b2


if __name__ == "__main__":
    words = TEXT.split()
    number = {w: i for i, w in enumerate(sorted(set(words)))}
    x, y = pairs(words, number, 2)
    W1, W2, b1, b2 = gradient_descent(x, y, 12, 600, 0.2, 18)
    z, _ = forward_prop(x, W1, W2, b1, b2)
    print("cost over all words: %.6f" % compute_cost(y, softmax(z), x.shape[1]))
