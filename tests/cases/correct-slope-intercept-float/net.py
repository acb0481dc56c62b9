import random
random.seed(1)
xs = [random.uniform(0, 10) for _ in range(50)]
ys = [2.5 * x - 4 + random.gauss(0, 0.3) for x in xs]
m, b = 0.0, 0.0
L = 0.01
n = len(xs)
for i in range(500):
    dm = (-2 / n) * sum(x * (y - (m * x + b)) for x, y in zip(xs, ys))
    db = (-2 / n) * sum(y - (m * x + b) for x, y in zip(xs, ys))
    m = m - L * dm
    b = b - L * db
print(m, b)
