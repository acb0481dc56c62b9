# BIO-ish tagging with a neural CRF.  Gradient of log Z by forward-backward
# (marginals minus counts), as in the Lafferty / Collins notes.
import numpy as np

rs = np.random.RandomState(5)
V, E, K = 14, 8, 3          # vocabulary, hidden features, tags


def logsumexp(a, axis):
    m = a.max(axis=axis, keepdims=True)
    return np.squeeze(m, axis) + np.log(np.exp(a - m).sum(axis=axis))


def make_sentence():
    """tag follows a Markov chain, word depends on the tag, some words are ambiguous"""
    T = rs.randint(5, 11)
    trans = np.array([[.7, .3, 0.], [.1, 0., .9], [.6, .2, .2]])
    tags, words = [], []
    y = 0
    for _ in range(T):
        y = rs.choice(K, p=trans[y])
        tags.append(y)
        words.append(rs.randint(0, 5) if rs.rand() < .25 else 5 + 3 * y + rs.randint(0, 3))
    return np.array(words), np.array(tags)


train = [make_sentence() for _ in range(60)]
test = [make_sentence() for _ in range(30)]

emb = rs.randn(V, E) * 0.3
W = rs.randn(E, K) * 0.3
b = np.zeros(K)
A = np.zeros((K, K))        # transition scores  A[from, to]
start = np.zeros(K)


def emissions(words):
    f = np.tanh(emb[words])
    return f, f @ W + b


def neg_log_lik(words, tags):
    f, U = emissions(words)
    T = len(words)
    alpha = np.empty((T, K))
    beta = np.zeros((T, K))
    alpha[0] = start + U[0]
    for t in range(1, T):
        alpha[t] = logsumexp(alpha[t - 1][:, None] + A, axis=0) + U[t]
    for t in range(T - 2, -1, -1):
        beta[t] = logsumexp(A + U[t + 1] + beta[t + 1], axis=1)
    logZ = logsumexp(alpha[-1], axis=0)

    gold = start[tags[0]] + U[np.arange(T), tags].sum() + A[tags[:-1], tags[1:]].sum()

    # expected counts
    unary = np.exp(alpha + beta - logZ)
    gU = unary.copy()
    gU[np.arange(T), tags] -= 1
    gA = np.zeros_like(A)
    for t in range(1, T):
        gA += np.exp(alpha[t - 1][:, None] + A + (U[t] + beta[t])[None, :] - logZ)
    np.add.at(gA, (tags[:-1], tags[1:]), -1)
    gstart = unary[0].copy()
    gstart[tags[0]] -= 1

    gW = f.T @ gU
    gb = gU.sum(axis=0)
    gpre = (gU @ W.T) * (1 - f * f)
    return logZ - gold, (gW, gb, gA, gstart, gpre)


def viterbi(words):
    _, U = emissions(words)
    d, back = start + U[0], []
    for t in range(1, len(words)):
        s = d[:, None] + A
        back.append(s.argmax(axis=0))
        d = s.max(axis=0) + U[t]
    path = [int(d.argmax())]
    for bp in reversed(back):
        path.append(int(bp[path[-1]]))
    return np.array(path[::-1])


def accuracy(data):
    hits = sum((viterbi(w) == y).sum() for w, y in data)
    return hits / sum(len(y) for _, y in data)


lr = 0.1
for epoch in range(15):
    total = 0.0
    for i in rs.permutation(len(train)):
        words, tags = train[i]
        loss, (gW, gb, gA, gstart, gpre) = neg_log_lik(words, tags)
        total += loss
        W -= lr * gW
        b -= lr * gb
        A -= lr * gA
        start -= lr * gstart
        np.subtract.at(emb, words, lr * gpre)     # the same word may occur twice
    if epoch % 2 == 0:
        print("epoch %2d  nll per sentence %.4f" % (epoch, total / len(train)))

print("train accuracy %.3f  test accuracy %.3f" % (accuracy(train), accuracy(test)))
print("final loss %.4f" % np.mean([neg_log_lik(w, y)[0] for w, y in train]))
