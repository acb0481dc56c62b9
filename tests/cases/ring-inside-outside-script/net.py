import numpy as np

np.random.seed(7)

# points in a square, 1 inside a ring
pts = np.random.uniform(-1, 1, (240, 2))
inside = ((pts ** 2).sum(axis=1) < 0.45).astype(float).reshape(-1, 1)

Wa = np.random.randn(2, 10) * 0.8
ba = np.zeros((1, 10))
Wb = np.random.randn(10, 1) * 0.5
bb = np.zeros((1, 1))
alpha = 0.0001


def squash(v):
    return 1.0 / (1.0 + np.exp(-v))


for it in range(3000):
    hid = np.tanh(pts.dot(Wa) + ba)
    guess = squash(hid.dot(Wb) + bb)
    err = (guess - inside) / len(pts)
    gWb = hid.T.dot(err)
    gbb = err.sum(axis=0, keepdims=True)
    back = err.dot(Wb.T) * (1 - hid ** 2)
    gWa = pts.T.dot(back)
    gba = back.sum()
    Wa -= alpha * gWa
    ba -= alpha * gba
    Wb -= alpha * gWb
    bb -= alpha * gbb
    if it % 500 == 0:
        print(it, np.mean((guess > 0.5) == (inside > 0.5)))

print("share right", np.mean((guess > 0.5) == (inside > 0.5)))
