import numpy as np

np.random.seed(42)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def sigmoid_slope(out):
    return out * (1 - out)


# all eight rows of three bits, answer is 1 when an odd number of bits is on
X = np.array([[0, 0, 0],
              [0, 0, 1],
              [0, 1, 0],
              [0, 1, 1],
              [1, 0, 0],
              [1, 0, 1],
              [1, 1, 0],
              [1, 1, 1]], dtype=float)
y = (X.sum(axis=1) % 2).reshape(-1, 1)

syn0 = 2 * np.random.random((3, 8)) - 1
bias0 = np.zeros((1, 8))
syn1 = 2 * np.random.random((8, 1)) - 1
bias1 = np.zeros((1, 1))

alpha = 1.0

for j in range(15000):
    # forward
    l0 = X
    l1 = sigmoid(l0.dot(syn0) + bias0)
    l2 = sigmoid(l1.dot(syn1) + bias1)

    # how far off are we
    l2_error = l2 - y
    if j % 3000 == 0:
        print("Error after %d iterations: %.5f" % (j, np.mean(np.abs(l2_error))))

    # backward
    l2_delta = l2_error * sigmoid_slope(l2)
    l1_error = l2_delta.dot(syn1.T)
    l1_delta = l1_error * sigmoid_slope(l1)

    # step downhill
    syn1 -= alpha * l1.T.dot(l2_delta)
    bias1 -= alpha * l2_delta.sum(axis=0, keepdims=True)
    syn0 -= alpha * l0.T.dot(l1_delta)
    bias0 -= alpha * l1_delta.sum(axis=0, keepdims=True)

l1 = sigmoid(X.dot(syn0) + bias0)
l2 = sigmoid(l1.dot(syn1) + bias1)
print("Predictions:")
for row, p in zip(X, l2):
    print(row, round(float(p[0]), 3))
print("final error:", np.mean(np.abs(l2 - y)))
