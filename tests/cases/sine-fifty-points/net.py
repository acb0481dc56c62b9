import numpy as np

np.random.seed(1000)

# y = sin(x) for 50 random x
points = np.random.uniform(size=(50, 1))
curve = np.sin(points)


def squash(v):
    return 1 / (1 + np.exp(-v))


def squash_slope(v):
    return v * (1 - v)


rounds = 20000
n_hidden = 3
rate = 0.1

w_hid = np.random.uniform(size=(1, n_hidden))
b_hid = np.random.uniform(size=(1, n_hidden))
w_out = np.random.uniform(size=(n_hidden, 1))
b_out = np.random.uniform(size=(1, 1))

for i in range(rounds):
    # forward
    hid = squash(np.dot(points, w_hid) + b_hid)
    guess = squash(np.dot(hid, w_out) + b_out)

    # backward
    miss = guess - curve
    slope_out = squash_slope(guess)
    slope_hid = squash_slope(hid)
    d_out = miss * slope_out
    miss_hid = d_out.dot(w_out.T)
    d_hid = miss_hid * slope_hid

    w_out += hid.T.dot(d_out) * rate
    w_hid += points.T.dot(d_hid) * rate
    b_out += np.sum(d_out, axis=0, keepdims=True) * rate
    b_hid += np.sum(d_hid, axis=0, keepdims=True) * rate

    if i % 4000 == 0:
        print("round", i, "error", np.mean(np.abs(miss)))

for k in range(5):
    print(points[k, 0], curve[k, 0], guess[k, 0])
print("final error", np.mean(np.abs(miss)))
