import numpy as np

np.random.seed(0)
text = ("sun shines day moon shines night sun warm day moon cold night "
        "fish swims sea bird flies sky fish wet sea bird light sky " * 2).split()
names = sorted(set(text))
V, D, eta, window = len(names), 6, 0.1, 2
ids = [names.index(w) for w in text]

emb = np.random.randn(V, D)
lin = np.random.randn(D, V)


def soft(row):
    row = np.exp(row - np.max(row))
    return row / np.sum(row)


def look(word):
    e = emb[word, :]
    return e, soft(e @ lin)


def step(word, neighbour):
    global lin
    target = np.zeros(V)
    target[neighbour] = 1

    e, out = look(word)
    loss = -np.sum(target * np.log(out + 1e-12))

    d = out - target
    back = lin @ d
    lin = lin - eta * np.outer(e, d)
    emb[word, :] = emb[word, :] - eta * back
    return loss


pairs = []
for i in range(len(ids)):
    for j in range(max(0, i - window), min(len(ids), i + window + 1)):
        if j != i:
            pairs.append((ids[i], ids[j]))

for epoch in range(60):
    np.random.shuffle(pairs)
    total = 0
    for a, b in pairs:
        total += step(a, b)
    if epoch % 10 == 9:
        print("epoch", epoch + 1, "loss", total / len(pairs))

print("final loss:", np.mean([-np.log(look(a)[1][b] + 1e-12) for a, b in pairs]))
