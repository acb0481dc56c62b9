import numpy as np

TEXT = """the cat drinks milk . the dog drinks water . a cat eats fish . a dog eats meat .
the man reads a book . the girl reads a letter . the man drinks tea . the girl eats fish .
a man writes a letter . a girl writes a book . the cat eats meat . the dog drinks milk .""".split()


def softmax(z):
    e = np.exp(z - np.max(z, axis=0, keepdims=True))
    return e / np.sum(e, axis=0, keepdims=True)


def initialize(N, V, seed):
    np.random.seed(seed)
    W1 = np.random.uniform(-0.5, 0.5, (N, V))
    W2 = np.random.uniform(-0.5, 0.5, (V, N))
    b1 = np.random.uniform(0, 0.2, (N, 1))
    b2 = np.zeros((V, 1))
    return W1, W2, b1, b2


def forward_prop(x, W1, W2, b1, b2):
    h = np.maximum(0, np.dot(W1, x) + b1)
    z = np.dot(W2, h) + b2
    return z, h


def compute_cost(y, yhat, batch_size):
    return -np.sum(y * np.log(yhat)) / batch_size


def back_prop(x, yhat, y, h, W1, W2, b1, b2, batch_size):
    l1 = np.dot(W2.T, yhat - y)
    l1 = l1 * (h > 0)
    grad_W1 = np.dot(l1, x.T) / batch_size
    grad_W2 = np.dot(yhat - y, h.T) / batch_size
    grad_b1 = np.sum(l1 / batch_size, axis=1, keepdims=True)
    grad_b2 = np.sum((yhat - y) / batch_size, axis=1, keepdims=True)
    return grad_W1, grad_W2, grad_b1, grad_b2


def make_pairs(words, C, word2ind):
    V = len(word2ind)
    xs, ys = [], []
    for i in range(C, len(words) - C):
        x = np.zeros(V)
        for k in range(i - C, i + C + 1):
            if k != i:
                x[word2ind[words[k]]] += 1
        y = np.zeros(V)
        y[word2ind[words[i]]] = 1
        xs.append(x)
        ys.append(y)
    return np.array(xs).T, np.array(ys).T


def gradient_descent(X, Y, N, iters, alpha, batch_size):
    W1, W2, b1, b2 = initialize(N, X.shape[0], 5)
    at = 0
    for i in range(iters):
        x, y = X[:, at:at + batch_size], Y[:, at:at + batch_size]
        size = x.shape[1]
        z, h = forward_prop(x, W1, W2, b1, b2)
        yhat = softmax(z)
        grad_W1, grad_W2, grad_b1, grad_b2 = back_prop(x, yhat, y, h, W1, W2, b1, b2, size)
        W1 -= alpha * grad_W1
        W2 -= alpha * grad_W2
        b1 -= alpha * grad_b1
        b2 -= alpha * grad_b2
        at = at + batch_size if at + batch_size < X.shape[1] else 0
        if (i + 1) % 300 == 0:
            everything = softmax(forward_prop(X, W1, W2, b1, b2)[0])
            print("iters:", i + 1, "cost:", compute_cost(Y, everything, X.shape[1]))
    return W1, W2, b1, b2


if __name__ == "__main__":
    word2ind = {w: i for i, w in enumerate(sorted(set(TEXT)))}
    X, Y = make_pairs(TEXT, 2, word2ind)
    print("vocabulary", len(word2ind), "samples", X.shape[1])
    gradient_descent(X, Y, 12, 1500, 0.2, 16)
