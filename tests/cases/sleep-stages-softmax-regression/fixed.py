import numpy as np

rng = np.random.RandomState(19)
n, d, k = 600, 4, 3

# three sleep stages, seen rather unequally often, four positive readings
stage = rng.choice(k, n, p=[0.65, 0.25, 0.10])
levels = np.array([[3.0, 1.0, 2.0, 1.5],
                   [2.2, 2.0, 2.0, 0.8],
                   [2.6, 1.2, 3.2, 2.4]])
readings = levels[stage] + 0.35 * rng.randn(n, d)
onehot = np.zeros((n, k))
onehot[np.arange(n), stage] = 1

theta = np.zeros((d, k))
bias = np.zeros((1, k))
rate = 0.4


def class_probs(x):
    s = np.dot(x, theta) + bias
    s = s - s.max(axis=1, keepdims=True)
    return np.exp(s) / np.exp(s).sum(axis=1, keepdims=True)


for sweep in range(201):
    perm = rng.permutation(n)
    for lo in range(0, n, 100):
        pick = perm[lo:lo + 100]
        miss = class_probs(readings[pick]) - onehot[pick]
        g_theta = np.dot(readings[pick].T, miss) / len(pick)
        g_bias = np.sum(miss, axis=0, keepdims=True) / len(pick)
        theta -= rate * g_theta
        bias -= rate * g_bias
    if sweep % 50 == 0:
        p = class_probs(readings)
        xent = -np.mean(np.log(p[np.arange(n), stage]))
        hits = np.mean(np.argmax(p, axis=1) == stage)
        print("sweep", sweep, "cross entropy", xent, "hit rate", hits)

print("bias", bias)
