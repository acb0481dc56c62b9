import numpy as np
import random

random.seed(9)
np.random.seed(9)

# four suits drawn on a 5 x 5 grid
SUITS = ['..#...###.#####.###...#..',
         '.#.#.##########.###...#..',
         '..#...###.##.#####.#..#..',
         '.###..###.##.####.#...#..']
pictures = np.array([[ch == '#' for ch in s] for s in SUITS], dtype=float)

labels = [i % 4 for i in range(200)]
cards = np.array([pictures[k] for k in labels]) + np.random.normal(0, 0.45, (200, 25))
test_labels = [i % 4 for i in range(400)]
test_cards = np.array([pictures[k] for k in test_labels]) + np.random.normal(0, 0.45, (400, 25))


def shuffle_together(a, b):
    for i in range(len(a) - 1, 0, -1):
        j = random.randint(0, i)
        a[[i, j]] = a[[j, i]]
        b[i], b[j] = b[j], b[i]


V = np.random.normal(0, 0.2, (10, 25))
W = np.random.normal(0, 0.2, (4, 10))
bV, bW = np.zeros(10), np.zeros(4)


def show(card):
    h = np.tanh(V @ card + bV)
    s = W @ h + bW
    e = np.exp(s - np.max(s))
    return h, e / np.sum(e)


def lesson(card, label, lr):
    global V, W, bV, bW
    h, p = show(card)
    ds = p.copy()
    ds[label] -= 1.0
    dh = (W.T @ ds) * (1.0 - h ** 2)
    W -= lr * np.outer(ds, h)
    bW -= lr * ds
    V -= lr * np.outer(dh, card)
    bV -= lr * dh
    return -np.log(p[label])


for epoch in range(30):
    shuffle_together(cards, labels)
    loss = 0.0
    for card, label in zip(cards, labels):
        loss += lesson(card, label, 0.02)
    if epoch % 5 == 0:
        print('epoch', epoch, 'loss per card', loss / len(cards))

hits = sum(int(np.argmax(show(c)[1]) == l) for c, l in zip(test_cards, test_labels))
print('test hits', hits / len(test_labels))
