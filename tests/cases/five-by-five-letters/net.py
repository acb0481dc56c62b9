import numpy as np

np.random.seed(10)

LETTERS = {
    'L': ["#....", "#....", "#....", "#....", "#####"],
    'T': ["#####", "..#..", "..#..", "..#..", "..#.."],
    'X': ["#...#", ".#.#.", "..#..", ".#.#.", "#...#"],
    'O': [".###.", "#...#", "#...#", "#...#", ".###."],
    'H': ["#...#", "#...#", "#####", "#...#", "#...#"],
    'Z': ["#####", "...#.", "..#..", ".#...", "#####"],
}


def draw(count):
    clean = np.array([[c == '#' for c in "".join(rows)] for rows in LETTERS.values()], dtype=float)
    which = np.random.randint(0, len(clean), count)
    pixels = clean[which]
    flip = np.random.rand(count, 25) < 0.12
    pixels = np.where(flip, 1 - pixels, pixels)
    return pixels + np.random.randn(count, 25) * 0.25, which


X, y = draw(600)
Xv, yv = draw(400)
D, H, K = 25, 24, 6
W1 = np.random.randn(D, H) * np.sqrt(2.0 / D)
b1 = np.zeros(H)
W2 = np.random.randn(H, H) * np.sqrt(2.0 / H)
b2 = np.zeros(H)
W3 = np.random.randn(H, K) * np.sqrt(2.0 / H)
b3 = np.zeros(K)
lr = 0.3
batch_size = 50

for it in range(500):
    pick = np.random.choice(600, batch_size, replace=False)
    xb, yb = X[pick], y[pick]

    h1 = np.maximum(0, xb.dot(W1) + b1)
    h2 = np.maximum(0, h1.dot(W2) + b2)
    scores = h2.dot(W3) + b3
    scores -= scores.max(axis=1, keepdims=True)
    probs = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    loss = -np.log(probs[np.arange(batch_size), yb] + 1e-9).mean()

    dscores = probs.copy()
    dscores[np.arange(batch_size), yb] -= 1
    dscores /= batch_size
    dW3 = h2.T.dot(dscores)
    db3 = dscores.sum(axis=0)
    dh2 = dscores.dot(W3.T)
    dh2[h2 < 0] = 0
    dW2 = h1.T.dot(dh2)
    db2 = dh2.sum(axis=0)
    dh1 = dh2.dot(W2.T)
    dh1[h1 < 0] = 0
    dW1 = xb.T.dot(dh1)
    db1 = dh1.sum(axis=0)

    W1 -= lr * dW1
    b1 -= lr * db1
    W2 -= lr * dW2
    b2 -= lr * db2
    W3 -= lr * dW3
    b3 -= lr * db3
    if it % 100 == 0:
        print("iter %d loss %.4f" % (it, loss))

full = np.maximum(0, np.maximum(0, Xv.dot(W1) + b1).dot(W2) + b2).dot(W3) + b3
full -= full.max(axis=1, keepdims=True)
logp = full - np.log(np.exp(full).sum(axis=1, keepdims=True))
print("validation accuracy:", np.mean(full.argmax(axis=1) == yv))
print("training loss of the last batch:", loss)
