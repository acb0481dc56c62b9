import numpy as np

np.random.seed(2)


def rectify(z):
    return np.maximum(0, z)


def rectify_slope(z):
    z[z > 0] = 1
    z[z <= 0] = 0
    return z


# a bumpy curve in two variables
points = np.random.uniform(-1, 1, (250, 2))
height = (np.sin(3 * points[:, 0]) * points[:, 1] + 0.5).reshape(-1, 1)

n_hidden = 30
W1 = np.random.randn(2, n_hidden) * 2
b1 = np.random.randn(n_hidden) * 0.6
W2 = np.random.randn(n_hidden, 1) * np.sqrt(1 / n_hidden)
b2 = np.zeros(1)
eta = 0.05

for step in range(2500):
    # up
    hidden = rectify(points @ W1 + b1)
    out = hidden @ W2 + b2

    gap = out - height
    if step % 500 == 0:
        print("step", step, "mse", np.mean(gap ** 2))

    # down
    d_out = gap / len(points)
    d_hidden = (d_out @ W2.T) * rectify_slope(hidden)

    grad_W2 = hidden.T @ d_out
    grad_b2 = d_out.sum(axis=0)
    grad_W1 = points.T @ d_hidden
    grad_b1 = d_hidden.sum(axis=0)

    W2 -= eta * grad_W2
    b2 -= eta * grad_b2
    W1 -= eta * grad_W1
    b1 -= eta * grad_b1

out = rectify(points @ W1 + b1) @ W2 + b2
print("mse after training:", np.mean((out - height) ** 2), "variance of the heights:", height.var())
