import numpy as np

np.random.seed(9)

# measured curve: time, temperature (one column, as it comes from the file)
t = np.linspace(0, 1, 60)
table = (0.5 + 0.8 * np.exp(-3 * t) * np.cos(7 * t)).reshape(-1, 1)

K = 8                                  # tanh units
slope  = np.random.randn(K) * 4
shift  = np.random.randn(K) * 2
height = np.random.randn(K) * 0.3
base   = 0.0
lr = 0.1

for it in range(3000):
    units = [np.tanh(slope[k] * t + shift[k]) for k in range(K)]
    curve = base + sum(height[k] * units[k] for k in range(K))

    diff = curve - table.ravel()
    loss = np.mean(diff ** 2)

    # one unit after the other
    g_height = np.zeros(K); g_slope = np.zeros(K); g_shift = np.zeros(K)
    for k in range(K):
        back = 2 * diff * height[k] * (1 - units[k] ** 2)
        g_height[k] = np.mean(2 * diff * units[k])
        g_slope[k]  = np.mean(back * t)
        g_shift[k]  = np.mean(back)
    g_base = np.mean(2 * diff)

    height -= lr * g_height
    slope  -= lr * g_slope
    shift  -= lr * g_shift
    base   -= lr * g_base

    if it % 1000 == 0:
        print(it, "loss", loss)

worst = np.max(np.abs(curve.ravel() - table.ravel()))
print("largest distance to the curve:", worst)
