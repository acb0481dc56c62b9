import numpy as np
import random

random.seed(21)
np.random.seed(21)

# table: x1, x2, class (0 inside, 1 ring, 2 outside)
def table(n):
    cls = np.random.randint(0, 3, n)
    r = np.array([0.4, 1.3, 2.3])[cls] + np.random.normal(0, 0.15, n)
    a = np.random.rand(n) * 2 * np.pi
    return np.column_stack([r * np.cos(a), r * np.sin(a), cls])

train = table(300)
test = table(150)

def mix(rows):
    for i in range(len(rows) - 1, 0, -1):
        j = random.randint(0, i)
        rows[i], rows[j] = rows[j], rows[i]

hidden = 18
w1 = np.random.randn(2, hidden)
b1 = np.random.randn(hidden) * 0.1
w2 = np.random.randn(hidden, 3) * 0.3
b2 = np.zeros(3)
lr = 0.03

def net(x):
    h = np.tanh(np.dot(x, w1) + b1)
    s = np.dot(h, w2) + b2
    e = np.exp(s - np.max(s))
    return h, e / np.sum(e)

def check(rows):
    good = 0
    for row in rows:
        h, p = net(row[:2])
        if np.argmax(p) == int(row[2]):
            good += 1
    return good / len(rows)

for epoch in range(60):
    mix(train)
    total = 0
    for row in train:
        x, c = row[:2], int(row[2])
        h, p = net(x)
        total -= np.log(p[c] + 1e-12)
        d2 = p.copy()
        d2[c] -= 1
        d1 = np.dot(w2, d2) * (1 - h * h)
        w2 -= lr * np.outer(h, d2)
        b2 -= lr * d2
        w1 -= lr * np.outer(x, d1)
        b1 -= lr * d1
    if epoch % 10 == 9:
        print(epoch + 1, 'loss', total / len(train), 'train', check(train), 'test', check(test))

print('test accuracy:', check(test))
