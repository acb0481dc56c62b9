import math
import random

random.seed(6)

# is the mushroom edible? five yes/no signs; two of them work together
examples = []
for _ in range(160):
    s = [random.choice((0.0, 1.0)) for _ in range(5)]
    edible = 1 if (s[0] != s[1]) or (s[2] and s[3] and not s[4]) else 0
    examples.append((s, edible))
learn_from, watch = examples[:120], examples[120:]

H = 7
up = [[random.gauss(0, 1) for _ in range(5)] for _ in range(H)]
up0 = [0.0] * H
top = [random.gauss(0, 0.5) for _ in range(H)]
top0 = 0.0


def look(s):
    h = []
    for k in range(H):
        h.append(math.tanh(up0[k] + sum(w * v for w, v in zip(up[k], s))))
    z = top0 + sum(w * v for w, v in zip(top, h))
    return h, 1 / (1 + math.exp(-z))


def surprise(cases):
    total = 0
    for s, y in cases:
        p = look(s)[1]
        total -= math.log(p if y else 1 - p)
    return total / len(cases)


best, patience, kept = 1e9, 0, None
for epoch in range(400):
    rate = 0.2 / (1 + 0.01 * epoch)
    random.shuffle(learn_from)
    for s, y in learn_from:
        h, p = look(s)
        gap = y - p                       # cross-entropy: no p * (1 - p) here
        blame = [gap * top[k] * (1 - h[k] * h[k]) for k in range(H)]
        for k in range(H):
            top[k] += rate * gap * h[k]
            up0[k] += rate * blame[k]
            for j in range(5):
                up[k][j] += rate * blame[k] * s[j]
        top0 += rate * gap
    now = surprise(watch)
    if epoch % 20 == 0:
        print(epoch, surprise(learn_from), now)
    if now < best - 1e-4:
        best, patience = now, 0
        kept = ([row[:] for row in up], up0[:], top[:], top0)
    else:
        patience += 1
        if patience == 30:
            print("no better for 30 epochs, back to the best")
            break

up, up0, top, top0 = kept
print("edible or not, right:", sum((look(s)[1] > 0.5) == (y == 1) for s, y in watch) / len(watch))
