import numpy as np

np.random.seed(64)

# ---------------------------------------------------------------
# tags for short texts: every text can carry several tags at once
# ---------------------------------------------------------------
VOCAB, TAGS = 40, 4
topic_words = [np.random.choice(VOCAB, 6, replace=False) for _ in range(TAGS)]


def make_texts(n):
    Y = (np.random.rand(n, TAGS) < [0.5, 0.3, 0.2, 0.1]).astype(float)
    X = np.random.poisson(0.15, (n, VOCAB)).astype(float)
    for i in range(n):
        for t in range(TAGS):
            if Y[i, t]:
                for w in np.random.choice(topic_words[t], 4):
                    X[i, w] += 1
    return np.log1p(X), Y


def sigmoid(z):
    return np.where(z >= 0, 1 / (1 + np.exp(-np.abs(z))), np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z))))


def bce_with_logits(z, y, pos_weight):
    # -[ pw * y * log s(z) + (1 - y) * log(1 - s(z)) ], mean over texts, sum over tags
    log_s = -np.logaddexp(0, -z)
    log_1_s = -np.logaddexp(0, z)
    return -np.mean(np.sum(pos_weight * y * log_s + (1 - y) * log_1_s, axis=1))


def bce_grad(z, y, pos_weight):
    s = sigmoid(z)
    return ((1 - y) * s - pos_weight * y * (1 - s)) / len(y)


X_train, Y_train = make_texts(2000)
X_test, Y_test = make_texts(300)
pos_weight = np.sqrt((1 - Y_train).sum(axis=0) / Y_train.sum(axis=0))
print("positive weights:", np.round(pos_weight, 2))

H = 24
W1 = np.random.randn(VOCAB, H) * np.sqrt(2 / VOCAB)
b1 = np.zeros(H)
W2 = np.random.randn(H, TAGS) * np.sqrt(1 / H)
b2 = np.zeros(TAGS)
G = [np.zeros_like(p) for p in (W1, b1, W2, b2)]
eta = 0.05

for epoch in range(40):
    shuffled = np.random.permutation(len(X_train))
    total = 0
    for batch in np.array_split(shuffled, 25):
        x, y = X_train[batch], Y_train[batch]

        z1 = x @ W1 + b1
        a1 = np.maximum(0, z1)
        z2 = a1 @ W2 + b2
        total += bce_with_logits(z2, y, pos_weight) * len(batch)

        dz2 = bce_grad(z2, y, pos_weight)
        dW2 = a1.T @ dz2
        db2 = dz2.sum(axis=0)
        da1 = dz2 @ W2.T
        dz1 = da1 * (z1 > 0)
        dW1 = x.T @ dz1
        db1 = dz1.sum(axis=0)

        for p, g, acc in zip((W1, b1, W2, b2), (dW1, db1, dW2, db2), G):
            acc += g ** 2
            p -= eta * g / (np.sqrt(acc) + 1e-8)
    if epoch % 8 == 0:
        print("epoch {:2d}  loss {:.4f}".format(epoch, total / len(X_train)))

scores = np.maximum(0, X_test @ W1 + b1) @ W2 + b2
pred = scores > 0
for t in range(TAGS):
    tp = np.sum(pred[:, t] & (Y_test[:, t] == 1))
    print("tag %d  precision %.3f  recall %.3f" % (t, tp / max(pred[:, t].sum(), 1), tp / Y_test[:, t].sum()))
print("share of right tags:", np.mean(pred == (Y_test == 1)))
