import numpy as np


def make_rings(n, rng):
    angle = rng.uniform(0, 2 * np.pi, n)
    inner = rng.random(n) < 0.5
    radius = np.where(inner, 0.8, 2.0) + rng.normal(0, 0.15, n)
    x = np.column_stack((radius * np.cos(angle), radius * np.sin(angle)))
    return x, inner.astype(float)[:, None]


def get_current_parameters(w, x, y):
    """loss and gradient at w = [W1, b1, W2, b2]"""
    W1, b1, W2, b2 = w
    h = np.tanh(x @ W1 + b1)
    p = 1 / (1 + np.exp(-(h @ W2 + b2)))
    loss = -np.mean(y * np.log(p + 1e-12) + (1 - y) * np.log(1 - p + 1e-12))
    d2 = (p - y) / len(x)
    d1 = (d2 @ W2.T) * (1 - h ** 2)
    gradient = [x.T @ d1, d1.sum(axis=0), h.T @ d2, d2.sum(axis=0)]
    return loss, gradient


def optimize(w, x, y, learning_rate=0.05, momentum=0.9, max_steps=1500):
    past_velocity = [np.zeros_like(p) for p in w]
    loss, step = 1.0, 0
    while loss > 0.01 and step < max_steps:
        loss, gradient = get_current_parameters(w, x, y)
        for k in range(len(w)):
            velocity = past_velocity[k] * momentum - learning_rate * gradient[k]
            w[k] = w[k] + momentum * velocity - learning_rate * gradient[k]
            past_velocity[k] = velocity
        if step % 300 == 0:
            print("step", step, "loss", loss)
        step += 1
    print("stopped after", step, "steps, loss", loss)
    return w


rng = np.random.default_rng(6)
x, y = make_rings(300, rng)
w = [rng.normal(0, 0.7, (2, 10)), np.zeros(10), rng.normal(0, 0.3, (10, 1)), np.zeros(1)]
w = optimize(w, x, y)
