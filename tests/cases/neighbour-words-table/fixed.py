# CBOW word vectors from scratch
import numpy as np

corpus = """the king rules the land and the queen rules the land
the dog chases the cat and the cat chases the mouse
the king loves the queen and the dog loves the cat""".split()
words = sorted(set(corpus))
word2id = {w: i for i, w in enumerate(words)}
V, D, WINDOW = len(words), 8, 2
ids = [word2id[w] for w in corpus]
contexts, centers = [], []
for i in range(WINDOW, len(ids) - WINDOW):
    contexts.append([ids[j] for j in range(i - WINDOW, i + WINDOW + 1) if j != i])
    centers.append(ids[i])
contexts, centers = np.array(contexts), np.array(centers)

rng = np.random.default_rng(3)
E = rng.normal(0, 0.3, (V, D))
U = rng.normal(0, 0.3, (D, V))
for epoch in range(300):
    h = E[contexts].mean(axis=1)
    s = h @ U
    s = s - s.max(axis=1, keepdims=True)
    p = np.exp(s) / np.exp(s).sum(axis=1, keepdims=True)
    loss = -np.log(p[range(len(centers)), centers]).mean()
    ds = p.copy()
    ds[range(len(centers)), centers] -= 1
    ds /= len(centers)
    dU = h.T @ ds
    dh = ds @ U.T
    dE = np.zeros_like(E)
    for c in range(contexts.shape[1]):
        np.add.at(dE, contexts[:, c], dh / contexts.shape[1])
    E -= 1.0 * dE
    U -= 1.0 * dU
    if epoch % 60 == 0:
        print(epoch, round(loss, 4))
