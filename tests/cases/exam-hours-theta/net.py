import numpy as np


def logistic(a):
    return 1.0 / (1.0 + np.exp(-a))


def chance(x, theta):
    return logistic(x * theta)


def cost(x, y, theta):
    h = np.clip(chance(x, theta), 1e-9, 1 - 1e-9)
    return np.mean(-y * np.log(h) - (1 - y) * np.log(1 - h))


def descend(x, y, theta, alpha, loops):
    for k in range(loops):
        wrong_by = chance(x, theta) - y
        theta = theta - alpha * np.mean(wrong_by * x)
        if k % 1000 == 0:
            print("loop", k, "cost", cost(x, y, theta))
    return theta


def exam_results(n, seed):
    rng = np.random.RandomState(seed)
    hours = rng.uniform(0.5, 5.5, n)
    passed = (hours + 0.35 * rng.randn(n) > 3.2).astype(int)
    return hours, passed


hours, passed = exam_results(40, 12)
x = hours.reshape(-1, 1)
theta = descend(x, passed, 0.0, 0.5, 5001)

chances = chance(x, theta)[:, 0]
for h, p, c in zip(hours[:6], passed[:6], chances[:6]):
    print("%.2f hours  passed %d  chance %.3f" % (h, p, c))
print("theta", theta)
print("rightly sorted:", np.mean((chances > 0.5) == passed))
