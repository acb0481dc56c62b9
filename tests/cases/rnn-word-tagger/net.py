import numpy as np

words = ["the", "a", "dog", "cat", "run", "runs", "walk", "walks", "quickly"]
DET, NOUN, VERB, ADV = range(4)

np.random.seed(7)
n_in, n_hid, n_tags = len(words), 10, 4

W_in = np.random.randn(n_in, n_hid) * 0.3      # word to hidden
W_rec = np.random.randn(n_hid, n_hid) * 0.3    # hidden to hidden
b_hid = np.zeros((1, n_hid))
W_tag = np.random.randn(n_hid, n_tags) * 0.3   # hidden to tag
b_tag = np.zeros((1, n_tags))


def one(i, n):
    v = np.zeros((1, n))
    v[0, i] = 1
    return v


def make_sentence():
    # "run" and "walk" are nouns after "the"/"a", verbs otherwise, however many "quickly" stand between
    s, tags = [], []
    for _ in range(np.random.randint(1, 4)):
        noun = np.random.rand() < 0.5
        s += [np.random.randint(0, 2)] if noun else [np.random.choice([5, 7])]
        tags += [DET] if noun else [VERB]
        for _ in range(np.random.randint(2, 6)):
            s += [8]
            tags += [ADV]
        s += [np.random.choice([4, 6])]
        tags += [NOUN] if noun else [VERB]
    return s, tags


def forward_rnn(x, y, h_start):
    h, p = {-1: h_start}, {}
    cost = 0
    for t in range(len(x)):
        h[t] = np.tanh(np.dot(x[t], W_in) + np.dot(h[t - 1], W_rec) + b_hid)
        score = np.dot(h[t], W_tag) + b_tag
        e = np.exp(score - score.max())
        p[t] = e / e.sum()
        cost += -np.log(np.sum(y[t] * p[t]))
    return cost, h, p


def backward_rnn(x, y, h, p):
    dW_in, dW_rec, db_hid = np.zeros_like(W_in), np.zeros_like(W_rec), np.zeros_like(b_hid)
    dW_tag, db_tag = np.zeros_like(W_tag), np.zeros_like(b_tag)
    dh_next = np.zeros((1, n_hid))
    for t in reversed(range(len(x))):
        dy = p[t] - y[t]
        dW_tag += np.dot(h[t].T, dy)
        db_tag += dy
        dh = np.dot(dy, W_tag.T) + dh_next
        dh_raw = (1 - h[t] * h[t]) * dh
        dW_in += np.dot(x[t].T, dh_raw)
        db_hid += dh_raw
        dW_rec += np.dot(h[t - 1].T, dh_raw)
        dh_next = np.dot(dh_raw, W_rec)
    return dW_in, dW_rec, db_hid, dW_tag, db_tag


rate = 0.03
sentences = [make_sentence() for _ in range(150)]
for epoch in range(25):
    total, right, count = 0, 0, 0
    for s, tags in sentences:
        x = [one(i, n_in) for i in s]
        y = [one(i, n_tags) for i in tags]
        cost, h, p = forward_rnn(x, y, np.zeros((1, n_hid)))
        grads = backward_rnn(x, y, h, p)
        for param, grad in zip((W_in, W_rec, b_hid, W_tag, b_tag), grads):
            param -= rate * grad
        total += cost
        right += sum(np.argmax(p[t]) == tags[t] for t in range(len(s)))
        count += len(s)
    if epoch % 4 == 0:
        print("epoch %d cost %.4f right tags %.4f" % (epoch, total / count, right / count))
