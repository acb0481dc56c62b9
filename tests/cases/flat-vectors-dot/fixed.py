import numpy as np

np.random.seed(12)

N = 4
w_hidden = np.random.uniform(-1, 1, (N, N))
b_hidden = np.zeros(N)
w_out = np.random.uniform(-1, 1, N)
b_out = 0.0
learningRate = 0.2


def activate(v):
    return 1.0 / (1.0 + np.exp(-v))


def think(sample):
    hidden = activate(np.dot(w_hidden, sample) + b_hidden)
    answer = activate(np.dot(w_out, hidden) + b_out)
    return hidden, answer


# label: is at least one neighbour pair (a,b) or (c,d) fully on?
samples = np.array([[a, b, c, d] for a in (0., 1.) for b in (0., 1.) for c in (0., 1.) for d in (0., 1.)])
labels = np.array([1.0 if (s[0] and s[1]) or (s[2] and s[3]) else 0.0 for s in samples])

for turn in range(3000):
    squared = 0.0
    for sample, label in zip(samples, labels):
        hidden, answer = think(sample)
        error = label - answer
        squared += error ** 2

        deltaOut = error * answer * (1 - answer)
        deltaHidden = deltaOut * w_out * hidden * (1 - hidden)

        w_out = w_out + learningRate * deltaOut * hidden
        b_out = b_out + learningRate * deltaOut
        w_hidden = w_hidden + learningRate * np.outer(deltaHidden, sample)
        b_hidden = b_hidden + learningRate * deltaHidden
    if turn % 500 == 0:
        print("turn", turn, "squared error", squared)

for sample, label in zip(samples, labels):
    print(sample, "wanted", label, "got", round(think(sample)[1], 3))
print("sum of squares at the end:", squared)
