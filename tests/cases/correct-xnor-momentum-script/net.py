import numpy as np

# XNOR of the first two columns, third column is the constant input
X = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])
y = np.array([[1, 0, 0, 1]]).T

np.random.seed(2)

def nonlin(x, deriv=False):
    if deriv:
        return x * (1 - x)
    return 1 / (1 + np.exp(-x))

syn0 = 2 * np.random.random((3, 6)) - 1
syn1 = 2 * np.random.random((7, 1)) - 1
old0 = np.zeros_like(syn0)
old1 = np.zeros_like(syn1)
one = np.ones((4, 1))

for j in range(5000):
    l1 = nonlin(X.dot(syn0))
    l1b = np.hstack([l1, one])
    l2 = nonlin(l1b.dot(syn1))

    l2_error = y - l2
    l2_delta = l2_error * nonlin(l2, deriv=True)
    l1_error = l2_delta.dot(syn1[:-1].T)
    l1_delta = l1_error * nonlin(l1, deriv=True)

    # a part of the last step is added to every step
    old1 = 0.5 * l1b.T.dot(l2_delta) + 0.8 * old1
    old0 = 0.5 * X.T.dot(l1_delta) + 0.8 * old0
    syn1 += old1
    syn0 += old0

    if j % 1000 == 0:
        print("Error:", np.mean(np.abs(l2_error)))

print(l2)
print("Final error:", np.mean(np.abs(l2_error)))
