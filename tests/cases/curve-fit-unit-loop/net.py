import numpy as np

np.random.seed(12)

# two columns as they come out of the measuring device: time, level
table = np.zeros((60, 2))
table[:, 0] = np.sort(np.random.uniform(-3, 3, 60))
table[:, 1] = np.sin(1.5 * table[:, 0]) + 0.3 * table[:, 0] + np.random.normal(0, 0.05, 60)

time = table[:, 0]
level = table[:, 1:]

K = 10
slope = np.random.normal(0, 1.5, K)
shift = np.random.normal(0, 1.5, K)
height = np.random.normal(0, 0.5, K)
ground = 0.0


def bumps(k):
    return np.tanh(slope[k] * time + shift[k])


def curve():
    total = ground
    for k in range(K):
        total = total + height[k] * bumps(k)
    return total


def sweep(lr):
    global ground
    gap = curve() - level
    ground -= lr * np.mean(gap)
    for k in range(K):
        h = bumps(k)
        g_height = np.mean(gap * h)
        inner = gap * height[k] * (1 - h ** 2)
        g_slope = np.mean(inner * time)
        g_shift = np.mean(inner)
        height[k] -= lr * g_height
        slope[k] -= lr * g_slope
        shift[k] -= lr * g_shift
    return np.mean(gap ** 2)


for step in range(4000):
    mse = sweep(0.1)
    if step % 500 == 0:
        print(step, mse)

print('standard deviation of the measurements', level.std())
print('final mse', mse)
