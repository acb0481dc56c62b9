import numpy as np

TEXT = """the king rules the land and the queen rules the land
the farmer works the field and the farmer sells the corn
the queen wears the crown and the king wears the crown
the child eats the bread and the farmer eats the bread
the king owns the castle and the queen owns the castle
the child likes the field and the child likes the corn"""


def initialize_model(N, V, seed):
    rng = np.random.RandomState(seed)
    W1 = rng.rand(N, V) - 0.5
    W2 = rng.rand(V, N) - 0.5
    b1 = rng.rand(N, 1)
    b2 = rng.rand(V, 1)
    return W1, W2, b1, b2


def softmax(z):
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)


def forward_prop(x, W1, W2, b1, b2):
    h = np.maximum(0, np.dot(W1, x) + b1)
    z = np.dot(W2, h) + b2
    return z, h


def compute_cost(y, yhat, batch_size):
    return -np.sum(y * np.log(yhat)) / batch_size


def back_prop(x, yhat, y, h, W2, batch_size):
    l1 = np.dot(W2.T, yhat - y)
    l1[h <= 0] = 0
    grad_W1 = np.dot(l1, x.T) / batch_size
    grad_W2 = np.dot(yhat - y, h.T) / batch_size
    grad_b1 = np.sum(l1 / batch_size, axis=1, keepdims=True)
    grad_b2 = np.sum((yhat - y) / batch_size, axis=1, keepdims=True)
    return grad_W1, grad_W2, grad_b1, grad_b2


def get_vectors(words, word2ind, C):
    V = len(word2ind)
    xs, ys = [], []
    for i in range(C, len(words) - C):
        context = words[i - C:i] + words[i + 1:i + C + 1]
        x = np.zeros(V)
        for w in context:
            x[word2ind[w]] += 1 / len(context)
        y = np.zeros(V)
        y[word2ind[words[i]]] = 1
        xs.append(x)
        ys.append(y)
    return np.array(xs).T, np.array(ys).T


def gradient_descent(x, y, N, V, num_iters, alpha, batch_size):
    W1, W2, b1, b2 = initialize_model(N, V, 6)
    rng = np.random.RandomState(0)
    for it in range(num_iters):
        idx = rng.permutation(x.shape[1])[:batch_size]
        z, h = forward_prop(x[:, idx], W1, W2, b1, b2)
        yhat = softmax(z)
        cost = compute_cost(y[:, idx], yhat, batch_size)
        if it % 500 == 0:
            print("iters: %d cost: %.6f" % (it, cost))
        grad_W1, grad_W2, grad_b1, grad_b2 = back_prop(x[:, idx], yhat, y[:, idx], h, W2, batch_size)
        W1 = W1 - alpha * grad_W1
        W2 = W2 - alpha * grad_W2
        b1 = b1 - alpha * grad_b1
        b2 = b2 - alpha * grad_b2
    return W1, W2, b1, b2


if __name__ == "__main__":
    words = TEXT.split()
    word2ind = {w: i for i, w in enumerate(sorted(set(words)))}
    x, y = get_vectors(words, word2ind, 2)
    N, V = 12, len(word2ind)
    W1, W2, b1, b2 = gradient_descent(x, y, N, V, 3001, 0.3, 32)
    yhat = softmax(forward_prop(x, W1, W2, b1, b2)[0])
    print("cost of the whole text: %.6f" % compute_cost(y, yhat, x.shape[1]))
