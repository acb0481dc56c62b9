import numpy as np

rng = np.random.RandomState(31)

# temperature over a day, one column per measurement
hour = rng.uniform(0, 24, (1, 160))
temp = 12 + 6 * np.sin((hour - 9) / 24 * 2 * np.pi) + 2 * np.cos(hour / 24 * 4 * np.pi) + 0.3 * rng.randn(1, 160)

u = hour / 12 - 1
t = (temp - 12) / 6

theta = [rng.randn(15, 1) * 2, rng.randn(15, 1), rng.randn(1, 15) * 0.2, np.zeros((1, 1))]
v = [np.zeros_like(p) for p in theta]
gamma, eta = 0.9, 0.02


def answer(par, u):
    A, a, B, b = par
    return B @ (1 / (1 + np.exp(-(A @ u + a)))) + b


def slope(par, u, t):
    A, a, B, b = par
    s = 1 / (1 + np.exp(-(A @ u + a)))
    miss = t - (B @ s + b)
    n = t.shape[1]
    down = -(B.T @ miss) * s * (1 - s)
    return [down @ u.T / n, down.mean(axis=1, keepdims=True), -miss @ s.T / n, -miss.mean(axis=1, keepdims=True)]


for step in range(8000):
    # the slope is taken where the momentum is going to carry us
    ahead = [p - gamma * w for p, w in zip(theta, v)]
    g = slope(ahead, u, t)
    v = [gamma * w + eta * d for w, d in zip(v, g)]
    theta = [p - w for p, w in zip(theta, v)]
    if step % 1600 == 0:
        print("step %5d   half mse %.5f" % (step, 0.5 * np.mean((t - answer(theta, u)) ** 2)))

print("rms error in degrees:", 6 * np.sqrt(np.mean((t - answer(theta, u)) ** 2)))
