import numpy as np

np.random.seed(1000)
angle = np.random.uniform(size=(50, 1))
wanted = np.sin(angle)


def squash(x):
    return 1 / (1 + np.exp(-x))


def squash_slope(s):
    return s * (1 - s)


epochs = 20000
hidden_units = 3
rate = 0.1
w_in = np.random.uniform(size=(1, hidden_units))
c_in = np.random.uniform(size=(1, hidden_units))
w_out = np.random.uniform(size=(hidden_units, 1))
c_out = np.random.uniform(size=(1, 1))

for i in range(epochs):
    # forward
    hidden = squash(np.dot(angle, w_in) + c_in)
    guess = squash(np.dot(hidden, w_out) + c_out)

    # backward
    gap = wanted - guess
    d_out = gap * squash_slope(guess)
    back = d_out.dot(w_out.T)
    d_hid = back * squash_slope(hidden)

    w_out += hidden.T.dot(d_out) * rate
    w_in += angle.T.dot(d_hid) * rate
    c_out += np.sum(d_out, axis=0, keepdims=True) * rate
    c_in += np.sum(d_hid, axis=0, keepdims=True) * rate

    if i % 4000 == 0:
        print(i, np.mean(np.abs(gap)))

print("mean gap:", np.mean(np.abs(wanted - squash(np.dot(squash(np.dot(angle, w_in) + c_in), w_out) + c_out))))
