import numpy as np
import itertools

# sigmoid; with deriv=True x has to be an OUTPUT of the sigmoid
def nonlin(x, deriv=False):
    if deriv:
        return x * (1 - x)
    return 1 / (1 + np.exp(-x))

# odd number of ones among three bits, the last column is the bias
X = np.array([list(bits) + [1] for bits in itertools.product([0, 1], repeat=3)])
y = np.array([[sum(row[:3]) % 2] for row in X])

np.random.seed(16)
syn0 = 4 * np.random.random((4, 10)) - 2
syn1 = 2 * np.random.random((11, 1)) - 1

for j in range(10000):
    l0 = X
    l1 = nonlin(np.dot(l0, syn0))
    l1b = np.hstack([l1, np.ones((len(X), 1))])
    l2 = nonlin(np.dot(l1b, syn1))

    l2_error = y - l2
    if j % 2000 == 0:
        print("Error:" + str(np.mean(np.abs(l2_error))))

    l2_delta = l2_error * nonlin(l2, deriv=True)
    l1_error = l2_delta.dot(syn1[:-1].T)
    l1_delta = l1_error * nonlin(l1, deriv=True)

    syn1 += l1b.T.dot(l2_delta)
    syn0 += l0.T.dot(l1_delta)

print(np.round(l2.ravel(), 2))
print("mean abs error:", np.mean(np.abs(y - l2)))
