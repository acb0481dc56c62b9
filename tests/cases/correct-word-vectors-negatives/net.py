import numpy as np

sentences = """the cat drinks milk . the dog drinks water . the cat chases the mouse . the dog chases the cat .
the king rules the land . the queen rules the land . a king wears a crown . a queen wears a crown .
the mouse eats cheese . the cat eats fish . the dog eats meat . the king drinks wine . the queen drinks wine .""".split(' .')
tokens = [s.split() for s in sentences if s.split()]
words = sorted({w for s in tokens for w in s})
index = {w: i for i, w in enumerate(words)}
counts = np.bincount([index[w] for s in tokens for w in s]) ** 0.75
odds = counts / counts.sum()

rng = np.random.default_rng(0)
centre = (rng.random((len(words), 12)) - 0.5) / 12
context = np.zeros((len(words), 12))


def pairs(reach=2):
    for s in tokens:
        for i in range(len(s)):
            for j in range(max(0, i - reach), min(len(s), i + reach + 1)):
                if i != j:
                    yield index[s[i]], index[s[j]]


def sgd(c, o, negatives, lr):
    """one positive pair and some negatives; the same word may be drawn twice"""
    rows = np.concatenate([[o], negatives])
    label = np.zeros(len(rows))
    label[0] = 1
    score = 1 / (1 + np.exp(-context[rows] @ centre[c]))
    pull = label - score
    change = pull @ context[rows]
    np.add.at(context, rows, lr * np.outer(pull, centre[c]))
    centre[c] += lr * change
    return -np.log(score[0]) - np.log(1 - score[1:]).sum()


training = np.array(list(pairs()))
for epoch in range(60):
    total = 0
    for c, o in rng.permutation(training):
        total += sgd(c, o, rng.choice(len(words), 5, p=odds), 0.08)
    if epoch % 10 == 0:
        print('epoch', epoch, 'loss', total / len(training))
print('last loss', total / len(training))

unit = centre / np.linalg.norm(centre, axis=1, keepdims=True)
for w in ('king', 'cat', 'milk'):
    near = np.argsort(-unit @ unit[index[w]])[1:4]
    print(w, '->', [words[k] for k in near])
