import numpy as np

TEXT = """the king loves the queen . the queen loves the king . the dog sees the cat .
the cat sees the mouse . a man walks the dog . a woman walks the cat . the man loves a woman .
the king sees a man . the queen sees a woman . a mouse sees a dog ."""


def initialize_model(N, V, seed=2):
    rng = np.random.RandomState(seed)
    W1 = rng.rand(N, V) - 0.5
    W2 = rng.rand(V, N) - 0.5
    b1 = rng.rand(N, 1) - 1
    b2 = rng.rand(V, 1)
    return W1, W2, b1, b2


def softmax(z):
    e = np.exp(z - z.max(axis=0, keepdims=True))
    return e / e.sum(axis=0, keepdims=True)


def forward_prop(x, W1, W2, b1, b2):
    h = np.tanh(W1 @ x + b1)
    z = W2 @ h + b2
    return z, h


def compute_cost(y, yhat, batch_size):
    return -np.sum(y * np.log(yhat)) / batch_size


def back_prop(x, yhat, y, h, W1, W2, b1, b2, batch_size):
    l1 = W2.T @ (yhat - y) * (1 - h ** 2)
    grad_W1 = (1 / batch_size) * l1 @ x.T
    grad_W2 = (1 / batch_size) * (yhat - y) @ h.T
    grad_b1 = (1 / batch_size) * np.sum(l1, axis=1, keepdims=True)
    grad_b2 = np.sum((1 / batch_size) * (yhat - y) @ h.T, axis=1, keepdims=True)
    return grad_W1, grad_W2, grad_b1, grad_b2


def get_batches(words, word2Ind, C, batch_size, V):
    xs, ys = [], []
    for i in range(C, len(words) - C):
        context = words[i - C:i] + words[i + 1:i + C + 1]
        xs.append(np.mean([np.eye(V)[word2Ind[w]] for w in context], axis=0))
        ys.append(np.eye(V)[word2Ind[words[i]]])
    for k in range(0, len(xs), batch_size):
        yield np.array(xs[k:k + batch_size]).T, np.array(ys[k:k + batch_size]).T


def gradient_descent(words, word2Ind, N, V, C, passes, alpha, batch_size=16):
    W1, W2, b1, b2 = initialize_model(N, V)
    for epoch in range(passes):
        costs = []
        for x, y in get_batches(words, word2Ind, C, batch_size, V):
            m = x.shape[1]
            z, h = forward_prop(x, W1, W2, b1, b2)
            yhat = softmax(z)
            costs.append(compute_cost(y, yhat, m))
            grad_W1, grad_W2, grad_b1, grad_b2 = back_prop(x, yhat, y, h, W1, W2, b1, b2, m)
            W1 = W1 - alpha * grad_W1
            W2 = W2 - alpha * grad_W2
            b1 = b1 - alpha * grad_b1
            b2 = b2 - alpha * grad_b2
        if (epoch + 1) % 20 == 0:
            print("passes: %d cost: %.5f" % (epoch + 1, np.mean(costs)))
    return W1, W2, b1, b2


if __name__ == "__main__":
    words = TEXT.split()
    vocab = sorted(set(words))
    word2Ind = {w: i for i, w in enumerate(vocab)}
    W1, W2, b1, b2 = gradient_descent(words, word2Ind, 20, len(vocab), 2, 100, 0.3)
    print("largest output bias: %.3f" % np.abs(b2).max())
