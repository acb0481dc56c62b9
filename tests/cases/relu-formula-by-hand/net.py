import numpy as np

rng = np.random.default_rng(9)

# price of a used bike from age, gears and frame size (standardised)
n = 400
trn_x = rng.standard_normal((n, 3))
trn_y = np.abs(trn_x[:, 0]) - 0.7 * np.maximum(trn_x[:, 1], 0) + 0.3 * trn_x[:, 2] + 1.0

nh = 12
w1 = rng.standard_normal((3, nh)) * np.sqrt(2 / 3)
b1 = np.zeros(nh)
w2 = rng.standard_normal((nh, 1)) * np.sqrt(1 / nh)
b2 = np.zeros(1)


def lin(x, w, b):
    return x @ w + b


def relu(x):
    return np.maximum(x, 0.)


def mse(out, targ):
    return ((out[:, 0] - targ) ** 2).mean()


def model(x):
    l1 = relu(lin(x, w1, b1))
    return l1, lin(l1, w2, b2)


def grads(x, y):
    l1, l2 = model(x)
    diff = (2 / x.shape[0]) * (l2[:, 0] - y)[:, None]
    w2_gs = l1.T @ diff
    b2_gs = diff.sum(0)
    # the formula: diff times w2 times x, summed over the samples
    w1_gs = x.T @ (diff * w2.T)
    b1_gs = (diff * w2.T).sum(0)
    return w1_gs, b1_gs, w2_gs, b2_gs


def numeric(w, i, j, eps=1e-5):
    old = w[i, j]
    w[i, j] = old + eps
    up = mse(model(trn_x)[1], trn_y)
    w[i, j] = old - eps
    down = mse(model(trn_x)[1], trn_y)
    w[i, j] = old
    return (up - down) / (2 * eps)


g = grads(trn_x, trn_y)[0]
print("w1 slopes, mine and numeric:")
for i, j in [(0, 0), (1, 4), (2, 7)]:
    print("  ", g[i, j], numeric(w1, i, j))

lr = 0.05
for epoch in range(1200):
    w1_gs, b1_gs, w2_gs, b2_gs = grads(trn_x, trn_y)
    w1 -= lr * w1_gs
    b1 -= lr * b1_gs
    w2 -= lr * w2_gs
    b2 -= lr * b2_gs
    if epoch % 300 == 0:
        print(epoch, mse(model(trn_x)[1], trn_y))
print("mse at the end", mse(model(trn_x)[1], trn_y))
