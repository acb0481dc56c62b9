import numpy as np


def nonlin(x, deriv=False):
    if deriv:
        return x * (1 - x)
    return 1 / (1 + np.exp(-x))


# all patterns of four lamps, the last column is always on
X = np.array([[a, b, c, d, 1] for a in (0, 1) for b in (0, 1) for c in (0, 1) for d in (0, 1)])
# is exactly one of the first two lamps on, and is the majority of all on?
y = np.array([[int(a != b), int(a + b + c + d >= 3)] for a, b, c, d, _ in X])

np.random.seed(1)
syn0 = 2 * np.random.random((5, 8)) - 1
syn1 = 2 * np.random.random((8, 8)) - 1
syn2 = 2 * np.random.random((8, 2)) - 1

for j in range(12000):
    k0 = X
    k1 = nonlin(np.dot(k0, syn0))
    k2 = nonlin(np.dot(k1, syn1))
    k3 = nonlin(np.dot(k2, syn2))

    k3_error = y - k3
    if j % 2000 == 0:
        print("Error: " + str(np.mean(np.abs(k3_error))))

    k3_delta = k3_error * nonlin(k3, deriv=True)
    k2_error = k3_delta.dot(syn2.T)
    k2_delta = k2_error * nonlin(k2, deriv=True)
    k1_error = k2_delta.dot(syn1.T)
    k1_delta = k1_error * nonlin(k1, deriv=True)

    syn2 += k2.T.dot(k3_delta)
    syn1 += k1.T.dot(k2_delta)
    syn0 += k0.T.dot(k1_delta)

print("rounded answers right:", np.mean((k3 > 0.5) == (y > 0.5)))
print("mean error in the end:", np.mean(np.abs(k3_error)))
