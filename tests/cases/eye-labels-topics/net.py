import numpy as np

TEXTS = [
    ("the goal of the match came late", 0), ("a late goal and the cup match", 0), ("the team won the cup", 0),
    ("team lost the match", 0), ("a goal a cup a team", 0), ("bank raised the rate", 1), ("the rate fell and the bank won", 1),
    ("a late fall of the market", 1), ("market and bank fell", 1), ("the market rate raised", 1), ("cloud and rain came", 2),
    ("the rain fell late", 2), ("a storm cloud and a storm", 2), ("storm came and the rain fell", 2), ("rain rain cloud", 2)]


def vectorize(texts):
    words = sorted(set(w for t, _ in texts for w in t.split() if len(w) > 3))
    M = np.zeros((len(texts), len(words)))
    for i, (t, _) in enumerate(texts):
        for w in t.split():
            if w in words:
                M[i, words.index(w)] += 1
    return M, np.array([c for _, c in texts]), words


def encode(labels, k):
    return np.eye(k)[labels - 1]


def init_weights(n_in, n_hid, n_out):
    W1 = np.random.randn(n_in, n_hid) / np.sqrt(n_in)
    W2 = np.random.randn(n_hid, n_out) / np.sqrt(n_hid)
    return W1, np.zeros(n_hid), W2, np.zeros(n_out)


def forward_pass(X, W1, b1, W2, b2):
    hidden = np.tanh(np.dot(X, W1) + b1)
    scores = np.dot(hidden, W2) + b2
    ex = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    return hidden, ex / np.sum(ex, axis=1, keepdims=True)


def backward_pass(X, hidden, probs, target, W2):
    d_scores = (probs - target) / X.shape[0]
    d_hidden = np.dot(d_scores, W2.T) * (1 - hidden ** 2)
    return np.dot(X.T, d_hidden), d_hidden.sum(axis=0), np.dot(hidden.T, d_scores), d_scores.sum(axis=0)


def main():
    np.random.seed(0)
    X, labels, words = vectorize(TEXTS)
    print(len(words), "words")
    T = encode(labels, 3)
    W1, b1, W2, b2 = init_weights(X.shape[1], 8, 3)
    lr = 0.5
    for epoch in range(400):
        hidden, probs = forward_pass(X, W1, b1, W2, b2)
        dW1, db1, dW2, db2 = backward_pass(X, hidden, probs, T, W2)
        W1 -= lr * dW1
        b1 -= lr * db1
        W2 -= lr * dW2
        b2 -= lr * db2
        if epoch % 100 == 0:
            print("Epoch", epoch, "Cost", -np.mean(np.sum(T * np.log(probs + 1e-12), axis=1)))
    _, probs = forward_pass(X, W1, b1, W2, b2)
    print("Accuracy:", np.mean(np.argmax(probs, axis=1) == labels))


if __name__ == "__main__":
    main()
