import numpy as np
import random

random.seed(0)
np.random.seed(0)

# one neuron, counts words
good = "meeting report lunch project today notes team plan".split()
bad = "free winner cash prize click offer money bonus".split()
both = "you the please now and".split()
vocab = sorted(good + bad + both)

def message(spam):
    words = random.choices(bad if spam else good, k=4)
    words += random.choices(both, k=4)
    words += random.choices(good if spam else bad, k=1)
    return words

def count(words):
    x = np.array([0] * len(vocab))
    for word in words:
        x[vocab.index(word)] += 1
    return x

mails = [(count(message(s)), s) for s in [0, 1] * 100]
later = [(count(message(s)), s) for s in [0, 1] * 50]

w = np.array([0] * len(vocab))
b = 0.0
lr = 0.1

def predict(x):
    s = b
    for i in range(len(x)):
        s += w[i] * x[i]
    return 1 / (1 + np.exp(-s))

for epoch in range(20):
    random.shuffle(mails)
    loss = 0
    for x, y in mails:
        p = predict(x)
        err = p - y
        loss -= y * np.log(p) + (1 - y) * np.log(1 - p)
        for i in range(len(w)):
            w[i] = w[i] - lr * err * x[i]
        b = b - lr * err
    if epoch % 4 == 0:
        print('epoch', epoch, 'loss', loss / len(mails))

order = np.argsort(w)
print('most honest words:', [vocab[i] for i in order[:3]])
print('most suspicious words:', [vocab[i] for i in order[-3:]])
right = sum((predict(x) > 0.5) == (y == 1) for x, y in later)
print('right on later mails:', right / len(later))
