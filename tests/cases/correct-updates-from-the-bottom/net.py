import numpy as np

np.random.seed(2)

# even number of ones among three? the fourth entry is always one
X = np.array([[a, b, c, 1] for a in (0, 1) for b in (0, 1) for c in (0, 1)], float)
Y = np.array([[1.0 if (r[0] + r[1] + r[2]) % 2 == 0 else -1.0] for r in X])

low = np.random.uniform(-1, 1, (4, 8))
high = np.random.uniform(-1, 1, (8, 1))
eta = 0.05

for sweep in range(3000):
    for x, y in zip(X, Y):
        mid = np.tanh(x @ low)
        out = np.tanh(mid @ high)

        surprise = y - out
        blame_out = surprise * (1 + out) * (1 - out)
        blame_mid = (high[:, 0] * blame_out) * (1 - mid * mid)

        # lower weights first; both blames are known by now
        low += eta * x[:, None] * blame_mid
        high += eta * mid[:, None] * blame_out
    if sweep % 600 == 0:
        print("sweep", sweep, "surprise", np.abs(Y - np.tanh(np.tanh(X @ low) @ high)).mean())

print("mean surprise", np.abs(Y - np.tanh(np.tanh(X @ low) @ high)).mean())
