import numpy as np

np.random.seed(15)
squash = lambda v: 1 / (1 + np.exp(-v))

# five-bit numbers and their Gray code
numbers = [[(n >> s) & 1 for s in (4, 3, 2, 1, 0)] for n in range(32)]
codes = [[((n ^ (n >> 1)) >> s) & 1 for s in (4, 3, 2, 1, 0)] for n in range(32)]

in_w = np.random.uniform(-1, 1, (10, 5))
in_b = np.random.uniform(-1, 1, 10)
mid_w = np.random.uniform(-1, 1, (10, 10))
mid_b = np.random.uniform(-1, 1, 10)
out_w = np.random.uniform(-1, 1, (5, 10))
out_b = np.random.uniform(-1, 1, 5)

alpha = 0.5

for lap in range(1000):
    err_sum = 0
    for bits, code in zip(numbers, codes):
        x = np.array(bits)
        t = np.array(code)
        # through the net
        h1 = squash(in_w.dot(x) + in_b)
        h2 = squash(mid_w.dot(h1) + mid_b)
        y = squash(out_w.dot(h2) + out_b)
        err_sum += np.sum((t - y) ** 2)
        # and back
        d3 = (t - y) * y * (1 - y)
        d2 = out_w.T.dot(d3) * h2 * (1 - h2)
        d1 = mid_w.T.dot(d2) * h1 * (1 - h1)
        # weights
        out_w += alpha * np.outer(d3, h2)
        out_b += alpha * d3
        mid_w += alpha * np.outer(h1, d2)
        mid_b += alpha * d2
        in_w += alpha * np.outer(d1, x)
        in_b += alpha * d1
    if lap % 200 == 0 or lap == 999:
        print("lap", lap, "error", err_sum / 32)
