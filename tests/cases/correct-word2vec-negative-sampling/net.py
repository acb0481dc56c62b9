#!/usr/bin/env python3
"""word2vec (SGNS) in the style of the C code: syn0 random, syn1neg all zero,
learning rate falling linearly, (label - f) * alpha added on."""
import numpy as np

np.random.seed(100)
groups = {
    "animal": "cat dog cow horse sheep".split(),
    "food": "bread rice soup cake fish".split(),
    "place": "house barn street garden field".split(),
    "colour": "red blue green white black".split(),
}
fillers = "the a is on of".split()

sentences = []
for _ in range(1500):
    g = groups[np.random.choice(list(groups))]
    s = list(np.random.choice(g, 4)) + list(np.random.choice(fillers, 1))
    np.random.shuffle(s)
    sentences.append(s)

vocab, counts = np.unique(np.concatenate(sentences), return_counts=True)
index = {str(w): i for i, w in enumerate(vocab)}
V, D, K, WINDOW = len(vocab), 12, 5, 2
noise = counts ** 0.75
noise = noise / noise.sum()

centre, context = [], []
for s in sentences:
    for i, w in enumerate(s):
        for j in range(max(0, i - WINDOW), min(len(s), i + WINDOW + 1)):
            if i != j:
                centre.append(index[w])
                context.append(index[s[j]])
centre, context = np.array(centre), np.array(context)
print("%d words, %d pairs" % (V, len(centre)))

syn0 = (np.random.rand(V, D) - 0.5) / D
syn1neg = np.zeros((V, D))


def sigma(x):
    return 1.0 / (1.0 + np.exp(-np.clip(x, -30, 30)))


EPOCHS, BATCH = 8, 20
alpha0 = 0.05
n_batches = len(centre) // BATCH
done, total = 0, EPOCHS * n_batches
labels = np.zeros((BATCH, K + 1))
labels[:, 0] = 1

for ep in range(EPOCHS):
    shuffle = np.random.permutation(len(centre))
    cost = 0.0
    draws = np.random.choice(V, size=(n_batches, BATCH, K), p=noise)
    for b in range(n_batches):
        alpha = alpha0 * max(1e-4, 1 - done / total)
        take = shuffle[b * BATCH:(b + 1) * BATCH]
        c = centre[take]
        tgt = np.concatenate([context[take][:, None], draws[b]], axis=1)      # first = true word
        live = np.ones_like(labels)
        live[:, 1:] = tgt[:, 1:] != tgt[:, :1]        # "if target == word: continue"
        h = syn0[c]                                   # copies (fancy index)
        o = syn1neg[tgt]
        f = sigma(np.einsum("bd,bkd->bk", h, o))
        g = (labels - f) * live * alpha
        neu1e = np.einsum("bk,bkd->bd", g, o)
        np.add.at(syn1neg, tgt, g[:, :, None] * h[:, None, :])
        np.add.at(syn0, c, neu1e)
        cost -= (live * np.log(np.where(labels == 1, f, 1 - f))).sum() / BATCH
        done += 1
    print("epoch %d  alpha %.4f  cost per pair %.4f" % (ep, alpha, cost / n_batches))

unit = syn0 / np.linalg.norm(syn0, axis=1, keepdims=True)
sim = unit @ unit.T
np.fill_diagonal(sim, -1)
right = n = 0
for name, members in groups.items():
    for w in members:
        top = [str(vocab[k]) for k in np.argsort(-sim[index[w]])[:3]]
        right += sum(t in members for t in top)
        n += 3
print("neighbours of cat:", [str(vocab[k]) for k in np.argsort(-sim[index['cat']])[:4]])
print("neighbours from the same group: %.3f" % (right / n))
print("final cost %.4f" % (cost / n_batches))
