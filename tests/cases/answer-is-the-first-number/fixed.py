import numpy as np

np.random.seed(1)


def squash(v):
    return 1 / (1 + np.exp(-v))


def squash_slope(out):
    # out already went through squash
    return out * (1 - out)


# two numbers, 0 or 1; the answer is simply the first one
pairs = np.array([[0, 1],
                  [0, 1],
                  [1, 0],
                  [1, 0],
                  [0, 0],
                  [1, 1]])
answers = np.array([[0, 0, 1, 1, 0, 1]]).T

# weights between -1 and 1
weights = 2 * np.random.random((2, 1)) - 1
bias = np.zeros((1, 1))

for i in range(10000):
    layer0 = pairs
    layer1 = squash(np.dot(layer0, weights) + bias)
    miss = layer1 - answers
    step = miss * squash_slope(layer1)
    weights -= np.dot(layer0.T, step)
    bias -= step.sum(axis=0, keepdims=True)
    if i % 2500 == 0:
        print("round", i, "mean miss", np.mean(np.abs(miss)))

print("PAIR  WANTED  PREDICTED")
for pair, wanted, got in zip(pairs, answers, layer1):
    print(pair, wanted[0], round(got[0], 4))
print("weights", weights.ravel())
print("largest miss:", np.max(np.abs(layer1 - answers)))
