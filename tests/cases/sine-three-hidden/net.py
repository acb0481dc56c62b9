import numpy as np

np.random.seed(1000)

xs = np.random.uniform(size=(50, 1))
sines = np.sin(xs)


def squash(x):
    return 1 / (1 + np.exp(-x))


def squash_slope(x):
    return x * (1 - x)


rounds = 20000
n_in, n_hidden, n_out = 1, 3, 1
rate = 0.1

first = np.random.uniform(size=(n_in, n_hidden))
first_c = np.random.uniform(size=(1, n_hidden))
second = np.random.uniform(size=(n_hidden, n_out))
second_c = np.random.uniform(size=(1, n_out))

for i in range(rounds):

    # forward propagation
    mid = squash(np.dot(xs, first) + first_c)
    curve = squash(np.dot(mid, second) + second_c)

    # backward propagation
    gap = (curve - sines)
    k_top = squash_slope(curve)
    k_mid = squash_slope(mid)
    pull_top = gap * k_top
    blame = pull_top.dot(second.T)
    pull_mid = blame * k_mid

    second += mid.T.dot(pull_top) * rate
    first += xs.T.dot(pull_mid) * rate
    second_c += np.sum(pull_top, axis=0, keepdims=True) * rate
    first_c += np.sum(pull_mid, axis=0, keepdims=True) * rate

    if i % 4000 == 0:
        print("Error:", np.mean(np.abs(gap)))

print("Error in the end:", np.mean(np.abs(gap)))
