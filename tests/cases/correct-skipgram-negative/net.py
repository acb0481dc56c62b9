import numpy as np
from collections import Counter

rng = np.random.default_rng(12)

# a toy corpus: words of the same topic occur together
topics = [['cat', 'dog', 'horse', 'cow', 'sheep'],
          ['red', 'green', 'blue', 'white', 'black'],
          ['bread', 'cheese', 'apple', 'soup', 'rice'],
          ['train', 'car', 'bike', 'plane', 'boat']]
filler = ['the', 'a', 'and', 'of']
corpus = []
for _ in range(500):
    t = topics[rng.integers(4)]
    corpus.append([str(rng.choice(t)) if rng.random() < 0.75 else str(rng.choice(filler)) for _ in range(8)])

counts = Counter(w for s in corpus for w in s)
vocab = sorted(counts)
index = {w: i for i, w in enumerate(vocab)}
freq = np.array([counts[w] for w in vocab], dtype=float)
noise = freq ** 0.75 / np.sum(freq ** 0.75)

V, DIM, NEG, WINDOW = len(vocab), 16, 5, 2
W_in = (rng.random((V, DIM)) - 0.5) / DIM
W_out = np.zeros((V, DIM))


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def pair_loss(c, o, negs):
    v = W_in[c]
    return -np.log(sigmoid(W_out[o] @ v)) - np.sum(np.log(sigmoid(-W_out[negs] @ v)))


def pair_grads(c, o, negs):
    """returns d/dW_in[c] and the rows of d/dW_out for [o] + negs (may repeat)"""
    rows = np.concatenate(([o], negs))
    label = np.zeros(len(rows))
    label[0] = 1
    v = W_in[c]
    err = sigmoid(W_out[rows] @ v) - label
    return err @ W_out[rows], rows, np.outer(err, v)


pairs = []
for sent in corpus:
    ids = [index[w] for w in sent]
    for i, c in enumerate(ids):
        for j in range(max(0, i - WINDOW), min(len(ids), i + WINDOW + 1)):
            if j != i:
                pairs.append((c, ids[j]))
pairs = np.array(pairs)

epochs, lr0 = 4, 0.1
done, total = 0, epochs * len(pairs)
for epoch in range(epochs):
    rng.shuffle(pairs)
    negatives = rng.choice(V, (len(pairs), NEG), p=noise)
    loss = 0
    for (c, o), negs in zip(pairs, negatives):
        lr = max(lr0 * (1 - done / total), lr0 * 1e-3)
        if done % 10 == 0:
            loss += pair_loss(c, o, negs)
        g_in, rows, g_out = pair_grads(c, o, negs)
        W_in[c] -= lr * g_in
        np.add.at(W_out, rows, -lr * g_out)       # a negative may be drawn twice
        done += 1
    print('epoch', epoch, 'loss per pair', 10 * loss / len(pairs))

E = W_in / np.linalg.norm(W_in, axis=1, keepdims=True)
hits = tries = 0
for t in topics:
    for w in t:
        best = [vocab[i] for i in np.argsort(-(E @ E[index[w]]))[1:5]]
        hits += sum(b in t for b in best)
        tries += 4
        if w == t[0]:
            print(w, '->', best)
print('share of the nearest words that share the topic', hits / tries)
