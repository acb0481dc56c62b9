import numpy as np

# fit a curve with a handful of tanh bends, everything written out by hand
np.random.seed(3)

x = np.linspace(-2, 2, 60).reshape(-1, 1)
y = np.sin(2 * x) + 0.3 * x

K = 8
slope = np.random.normal(0, 2, K)
shift = np.random.normal(0, 1, K)
height = np.random.normal(0, 0.5, K)
base = 0.0
eta = 0.1

for sweep in range(2501):
    # forward
    bend = []
    guess = base
    for k in range(K):
        bend.append(np.tanh(slope[k] * x + shift[k]))
        guess = guess + height[k] * bend[k]

    miss = guess - y
    loss = np.mean(miss ** 2)

    # backward, one bend at a time
    g_base = np.mean(2 * miss)
    for k in range(K):
        g_height = np.mean(2 * miss * bend[k])
        g_inner = 2 * miss * height[k] * (1 - bend[k] ** 2)
        g_slope = np.mean(g_inner * x)
        g_shift = np.mean(g_inner)
        height[k] -= eta * g_height
        slope[k] -= eta * g_slope
        shift[k] -= eta * g_shift
    base -= eta * g_base

    if sweep % 500 == 0:
        print("sweep", sweep, "loss", loss)

print("first fitted values:", np.round(guess.ravel()[:5], 3), "wanted:", np.round(y.ravel()[:5], 3))
print("rms of the fit:", np.sqrt(np.mean((guess.ravel() - y.ravel()) ** 2)))
