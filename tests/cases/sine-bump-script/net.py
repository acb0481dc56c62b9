import numpy as np

np.random.seed(1000)
angle = np.random.uniform(0, 3, size=(50, 1))
height = np.sin(angle)


def sigmoid(x):
    d = (1 / (1 + np.exp(-x)))
    return d


def slope_sigmoid(x):
    slope = x * (1 - x)
    return slope


epochs = 20000
hidden = 5
rate = 0.1

w_in = np.random.uniform(-2, 2, size=(1, hidden))
bias_in = np.random.uniform(-2, 2, size=(1, hidden))
w_out = np.random.uniform(-1, 1, size=(hidden, 1))
bias_out = np.random.uniform(-1, 1, size=(1, 1))

for i in range(epochs):
    # forward
    z_in = np.dot(angle, w_in) + bias_in
    a_in = sigmoid(z_in)
    z_out = np.dot(a_in, w_out) + bias_out
    guess = sigmoid(z_out)

    # backward
    Error = guess - height
    d_guess = Error * slope_sigmoid(guess)
    d_hidden = d_guess.dot(w_out.T) * slope_sigmoid(a_in)

    w_out += a_in.T.dot(d_guess) * rate
    w_in += angle.T.dot(d_hidden) * rate
    bias_out += np.sum(d_guess, axis=0, keepdims=True) * rate
    bias_in += np.sum(d_hidden, axis=0, keepdims=True) * rate

    if i % 5000 == 0:
        print(i, np.mean(np.abs(Error)))

for a, h, g in list(zip(angle, height, guess))[:5]:
    print("sin(%.2f) = %.3f, network says %.3f" % (a[0], h[0], g[0]))
print("Mean error:", np.mean(np.abs(guess - height)))
