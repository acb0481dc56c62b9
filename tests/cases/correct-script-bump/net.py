import numpy as np
np.random.seed(0)

# input with a column of ones, target: two bumps
xx = np.linspace(-3, 3, 80).reshape(-1, 1)
X = np.hstack([xx, np.ones_like(xx)])
y = np.exp(-(xx - 1) ** 2 * 2) + 0.6 * np.exp(-(xx + 1.2) ** 2 * 3)

syn0 = np.random.randn(2, 24) * 1.5
syn1 = np.random.randn(25, 1) * 0.2
alpha = 0.1

for j in range(15001):
    l0 = X
    l1 = np.tanh(l0.dot(syn0))
    l1b = np.hstack([l1, np.ones((len(l1), 1))])
    l2 = l1b.dot(syn1)

    l2_error = y - l2
    if j % 3000 == 0:
        print("Error after " + str(j) + ": " + str(np.mean(np.abs(l2_error))))

    # linear output, nothing to multiply with
    l2_delta = l2_error
    l1_error = l2_delta.dot(syn1[:-1].T)
    l1_delta = l1_error * (1 - l1 ** 2)

    syn1 += alpha * l1b.T.dot(l2_delta) / len(X)
    syn0 += alpha * l0.T.dot(l1_delta) / len(X)

# a look at some points
for k in range(5, 80, 10):
    print("x = %5.2f   wanted %6.3f   got %6.3f" % (xx[k, 0], y[k, 0], l2[k, 0]))

# the height of the right bump
top = np.argmax(l2)
print("highest point", l2[top, 0], "at x =", xx[top, 0])
print("Largest error:", np.max(np.abs(l2_error)))
